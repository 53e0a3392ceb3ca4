import { InferenceError } from '../contract/error.ts';
import type { RetryPolicy } from '../contract/provider.ts';
import type { CallControl } from './call-control.ts';

const defaultLimit = 2;
const defaultMaxWait = 60_000;
const BACKOFF_BASE = 500;
const BACKOFF_CAP = 8_000;

/**
 * The only retry loop: makes attempts until one succeeds, fails for good, or the policy is used up.
 *
 * The vendor's hint says how long to wait; without one the wait is drawn from [0, 500 ms · 2ⁿ], at most 8 s (full
 * jitter). A hint longer than `maxWait`, or than what is left of the call's time, fails the call at once.
 *
 * @param attempt Whatever it throws that is not an InferenceError passes through.
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  control: CallControl,
  random: () => number,
  attempt: () => Promise<T>,
): Promise<T> {
  const limit = policy.limit ?? defaultLimit;
  const maxWait = policy.maxWait ?? defaultMaxWait;
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!InferenceError.is(error) || !error.retryable || count > limit || control.stopped) throw error;
      const wait = error.retryAfterMs ?? random() * Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** (count - 1));
      if (wait > maxWait || wait >= control.remaining) throw tooLongToWait(error, wait);
      await control.sleep(wait);
      if (control.stopped) {
        throw control.stopError({ provider: error.provider, model: error.model ?? '' }) ?? error;
      }
    }
  }
}

function tooLongToWait(error: InferenceError, wait: number): InferenceError {
  if (error.retryAfterMs === undefined) return error;
  const seconds = Math.ceil(wait / 100) / 10;
  return error.with({
    message: `${error.message}. Not retried: it asks to wait ${seconds} s, longer than this call may`,
  });
}
