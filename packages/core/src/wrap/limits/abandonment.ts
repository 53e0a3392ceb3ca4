import { InferenceError } from '../../contract/error.ts';
import type { CallOptions } from '../../contract/provider.ts';
import { abortedError } from '../../wire/call-control.ts';

/** Who waits, for the error. */
interface Waiting {
  readonly provider: string;
  readonly model: string;
}

/**
 * What ends the wait of a call that is queued: the caller's signal, a reader who leaves, or `timeout.total`. It holds
 * one listener on each signal and lets go of them, and of its timer, with the wait.
 */
export class Abandonment {
  readonly #controller = new AbortController();
  readonly #sources: readonly AbortSignal[];
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #total: number | undefined;
  #late = false;

  constructor({ signal, timeout }: CallOptions, left: AbortSignal | undefined) {
    this.#sources = [signal, left].filter((source) => source !== undefined);
    for (const source of this.#sources) {
      if (source.aborted) this.#abandon();
      else source.addEventListener('abort', this.#abandon, { once: true });
    }
    this.#total = timeout?.total;
    if (this.#total !== undefined && this.#total !== Number.POSITIVE_INFINITY) {
      this.#timer = setTimeout(() => {
        this.#late = true;
        this.#abandon();
      }, this.#total);
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The error of a call that was given up while it waited. */
  error({ provider, model }: Waiting): InferenceError {
    if (!this.#late) return abortedError({ provider, model }, 'aborted');
    return new InferenceError({
      code: 'timeout',
      provider,
      model,
      timer: 'total',
      message: `${provider} (${model}): the call was still queued after ${this.#total} ms. Raise timeout.total or the limits`,
    });
  }

  /** Waits, or less when the call is given up or `wake` is called. */
  async sleep(milliseconds: number, onSleep: (wake: () => void) => () => void): Promise<void> {
    if (this.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => wake(), milliseconds);
      const wake = (): void => {
        clearTimeout(timer);
        this.signal.removeEventListener('abort', wake);
        forget();
        resolve();
      };
      const forget = onSleep(wake);
      this.signal.addEventListener('abort', wake, { once: true });
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const source of this.#sources) source.removeEventListener('abort', this.#abandon);
  }

  readonly #abandon = (): void => this.#controller.abort();
}
