import type { Interval } from './estimate.ts';
import { normalProbability, normalQuantile } from './normal.ts';
import type { Random } from './random.ts';

/**
 * Means of as many lists of the same length, drawn from the values with replacement, in ascending order.
 *
 * @param values one a row: rows are what is drawn, with all their repeats
 */
export function resampledMeans(values: ArrayLike<number>, resamples: number, random: Random): Float64Array {
  const drawn = Float64Array.from(values);
  const means = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    let total = 0;
    for (let draw = 0; draw < drawn.length; draw++) total += drawn[random.below(drawn.length)] ?? 0;
    means[resample] = total / drawn.length;
  }
  return means.sort();
}

/**
 * The percentile interval (Efron and Tibshirani 1993, chapter 13).
 *
 * @param replicates ascending
 */
export function percentileInterval(replicates: Float64Array, level: number): Interval {
  return [quantileOf(replicates, (1 - level) / 2), quantileOf(replicates, (1 + level) / 2)];
}

/**
 * The bias-corrected and accelerated interval (Efron 1987; Efron and Tibshirani 1993, 14.9–14.15).
 *
 * @param replicates ascending
 * @param estimate the statistic of the rows themselves
 * @param acceleration by `accelerationOf`
 */
export function bcaInterval(replicates: Float64Array, estimate: number, acceleration: number, level: number): Interval {
  const bias = normalQuantile(shareBelow(replicates, estimate));
  // Every replicate on one side: there is nothing to correct by.
  if (!Number.isFinite(bias)) return percentileInterval(replicates, level);
  const end = (probability: number): number => {
    const shifted = bias + normalQuantile(probability);
    return quantileOf(replicates, normalProbability(bias + shifted / (1 - acceleration * shifted)));
  };
  return [end((1 - level) / 2), end((1 + level) / 2)];
}

/**
 * How the statistic's spread changes with its value (Efron and Tibshirani 1993, 14.15). For a mean it is the rows'
 * skewness over 6√n.
 *
 * @param leaveOneOut the statistic without each row
 */
export function accelerationOf(leaveOneOut: readonly number[]): number {
  const mean = leaveOneOut.reduce((total, value) => total + value, 0) / leaveOneOut.length;
  const away = leaveOneOut.map((value) => mean - value);
  const squares = away.reduce((total, value) => total + value ** 2, 0);
  const cubes = away.reduce((total, value) => total + value ** 3, 0);
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** The quantile of an ascending list, linear between neighbours (Hyndman and Fan 1996, type 7). */
export function quantileOf(ascending: ArrayLike<number>, probability: number): number {
  const place = probability * (ascending.length - 1);
  const below = ascending[Math.floor(place)] ?? Number.NaN;
  const above = ascending[Math.ceil(place)] ?? Number.NaN;
  return below + (place - Math.floor(place)) * (above - below);
}

/** The share that lies below, what is equal but for rounding counted by half. */
function shareBelow(ascending: Float64Array, value: number): number {
  const rounding = 1e-12 * Math.max(Math.abs(value), (ascending.at(-1) ?? 0) - (ascending[0] ?? 0));
  const places = [value - rounding, value + rounding].map((bound) => {
    const place = ascending.findIndex((replicate) => replicate > bound);
    return place < 0 ? ascending.length : place;
  });
  return (places[0] ?? 0) / 2 / ascending.length + (places[1] ?? 0) / 2 / ascending.length;
}
