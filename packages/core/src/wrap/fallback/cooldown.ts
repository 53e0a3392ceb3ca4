/** How often a model fails in a row before it is put aside: once may be chance, three times is a state. */
const failuresBeforeCooldown = 3;

interface Health {
  readonly failures: number;
  /** On the clock that was given. */
  readonly asideUntil: number;
  /** When failures are too long ago to say anything. */
  readonly forgetAt: number;
}

/** Which models keep failing, and until when each is put aside. Failures further apart than the cooldown do not add up. */
export class Cooldown {
  readonly #cooldownMs: number;
  readonly #now: () => number;
  readonly #health = new Map<string, Health>();

  /** @param cooldownMs 0 puts nothing aside. */
  constructor(cooldownMs: number, now: () => number) {
    this.#cooldownMs = cooldownMs;
    this.#now = now;
  }

  /** The models in their order, those that are put aside last: they are tried only when nothing else is left. */
  order(models: readonly string[]): readonly string[] {
    const aside = models.filter((model) => this.#isAside(model));
    return aside.length === 0 ? models : [...models.filter((model) => !aside.includes(model)), ...aside];
  }

  /** @param retryAfterMs How long the vendor asks to wait, where it does. */
  failed(model: string, retryAfterMs = 0): void {
    if (this.#cooldownMs === 0) return;
    this.#forget();
    const failures = (this.#health.get(model)?.failures ?? 0) + 1;
    const aside = failures >= failuresBeforeCooldown ? Math.max(this.#cooldownMs, retryAfterMs) : 0;
    const asideUntil = this.#now() + aside;
    this.#health.set(model, { failures, asideUntil, forgetAt: asideUntil + this.#cooldownMs });
  }

  /** One answer is enough to be trusted again. */
  answered(model: string): void {
    this.#health.delete(model);
  }

  #forget(): void {
    const now = this.#now();
    for (const [model, { forgetAt }] of this.#health) if (forgetAt <= now) this.#health.delete(model);
  }

  #isAside(model: string): boolean {
    const health = this.#health.get(model);
    return health !== undefined && health.asideUntil > this.#now();
  }
}
