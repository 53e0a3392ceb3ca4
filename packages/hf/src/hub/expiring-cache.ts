interface Entry<Value> {
  readonly value: Promise<Value>;
  /** On the clock that was given, in milliseconds. */
  readonly until: number;
}

/**
 * Values that are loaded once and kept for a while. Calls for a value that is under way share it; one that could not be
 * loaded is not kept; when too many are kept, the oldest goes.
 */
export class ExpiringCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #lifetime: number;
  readonly #capacity: number;
  readonly #now: () => number;

  /**
   * @param lifetime Milliseconds from the beginning of the load.
   * @param now A monotonic clock, in milliseconds.
   */
  constructor(lifetime: number, capacity: number, now: () => number) {
    this.#lifetime = lifetime;
    this.#capacity = capacity;
    this.#now = now;
  }

  /** The value kept for `key`, else what `load` gives. Rejects as `load` does. */
  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const kept = this.#entries.get(key);
    if (kept !== undefined && this.#now() < kept.until) return kept.value;
    this.#entries.delete(key);
    const entry = { value: load(), until: this.#now() + this.#lifetime };
    this.#entries.set(key, entry);
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#capacity && oldest !== undefined) this.#entries.delete(oldest);
    return entry.value;
  }
}
