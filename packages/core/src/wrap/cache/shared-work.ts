import type { InferenceError } from '../../contract/error.ts';

/**
 * One piece of work for all who ask for it while it is under way. Each may walk away without harm to the others; when
 * the last one has, the work is aborted.
 */
export class SharedWork<R> {
  readonly #controller = new AbortController();
  readonly #work: Promise<R>;
  readonly #over: () => void;
  #waiting = 0;

  /** @param over Called when nobody may join any more; perhaps more than once. */
  constructor(work: (signal: AbortSignal) => Promise<R>, over: () => void) {
    this.#over = over;
    this.#work = work(this.#controller.signal);
    // Each who waits sees a failure; where all have left, nobody is there to see it.
    this.#work.then(over, over);
  }

  /** @param aborted Makes the error for one whose signal was aborted. */
  async wait(signal: AbortSignal | undefined, aborted: () => InferenceError): Promise<R> {
    this.#waiting++;
    try {
      return await untilAborted(this.#work, signal, aborted);
    } finally {
      if (--this.#waiting === 0) {
        this.#over();
        this.#controller.abort();
      }
    }
  }
}

/** Settles as `work` does, or rejects as soon as the signal is aborted. Leaves no listener behind. */
export async function untilAborted<R>(
  work: Promise<R>,
  signal: AbortSignal | undefined,
  aborted: () => InferenceError,
): Promise<R> {
  if (signal === undefined) return work;
  let onAbort = (): void => undefined;
  try {
    return await new Promise<R>((resolve, reject) => {
      onAbort = () => reject(aborted());
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      work.then(resolve, reject);
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
