import { accelerationOf, bcaInterval, percentileInterval, resampledMeans } from './bootstrap.ts';
import { bootstrapT } from './bootstrap-t.ts';
import type { Interval, IntervalMethod } from './estimate.ts';
import { type Moments, momentsOf } from './moments.ts';
import { normalFactor } from './normal.ts';
import { randomBy } from './random.ts';
import { sum } from './sample.ts';
import { expandedLevel, studentFactor } from './student.ts';
import { wilson } from './wilson.ts';

/** Under so many rows, one odd row can carry a figure. */
export const fewRows = 30;
/** From so many rows on, resampled means are spread as the mean itself is. */
const manyRows = 100;

/** Ways to make the interval of a mean over rows; `bootstrap-t` falls back to `student-t`, see there. */
export type MeanMethod = 'student-t' | 'bootstrap-t' | 'bootstrap-bca' | 'bootstrap-percentile';

/** What an interval is made by. */
export interface IntervalSettings {
  readonly level: number;
  readonly resamples: number;
  readonly seed: number;
  /** Of metrics that are no rates; absent for the one that holds best. */
  readonly method?: MeanMethod | undefined;
}

/** An interval and how it was come by. */
export interface MadeInterval {
  readonly interval: Interval;
  readonly method: IntervalMethod;
}

/**
 * The interval of a mean over rows, by the method of the settings, or by percentiles of the bootstrap from 100 rows on
 * and by `underHundred` below.
 *
 * @param values one a row, at least two
 */
export function intervalOfMean(
  values: readonly number[],
  settings: IntervalSettings,
  underHundred: MeanMethod,
): MadeInterval {
  const moments = momentsOf(values);
  if (moments.deviation === 0) return { interval: [moments.mean, moments.mean], method: 'student-t' };
  const method = settings.method ?? (values.length < manyRows ? underHundred : 'bootstrap-percentile');
  return makers[method](values, moments, settings);
}

type Maker = (values: readonly number[], moments: Moments, settings: IntervalSettings) => MadeInterval;

const makers: Readonly<Record<MeanMethod, Maker>> = {
  'student-t': (_, moments, { level }) => byStudent(moments, level),
  'bootstrap-t': (values, moments, { level, resamples, seed }) => {
    const interval = bootstrapT(values, moments, level, resamples, randomBy(seed, values.length));
    return interval === undefined ? byStudent(moments, level) : { interval, method: 'bootstrap-t' };
  },
  'bootstrap-bca': (values, { n, mean }, { level, resamples, seed }) => {
    const replicates = resampledMeans(values, resamples, randomBy(seed, n));
    const acceleration = accelerationOf(values.map((value) => (n * mean - value) / (n - 1)));
    return { interval: bcaInterval(replicates, mean, acceleration, expandedLevel(level, n)), method: 'bootstrap-bca' };
  },
  'bootstrap-percentile': (values, { n }, { level, resamples, seed }) => {
    const replicates = resampledMeans(values, resamples, randomBy(seed, n));
    return { interval: percentileInterval(replicates, expandedLevel(level, n)), method: 'bootstrap-percentile' };
  },
};

function byStudent({ n, mean, deviation }: Moments, level: number): MadeInterval {
  return { interval: around(mean, (studentFactor(level, n - 1) * deviation) / Math.sqrt(n)), method: 'student-t' };
}

/**
 * The interval of a rate over rows. Rows of one cell each are trials, so Wilson's. Rows with repeats have values between
 * 0 and 1: two rows that passed and two that failed are added, and the spread is that of the rows (Agresti and Coull
 * 1998, "add two successes and two failures", carried over from trials to rows).
 *
 * @param values one a row, 0 … 1
 */
export function intervalOfRate(values: readonly number[], level: number): MadeInterval {
  if (values.every((value) => value === 0 || value === 1)) {
    return { interval: wilson(sum(values), values.length, level), method: 'wilson' };
  }
  return { interval: within([0, 1], waldInterval([...values, 0, 0, 1, 1], level)), method: 'plus-four' };
}

/**
 * The interval of a difference of rates over rows: one row that only the first passed and one that only the second
 * passed are added (Bonett and Price 2012, adjusted Wald; carried over to rows with repeats as above).
 *
 * @param differences one a row, −1 … 1
 */
export function intervalOfRateDifference(differences: readonly number[], level: number): MadeInterval {
  return { interval: within([-1, 1], waldInterval([...differences, 1, -1], level)), method: 'adjusted-wald' };
}

function waldInterval(values: readonly number[], level: number): Interval {
  const { n, mean, deviation } = momentsOf(values);
  // n below, as both papers have it.
  return around(mean, (normalFactor(level) * deviation * Math.sqrt(n - 1)) / n);
}

const around = (middle: number, reach: number): Interval => [middle - reach, middle + reach];

const within = ([lowest, highest]: Interval, [low, high]: Interval): Interval => [
  Math.max(lowest, low),
  Math.min(highest, high),
];
