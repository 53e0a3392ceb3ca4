/**
 * Bounds many waits, one after another, with one timer: it is kept from wait to wait, because most waits are far
 * shorter than the limit and starting a timer for each would cost more than the wait's work.
 */
export class WaitTimer {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #expire: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | undefined;

  /** @param limit Milliseconds; Infinity never expires. */
  constructor(limit: number, now: () => number, expire: () => void) {
    this.#limit = limit;
    this.#now = now;
    this.#expire = expire;
  }

  begin(): void {
    if (this.#limit === Number.POSITIVE_INFINITY) return;
    this.#since = this.#now();
    this.#timer ??= setTimeout(this.#check, this.#limit);
  }

  end(): void {
    this.#since = undefined;
  }

  dispose(): void {
    this.#since = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #check = (): void => {
    this.#timer = undefined;
    if (this.#since === undefined) return;
    const left = this.#limit - (this.#now() - this.#since);
    // Timers and clocks disagree by fractions of a millisecond.
    if (left < 1) this.#expire();
    else this.#timer = setTimeout(this.#check, left);
  };
}
