import { mistake } from '../mistake.ts';
import type { Estimate, Interval } from './estimate.ts';
import { mcnemar } from './mcnemar.ts';
import { type StatisticsOptions, settingsOf } from './mean.ts';
import { momentsOf } from './moments.ts';
import { randomBy } from './random.ts';
import { intervalOfMean, intervalOfRateDifference } from './row-interval.ts';
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
import { type PairedTest, signFlip } from './sign-flip.ts';
import { warningsFor } from './warnings.ts';

/** Under so many pairs no outcome could be told from chance at 5 %: the least two-sided p is 2 / 2ⁿ. */
const fewestTested = 6;
const signDraws = 9_999;

/** A paired difference with its test. */
export interface PairedDifference {
  /** First minus second, over the rows on which both have a value. */
  readonly difference: Estimate;
  /** Absent under 6 pairs, where no outcome could be told from chance. */
  readonly test?: PairedTest | undefined;
}

/**
 * The mean of a − b over the rows on which both have a value, with an interval and a test of "there is none".
 *
 * Rates: the adjusted Wald interval (Bonett and Price 2012), and McNemar's exact test where every row has one repeat.
 * Otherwise Student's t under 100 rows and percentiles of the cluster bootstrap from there on, and the sign-flip
 * permutation test: every pattern up to 16 pairs that differ, 9,999 drawn ones above. Differences are skewed little,
 * so that Student's t, which does not look at the skewness, holds the truth more often than the bootstraps that do.
 *
 * @returns undefined where no row has a value of both
 * @throws InferenceError `invalid-request` for samples that are not of the same rows, and those of `meanOf`
 */
export function differenceOf(a: Sample, b: Sample, options: StatisticsOptions = {}): PairedDifference | undefined {
  const { range } = options;
  const settings = settingsOf(options);
  requirePair(a, b, range);
  const pairs = a.map((_, place) => [rowMean(a[place] ?? []), rowMean(b[place] ?? [])] as const);
  const differences = pairs.flatMap(([one, other]) => (one === undefined || other === undefined ? [] : [one - other]));
  if (differences.length === 0) return undefined;
  const { n, mean: estimate, deviation, skewness } = momentsOf(differences);
  const rates = isPassOrFail([a, b], range);
  const coverage = pairedCoverage(a, b);
  const about = { estimate, n, coverage, level: settings.level, ...boundsOf(a, b, range) };
  const spread = rates ? {} : { deviation, skewness };
  const warnings = warningsFor({ n, coverage, of: 'pairs', ...spread });
  const made = rates
    ? intervalOfRateDifference(differences, settings.level)
    : n > 1
      ? intervalOfMean(differences, settings, 'student-t')
      : {};
  return { difference: { ...about, ...made, warnings }, ...testOf(differences, rates, settings.seed) };
}

function testOf(differences: readonly number[], rates: boolean, seed: number): Pick<PairedDifference, 'test'> {
  const pairs = differences.length;
  if (pairs < fewestTested) return {};
  const single = rates && differences.every((difference) => Number.isInteger(difference));
  if (!single) return { test: signFlip(differences, signDraws, randomBy(seed, pairs, 1)) };
  const count = (wanted: number): number => differences.filter((difference) => difference === wanted).length;
  return { test: { p: mcnemar(count(1), count(-1)), method: 'mcnemar-exact', pairs } };
}

/** Share of the planned cells of both that the rows with a value of both have. */
function pairedCoverage(a: Sample, b: Sample): number {
  const paired = a.map((cells, place) => rowMean(cells) !== undefined && rowMean(b[place] ?? []) !== undefined);
  const used = [a, b].map((sample) => valuesIn(sample.filter((_, place) => paired[place])));
  return sum(used) / (plannedIn(a) + plannedIn(b));
}

/** The difference if all that is missing had favoured the second, and if all of it had favoured the first. */
function boundsOf(a: Sample, b: Sample, range: Interval | undefined): Pick<Estimate, 'bounds'> {
  if (range === undefined || valuesIn(a) + valuesIn(b) === plannedIn(a) + plannedIn(b)) return {};
  const [lowest, highest] = range;
  const filled = (sample: Sample, missing: number): number =>
    sum(sample.map((cells) => filledRowMean(cells, missing))) / sample.length;
  return { bounds: [filled(a, lowest) - filled(b, highest), filled(a, highest) - filled(b, lowest)] };
}

function requirePair(a: Sample, b: Sample, range: Interval | undefined): void {
  if (a.length !== b.length) {
    throw mistake(`One sample has ${a.length} rows and the other ${b.length}. Give every planned row in both.`);
  }
  requireSample(a, range);
  requireSample(b, range);
}
