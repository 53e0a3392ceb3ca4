/** The caller's signal on one request: ends its waits, and is let go of when the request is over. */
export class Leash {
  readonly #signal: AbortSignal | undefined;
  readonly #stops = new Set<(reason: unknown) => void>();

  constructor(signal: AbortSignal | null | undefined) {
    this.#signal = signal ?? undefined;
    this.#signal?.addEventListener('abort', this.#onAbort);
  }

  get pulled(): boolean {
    return this.#signal?.aborted ?? false;
  }

  throwIfPulled(): void {
    this.#signal?.throwIfAborted();
  }

  /** Settles as `work` does, or rejects with the signal's reason. */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.throwIfPulled();
    let stop: (reason: unknown) => void = () => undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = reject;
    });
    this.#stops.add(stop);
    try {
      return await Promise.race([work, stopped]);
    } finally {
      this.#stops.delete(stop);
    }
  }

  async wait(milliseconds: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const elapsed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    try {
      await this.hold(elapsed);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Calls `stop` with the signal's reason when it is aborted, unless the leash was released by then. */
  whenPulled(stop: (reason: unknown) => void): void {
    this.#stops.add(stop);
  }

  release(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => {
    for (const stop of [...this.#stops]) stop(this.#signal?.reason);
  };
}
