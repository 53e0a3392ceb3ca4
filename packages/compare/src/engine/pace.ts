import type { Clock } from '../clock.ts';

/**
 * How fast one target is asked. Fewer calls at once after it said that it is too much (half, at least one), slowly more
 * again with every answer; nothing before the time that it asked for; no more a minute than was allowed.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #concurrency: number;
  /** Milliseconds between two starts. */
  readonly #interval: number;
  readonly #halt: AbortSignal;
  #width: number;
  #notBefore = Number.NEGATIVE_INFINITY;
  #nextStart = Number.NEGATIVE_INFINITY;
  #parked: (() => void)[] = [];

  /** @param halt ends every wait */
  constructor(concurrency: number, requestsPerMinute: number | undefined, clock: Clock, halt: AbortSignal) {
    this.#concurrency = concurrency;
    this.#width = concurrency;
    this.#interval = requestsPerMinute === undefined ? 0 : 60_000 / requestsPerMinute;
    this.#clock = clock;
    this.#halt = halt;
    halt.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Resolves when this slot, counted from 0, may make a call, or when everything halts. */
  async turn(slot: number): Promise<void> {
    while (!this.#halt.aborted) {
      if (slot >= Math.floor(this.#width)) {
        await new Promise<void>((resolve) => this.#parked.push(resolve));
        continue;
      }
      const now = this.#clock.now();
      const start = Math.max(this.#notBefore, this.#nextStart, now);
      if (start <= now) {
        this.#nextStart = now + this.#interval;
        return;
      }
      await this.#clock.wait(start - now, this.#halt);
    }
  }

  /** The target has answered. */
  answered(): void {
    if (this.#width >= this.#concurrency) return;
    this.#width = Math.min(this.#concurrency, this.#width + 1 / this.#width);
    this.#wake();
  }

  /** The target says that it is too much: nobody asks it for so many milliseconds. */
  hold(ms: number): void {
    this.#width = Math.max(1, this.#width / 2);
    this.#notBefore = Math.max(this.#notBefore, this.#clock.now() + ms);
  }

  /** Lets the slots go that wait for more width, because there is nothing left to ask. */
  release(): void {
    this.#width = this.#concurrency;
    this.#wake();
  }

  #wake(): void {
    const parked = this.#parked;
    this.#parked = [];
    for (const go of parked) go();
  }
}
