import { mistake } from '../mistake.ts';
import { defaultLevel, type Interval, requireLevel } from './estimate.ts';
import { normalFactor } from './normal.ts';

/**
 * The interval of a rate (Wilson 1927, the score interval without continuity correction). It stays within 0 … 1 and
 * has a width where nothing, or everything, succeeded.
 *
 * For trials that do not hang together. Repeats of one row do: take `meanOf` for them.
 *
 * @param successes 0 … n
 * @param n trials; none leaves everything open: 0 … 1
 * @param level default 0.95
 * @throws InferenceError `invalid-request` for counts that are none
 */
export function wilson(successes: number, n: number, level: number = defaultLevel): Interval {
  requireLevel(level);
  if (!(n >= 0 && successes >= 0 && successes <= n)) {
    throw mistake(`${successes} of ${n} is no rate. Give the successes and the number of trials.`);
  }
  if (n === 0) return [0, 1];
  const z2 = normalFactor(level) ** 2;
  const rate = successes / n;
  const middle = rate + z2 / (2 * n);
  const reach = Math.sqrt((z2 * (rate * (1 - rate) + z2 / (4 * n))) / n);
  const scale = 1 + z2 / n;
  // Where none or all succeeded the end is exactly 0 or 1; rounding must not carry it past.
  const low = successes === 0 ? 0 : (middle - reach) / scale;
  const high = successes === n ? 1 : (middle + reach) / scale;
  return [low, high];
}
