import { InferenceError } from '../contract/error.ts';
import type { Timeouts } from '../contract/provider.ts';
import { WaitTimer } from './wait-timer.ts';

const defaultLimits = { firstByte: 60_000, idle: 60_000, total: Number.POSITIVE_INFINITY } as const;

/** Why a call, or one attempt of it, was stopped from our side. */
type Stop = 'aborted' | 'left' | keyof Timeouts;

/** Thrown inside the wire when work was cut short from our side; never leaves it. */
class StoppedError extends Error {}

/**
 * The end of one call from our side: the caller's signal, the three timers, and a reader who walks away.
 *
 * One listener on the caller's signal, and no timer or listener left when the call is over.
 */
export class CallControl {
  readonly firstByte: WaitTimer;
  readonly idle: WaitTimer;
  readonly #limits: Readonly<Record<keyof Timeouts, number>>;
  readonly #signal: AbortSignal | undefined;
  readonly #now: () => number;
  readonly #began: number;
  readonly #total: ReturnType<typeof setTimeout> | undefined;
  #attempt = new AbortController();
  /** Ends the call. */
  #stop: Stop | undefined;
  /** Ends this attempt; another may follow. */
  #attemptStop: Stop | undefined;
  #interrupt: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined, timeouts: Timeouts, now: () => number) {
    this.#limits = {
      firstByte: timeouts.firstByte ?? defaultLimits.firstByte,
      idle: timeouts.idle ?? defaultLimits.idle,
      total: timeouts.total ?? defaultLimits.total,
    };
    this.#now = now;
    this.#began = now();
    this.firstByte = new WaitTimer(this.#limits.firstByte, now, () => this.#endAttempt('firstByte'));
    this.idle = new WaitTimer(this.#limits.idle, now, () => this.#endAttempt('idle'));
    this.#signal = signal;
    if (signal?.aborted) this.#end('aborted');
    else signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (this.#limits.total !== Number.POSITIVE_INFINITY) {
      this.#total = setTimeout(() => this.#end('total'), this.#limits.total);
    }
  }

  /** Milliseconds until `total` runs out. */
  get remaining(): number {
    return this.#limits.total - (this.#now() - this.#began);
  }

  /** Milliseconds since the call began. */
  get elapsed(): number {
    return this.#now() - this.#began;
  }

  /** Whether the call as a whole was stopped; a timer of one attempt leaves room for another attempt. */
  get stopped(): boolean {
    return this.#stop !== undefined;
  }

  /** A signal for the next attempt, already aborted when the call is stopped. */
  beginAttempt(): AbortSignal {
    this.firstByte.end();
    this.idle.end();
    this.#attemptStop = undefined;
    if (!this.stopped) this.#attempt = new AbortController();
    return this.#attempt.signal;
  }

  /** The signal of the attempt that is under way. */
  get signal(): AbortSignal {
    return this.#attempt.signal;
  }

  /** Settles as `work` does, or rejects as soon as the attempt is stopped, even if `work` does not heed its signal. */
  async race<T>(work: Promise<T>): Promise<T> {
    try {
      return await new Promise<T>((resolve, reject) => {
        this.onStop(() => reject(new StoppedError()));
        work.then(resolve, reject);
      });
    } finally {
      this.#interrupt = undefined;
    }
  }

  /** Calls `interrupt` when the attempt is stopped, at once if it already is. The last one given counts. */
  onStop(interrupt: () => void): void {
    this.#interrupt = interrupt;
    if (this.#attempt.signal.aborted) interrupt();
  }

  /** The error that stands for what stopped the attempt, if it was us. */
  stopError(failing: { readonly provider: string; readonly model: string }): InferenceError | undefined {
    const stop = this.#stop ?? this.#attemptStop;
    if (stop === undefined) return undefined;
    if (stop === 'aborted' || stop === 'left') return abortedError(failing, stop);
    return timeoutError(failing, stop, this.#limits[stop]);
  }

  /** Waits between attempts; returns early when the call is stopped. */
  async sleep(milliseconds: number): Promise<void> {
    if (this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#interrupt = undefined;
  }

  /** Whether this attempt ran out of time while its host said nothing, and nothing else stopped it. */
  get wentIdle(): boolean {
    return this.#stop === undefined && this.#attemptStop === 'idle';
  }

  /** Ends the call because its reader walked away. */
  leave(): void {
    this.#end('left');
  }

  /** Closes the connection of the attempt that is under way. */
  close(): void {
    this.#interrupt = undefined;
    this.#attempt.abort();
  }

  /** Lets go of the caller's signal and of every timer. */
  dispose(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    clearTimeout(this.#total);
    this.firstByte.dispose();
    this.idle.dispose();
  }

  readonly #onAbort = (): void => this.#end('aborted');

  #end(stop: Stop): void {
    this.#stop ??= stop;
    this.#endAttempt(stop);
  }

  #endAttempt(stop: Stop): void {
    this.#attemptStop ??= stop;
    this.#attempt.abort();
    this.#interrupt?.();
  }
}

interface Failing {
  readonly provider: string;
  readonly model: string;
}

const abortedWords = {
  aborted: 'the caller aborted the call',
  left: 'the stream was left before its end, so there is no whole answer',
} as const;

/** The InferenceError for a call that its caller ended. */
export function abortedError({ provider, model }: Failing, stop: keyof typeof abortedWords): InferenceError {
  const message = `${provider} (${model}): ${abortedWords[stop]}`;
  return new InferenceError({ code: 'aborted', provider, model, message });
}

const lateWords = { firstByte: 'no response came', idle: 'nothing more came', total: 'the call was not done' } as const;

function timeoutError({ provider, model }: Failing, timer: keyof Timeouts, limit: number): InferenceError {
  return new InferenceError({
    code: 'timeout',
    provider,
    model,
    timer,
    retryable: timer !== 'total',
    message: `${provider} (${model}): ${lateWords[timer]} within ${limit} ms. Raise timeout.${timer}, or take a faster model`,
  });
}
