/** Any Keyv-shaped store. Values are strings; `ttlMs` is in milliseconds, absent for ever. */
export interface Store {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

interface Entry {
  readonly value: unknown;
  readonly expires: number;
}

/** Entries beyond which the one that was not asked for longest goes. */
const memoryStoreSize = 1000;

/** A store in this process that forgets: at most `size` entries, each for as long as it may live. */
export class MemoryStore implements Store {
  /** Oldest use first, which is the order in which a Map keeps what is set again. */
  readonly #entries = new Map<string, Entry>();
  readonly #size: number;
  readonly #now: () => number;

  constructor(now: () => number, size = memoryStoreSize) {
    this.#now = now;
    this.#size = size;
  }

  async get(key: string): Promise<unknown> {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    if (entry === undefined || entry.expires <= this.#now()) return undefined;
    this.#entries.set(key, entry);
    return entry.value;
  }

  async set(key: string, value: unknown, ttlMs = Number.POSITIVE_INFINITY): Promise<void> {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expires: this.#now() + ttlMs });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#size && oldest !== undefined) this.#entries.delete(oldest);
  }

  async delete(key: string): Promise<void> {
    this.#entries.delete(key);
  }
}
