import { quantileOf } from './bootstrap.ts';
import type { Interval } from './estimate.ts';
import type { Moments } from './moments.ts';
import type { Random } from './random.ts';

/** Above this share of resamples without any spread, the rest says too little of the ends. */
const mostWithoutSpread = 0.01;

/**
 * The studentised bootstrap interval of a mean (Efron and Tibshirani 1993, 12.5): how far the means of resamples are
 * from the mean, each in its own standard errors, takes the place of Student's t. So it follows the skewness of the
 * rows, and it widens where there are few.
 *
 * @param values one a row
 * @param moments of the values; their deviation is not 0
 * @returns undefined where too many resamples consist of equal values, as with two or three rows
 */
export function bootstrapT(
  values: readonly number[],
  { n, mean, deviation }: Moments,
  level: number,
  resamples: number,
  random: Random,
): Interval | undefined {
  const away = Float64Array.from(values, (value) => value - mean);
  const ratios: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    const ratio = studentised(away, deviation, random);
    if (ratio !== undefined) ratios.push(ratio);
  }
  if (ratios.length < (1 - mostWithoutSpread) * resamples) return undefined;
  const ascending = Float64Array.from(ratios).sort();
  const standardError = deviation / Math.sqrt(n);
  return [
    mean - quantileOf(ascending, (1 + level) / 2) * standardError,
    mean - quantileOf(ascending, (1 - level) / 2) * standardError,
  ];
}

/** The mean of one resample of values around 0, in its own standard errors; undefined where it has no spread. */
function studentised(away: Float64Array, deviation: number, random: Random): number | undefined {
  const n = away.length;
  let total = 0;
  let squares = 0;
  for (let draw = 0; draw < n; draw++) {
    const value = away[random.below(n)] ?? 0;
    total += value;
    squares += value * value;
  }
  const variance = (squares - (total * total) / n) / (n - 1);
  // What rounding leaves of equal values is no spread.
  if (variance <= (deviation * 1e-6) ** 2) return undefined;
  return total / Math.sqrt(n * variance);
}
