import { mistake } from '../mistake.ts';
import { differenceOf, type PairedDifference } from './difference.ts';
import type { Estimate, StatisticsWarning } from './estimate.ts';
import { holm } from './holm.ts';
import type { StatisticsOptions } from './mean.ts';
import type { Sample } from './sample.ts';
import type { PairedTest } from './sign-flip.ts';
import { type Verdict, verdictOf, verdictWarnings } from './verdict.ts';

/** One metric of one target. */
export interface TargetSample {
  readonly target: string;
  readonly sample: Sample;
}

/** How targets are compared. */
export interface PairOptions extends StatisticsOptions {
  /** The largest difference that does not matter, in the metric's unit, above 0. Default none. */
  readonly margin?: number | undefined;
  /** Which end of the metric is the good one. Default `higher`. */
  readonly better?: 'higher' | 'lower' | undefined;
  /** Compares every other target with this one, and no others. Default: all pairs. */
  readonly baseline?: string | undefined;
}

/** Two targets by one metric. */
export interface PairVerdict {
  readonly a: string;
  readonly b: string;
  /** a − b; absent where no row has a value of both. */
  readonly difference?: Estimate | undefined;
  readonly test?: PairedTest | undefined;
  /** The test's p, adjusted by Holm's method for all pairs of the call; absent where there is no test. */
  readonly adjustedP?: number | undefined;
  readonly verdict: Verdict;
  /** Those of the difference, and those of the verdict. */
  readonly warnings: readonly StatisticsWarning[];
}

/**
 * Compares targets pair by pair on the same rows. Its pairs are one family: the probability of any false "better" among
 * them is at most 1 − level.
 *
 * @param targets with the same planned rows in the same order
 * @returns the pairs in the order of the targets; with a baseline, it is `b` of every pair
 * @throws InferenceError `invalid-request` for a baseline that is not among the targets, a margin that is not above 0,
 * and those of `differenceOf`
 */
export function compareTargets(targets: readonly TargetSample[], options: PairOptions = {}): readonly PairVerdict[] {
  const { margin, better } = options;
  if (margin !== undefined && !(margin > 0)) throw mistake(`The margin ${margin} is not above 0.`);
  const pairs = pairsOf(targets, options.baseline).map(([a, b]) => ({
    ...{ a: a.target, b: b.target },
    paired: differenceOf(a.sample, b.sample, options),
  }));
  const tested = pairs.flatMap(({ paired }) => (paired?.test === undefined ? [] : [paired.test.p]));
  const adjusted = holm(tested)[Symbol.iterator]();
  return pairs.map(({ a, b, paired }) => {
    if (paired === undefined) return { a, b, verdict: { kind: 'undecided' }, warnings: [nothingShared] };
    const adjustedP = paired.test === undefined ? undefined : adjusted.next().value;
    return { a, b, ...judged(paired, { p: adjustedP, family: pairs.length, margin, better }) };
  });
}

const nothingShared: StatisticsWarning = {
  code: 'no-test',
  message: 'No row has a value of both, so there is nothing to compare.',
};

type Circumstances = Omit<Parameters<typeof verdictOf>[0], 'difference'>;

function judged(paired: PairedDifference, circumstances: Circumstances): Omit<PairVerdict, 'a' | 'b'> {
  const evidence = { ...circumstances, difference: paired.difference };
  const verdict = verdictOf(evidence);
  const warnings = [...paired.difference.warnings, ...verdictWarnings(verdict, evidence)];
  return { ...paired, ...(evidence.p === undefined ? {} : { adjustedP: evidence.p }), verdict, warnings };
}

function pairsOf(
  targets: readonly TargetSample[],
  baseline: string | undefined,
): readonly (readonly [TargetSample, TargetSample])[] {
  if (baseline === undefined) {
    return targets.flatMap((a, place) => targets.slice(place + 1).map((b) => [a, b] as const));
  }
  const base = targets.find(({ target }) => target === baseline);
  if (base === undefined) throw mistake(`The baseline "${baseline}" is not among the targets.`);
  return targets.filter((target) => target !== base).map((target) => [target, base] as const);
}
