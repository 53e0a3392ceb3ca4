import type { ErrorCode, InferenceError } from '@x/core';
import type { Limits } from '../comparison.ts';

const defaultRetries = 3;
const defaultMaxRetryWaitMs = 60_000;
const defaultFailuresInARow = 5;

const backoffBase = 500;
const backoffCap = 8_000;

/** Retries that a target may draw on at once, and what an answer gives back of one. */
const retryStock = 100;
const retryRefund = 0.2;

/** Failures that speak of the target and not of what it was asked. */
const codesOfTheTarget: ReadonlySet<ErrorCode> = new Set([
  'auth',
  'permission',
  'gated',
  'quota',
  'not-found',
  'unsupported',
  'rate-limit',
  'overloaded',
  'network',
  'timeout',
  'server',
]);

/**
 * How much trouble one target is worth: whether a failed call is made again and when, and whether the target is given
 * up (its circuit opened).
 *
 * A retry waits as long as the vendor asks, else a random time up to 0.5 s · 2ⁿ, at most 8 s. It is refused when the
 * cell has had its retries, when the target would be waited for longer than `maxRetryWaitMs` since its last answer, or
 * when its stock of retries is used up: 100, of which every answer gives a fifth back.
 */
export class Patience {
  readonly #retries: number;
  readonly #maxWait: number;
  readonly #failuresInARow: number;
  readonly #random: () => number;
  #stock = retryStock;
  #failingSince: number | undefined;
  #failedInARow = 0;

  constructor(limits: Limits = {}, random: () => number) {
    this.#retries = limits.retries ?? defaultRetries;
    this.#maxWait = limits.maxRetryWaitMs ?? defaultMaxRetryWaitMs;
    this.#failuresInARow = limits.failuresInARow ?? defaultFailuresInARow;
    this.#random = random;
  }

  /** The target has answered. */
  answered(): void {
    this.#failingSince = undefined;
    this.#failedInARow = 0;
    this.#stock = Math.min(retryStock, this.#stock + retryRefund);
  }

  /**
   * Milliseconds until a failed call may be made again; undefined when it may not.
   *
   * @param attempts calls made for the cell so far
   */
  waitAfter(error: InferenceError, attempts: number, now: number): number | undefined {
    this.#failingSince ??= now;
    if (!error.retryable || attempts > this.#retries || this.#stock < 1) return undefined;
    const wait = error.retryAfterMs ?? this.#random() * Math.min(backoffCap, backoffBase * 2 ** (attempts - 1));
    if (now + wait - this.#failingSince > this.#maxWait) return undefined;
    this.#stock--;
    return wait;
  }

  /** A cell has failed for good. True when the target is to be given up. */
  givesUpAfter(error: InferenceError): boolean {
    if (!codesOfTheTarget.has(error.code)) return false;
    this.#failedInARow++;
    return isMissingKey(error) || this.#failedInARow >= this.#failuresInARow;
  }
}

/** Whether the call ended before it was sent, for want of a key: no further call can go better. */
const isMissingKey = ({ code, status }: InferenceError): boolean => code === 'auth' && status === undefined;
