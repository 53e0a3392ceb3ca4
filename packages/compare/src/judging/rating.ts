import { mistake } from '../mistake.ts';
import { defaultLevel, requireLevel } from '../statistics/estimate.ts';
import { defaultSeed } from '../statistics/random.ts';
import { fewRows } from '../statistics/row-interval.ts';
import { comparedGroups } from './bradley-terry.ts';
import { outcomesOf } from './outcomes.ts';
import { type RatedGroup, ratedGroup } from './rated-group.ts';
import type { Votes } from './votes.ts';
import { winsOf } from './win-counts.ts';

/** How ratings are made. */
export interface RatingOptions {
  /** Default 0.95. */
  readonly level?: number | undefined;
  /** Bootstrap resamples of the rows. Default 1,000. */
  readonly resamples?: number | undefined;
  /** Default 1. */
  readonly seed?: number | undefined;
}

/** Ratings of all targets that were compared. */
export interface Rating {
  /** Whose votes they come from; the two are never mixed. */
  readonly source: 'judge' | 'human';
  /** One, unless the targets fall into groups that were never compared; ratings of two groups say nothing of each other. */
  readonly groups: readonly RatedGroup[];
  /** Share of the votes that are outcomes, 0 … 1; the rest are invalid or failed. */
  readonly coverage: number;
  /** Each a sentence. */
  readonly warnings: readonly string[];
}

/**
 * Ratings by the model of Bradley and Terry (1952), a tie being half a win for each, with percentile intervals of the
 * cluster bootstrap over rows.
 *
 * Where somebody won or lost everything there are no finite strengths; then every pair that was compared is given one
 * tie more, and a warning says so.
 *
 * @throws InferenceError `invalid-request` where votes of judges and people are mixed
 */
export function rate(votes: Votes, options: RatingOptions = {}): Rating {
  const { level = defaultLevel, resamples = 1_000, seed = defaultSeed } = options;
  requireLevel(level);
  if (!Number.isInteger(resamples) || resamples < 100) throw mistake('Give at least 100 resamples; 1000 is usual.');
  const { source, outcomes } = outcomesOf(votes);
  const coverage = votes.length === 0 ? 0 : outcomes.length / votes.length;
  const names = [...new Set(outcomes.flatMap(({ a, b }) => [a, b]))];
  const groups = comparedGroups(winsOf(outcomes, names)).map((places) => {
    const members = places.flatMap((place) => names[place] ?? []);
    const among = outcomes.filter(({ a }) => members.includes(a));
    return ratedGroup(among, members, { level, resamples, seed, coverage });
  });
  return { source, groups, coverage, warnings: warningsOf(groups) };
}

/** A strength on the scale of chess: 1000 in the middle, 400 points for ten times the odds. */
export const toPoints = (logOdds: number): number => 1000 + (400 / Math.LN10) * logOdds;

function warningsOf(groups: readonly RatedGroup[]): readonly string[] {
  if (groups.length === 0) return ['There is no outcome to rate by.'];
  const apart =
    'The targets fall into groups that were never compared; ratings of two groups say nothing of each other.';
  const few = `There are fewer than ${fewRows} rows; one odd row can carry a rating.`;
  return [...(groups.length > 1 ? [apart] : []), ...(groups.some(({ n }) => n < fewRows) ? [few] : [])];
}
