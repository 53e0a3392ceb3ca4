import type { Clock } from '../src/index.ts';

/** A clock that stands still but for its waits, which take no time of ours; it keeps how long they were. */
export class TestClock implements Clock {
  readonly waits: number[] = [];
  #now = 0;

  now(): number {
    return this.#now;
  }

  date(): number {
    return Date.UTC(2026, 0, 1) + this.#now;
  }

  async wait(ms: number): Promise<void> {
    this.waits.push(ms);
    this.#now += ms;
  }
}
