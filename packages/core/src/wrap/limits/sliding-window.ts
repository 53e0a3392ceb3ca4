const MINUTE = 60_000;

/** Something that was spent, at a moment; the amount may be corrected when it is known better. */
export interface Spent {
  readonly at: number;
  amount: number;
}

/** At most so much in any minute, whenever the minute begins. */
export class SlidingWindow {
  readonly #limit: number;
  readonly #spent: Spent[] = [];

  /** @param limit Infinity never waits, and nothing is noted. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Milliseconds until `amount` may be spent. What is more than the limit by itself waits until nothing else is noted,
   * and then goes: it would wait for ever otherwise.
   */
  wait(amount: number, now: number): number {
    this.#forget(now);
    let total = this.#spent.reduce((sum, spent) => sum + spent.amount, 0);
    let wait = 0;
    for (const spent of this.#spent) {
      if (total + amount <= this.#limit) break;
      total -= spent.amount;
      wait = spent.at + MINUTE - now;
    }
    return wait;
  }

  spend(amount: number, now: number): Spent {
    const spent = { at: now, amount };
    if (this.#limit !== Number.POSITIVE_INFINITY) this.#spent.push(spent);
    return spent;
  }

  #forget(now: number): void {
    const current = this.#spent.findIndex(({ at }) => at + MINUTE > now);
    this.#spent.splice(0, current === -1 ? this.#spent.length : current);
  }
}
