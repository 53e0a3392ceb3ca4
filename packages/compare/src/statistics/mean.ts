import { mistake } from '../mistake.ts';
import { defaultLevel, type Estimate, type Interval, requireLevel } from './estimate.ts';
import { momentsOf } from './moments.ts';
import { defaultSeed } from './random.ts';
import { type IntervalSettings, intervalOfMean, intervalOfRate, type MeanMethod } from './row-interval.ts';
import {
  filledRowMean,
  isPassOrFail,
  plannedIn,
  requireSample,
  rowMean,
  type Sample,
  sum,
  valuesIn,
} from './sample.ts';
import { warningsFor } from './warnings.ts';

/** How figures are made. */
export interface StatisticsOptions {
  /**
   * The lowest and highest value that the metric can take, where it has them: [0, 1] for rates and similarities. Needed
   * for `bounds`, and for the intervals of rates; a metric of range [0, 1] whose values are all 0, 1 or 0.5 (a tie) is a rate.
   */
  readonly range?: Interval | undefined;
  /** Default 0.95. */
  readonly level?: number | undefined;
  /**
   * How to make the intervals of metrics that are no rates. Default: the way that holds the truth most nearly as often
   * as the level says; docs/comparison.md has the figures.
   */
  readonly method?: MeanMethod | undefined;
  /** Bootstrap resamples. Default 2,000. */
  readonly resamples?: number | undefined;
  /** Of the resamples and of drawn permutations. The same seed and values give the same figures. Default 1. */
  readonly seed?: number | undefined;
}

const defaultResamples = 2_000;

/**
 * The mean of a metric over rows, each row being the mean of its repeats, with an interval over rows.
 *
 * Rates: Wilson's interval (1927), or with repeats the "plus four" interval of the rows. Other metrics: the
 * cluster bootstrap over rows (repeats of a row stay together: Miller 2024), studentised under 100 rows, percentiles
 * from there on. BCa, which is usual under 100, holds the truth less often there; `method` asks for it all the same.
 *
 * @param sample an entry for every planned row
 * @returns undefined where no cell has a value: what is not known is no number
 * @throws InferenceError `invalid-request` for values that are no numbers or outside of the range
 */
export function meanOf(sample: Sample, options: StatisticsOptions = {}): Estimate | undefined {
  const { range } = options;
  const settings = settingsOf(options);
  requireSample(sample, range);
  const values = sample.map(rowMean).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  const { n, mean: estimate, deviation, skewness } = momentsOf(values);
  const rate = isPassOrFail([sample], range);
  const coverage = valuesIn(sample) / plannedIn(sample);
  const about = { estimate, n, coverage, level: settings.level, ...boundsOf(sample, coverage, range) };
  if (rate) {
    return { ...about, ...intervalOfRate(values, settings.level), warnings: warningsFor({ n, coverage, of: 'rows' }) };
  }
  const made = n > 1 ? intervalOfMean(values, settings, 'bootstrap-t') : {};
  return { ...about, ...made, warnings: warningsFor({ n, coverage, of: 'rows', deviation, skewness }) };
}

/** @throws InferenceError `invalid-request` for a level or a number of resamples that is none */
export function settingsOf(options: StatisticsOptions): IntervalSettings {
  const { level = defaultLevel, resamples = defaultResamples, seed = defaultSeed, method } = options;
  requireLevel(level);
  if (!Number.isInteger(resamples) || resamples < 100) {
    throw mistake(`${resamples} resamples are too few for an interval. Give a whole number from 100; 2000 is usual.`);
  }
  return { level, resamples, seed, method };
}

function boundsOf(sample: Sample, coverage: number, range: Interval | undefined): Pick<Estimate, 'bounds'> {
  if (range === undefined || coverage === 1) return {};
  const filledWith = (missing: number): number =>
    sum(sample.map((cells) => filledRowMean(cells, missing))) / sample.length;
  return { bounds: [filledWith(range[0]), filledWith(range[1])] };
}
