import { InferenceError } from '@x/core';

/**
 * The error for a comparison that was put together wrongly.
 *
 * @param message what is wrong and what to do about it
 */
export function mistake(message: string): InferenceError {
  return new InferenceError({ code: 'invalid-request', provider: 'compare', message });
}
