import { percentileInterval } from '../statistics/bootstrap.ts';
import type { Estimate, Interval } from '../statistics/estimate.ts';
import { type Random, randomBy } from '../statistics/random.ts';
import type { IntervalSettings } from '../statistics/row-interval.ts';
import { comparedGroups, isSettled, logStrengths, type WinMatrix, withOneTieEach } from './bradley-terry.ts';
import { grouped } from './by-row.ts';
import type { Outcome } from './votes.ts';
import { winsOf } from './win-counts.ts';

/** One target's rating. */
export interface RatedTarget {
  readonly target: string;
  /**
   * Log-odds: a target whose strength is 1 higher wins e times as often as it loses. The mean over the group is 0.
   * `toPoints` puts it on a chess scale.
   */
  readonly strength: Estimate;
  /** Places in the group that the intervals leave open, 1 being the best; absent where there are no intervals. */
  readonly rank?: readonly [best: number, worst: number] | undefined;
}

/** Targets that were compared with each other, directly or through others. */
export interface RatedGroup {
  /** The strongest first. */
  readonly targets: readonly RatedTarget[];
  /** Rows that their outcomes are on. */
  readonly n: number;
  readonly outcomes: number;
  /** Each a sentence. */
  readonly warnings: readonly string[];
}

/** Under this share of resamples in which all were compared, there is no interval. */
const enough = 0.9;
/** Log-odds; far below what any number of rows can tell. */
const replicateTolerance = 1e-5;

/** Rates targets that were all compared with each other, directly or through others. */
export function ratedGroup(
  outcomes: readonly Outcome[],
  names: readonly string[],
  settings: IntervalSettings & Pick<Estimate, 'coverage'>,
): RatedGroup {
  const { level, coverage, resamples, seed } = settings;
  const rows = [...grouped(outcomes, ({ row }) => row).values()];
  const wins = winsOf(outcomes, names);
  const strengths = strengthsOf(wins);
  const replicates = replicatesOf(rows, names, strengths, resamples, randomBy(seed, rows.length));
  const intervals = replicates.length < enough * resamples ? undefined : intervalsOf(replicates, names.length, level);
  const targets = names.map((target, place): RatedTarget => {
    const about = { estimate: strengths[place] ?? 0, n: rows.length, coverage, level, warnings: [] };
    const interval = intervals?.[place];
    if (intervals === undefined || interval === undefined) return { target, strength: about };
    const strength = { ...about, interval, method: 'bootstrap-percentile' as const };
    return { target, strength, rank: rankOf(interval, intervals) };
  });
  return {
    targets: targets.sort((one, other) => other.strength.estimate - one.strength.estimate),
    n: rows.length,
    outcomes: outcomes.length,
    warnings: warningsOf(isSettled(wins), intervals !== undefined),
  };
}

const strengthsOf = (wins: WinMatrix, tolerance?: number, start?: readonly number[]): readonly number[] =>
  logStrengths(isSettled(wins) ? wins : withOneTieEach(wins), tolerance, start);

/**
 * The strengths in resamples of the rows, sought from those of all rows, near which they lie; a resample in which not
 * all are compared with each other has none.
 */
function replicatesOf(
  rows: readonly (readonly Outcome[])[],
  names: readonly string[],
  strengths: readonly number[],
  resamples: number,
  random: Random,
): readonly (readonly number[])[] {
  const winsByRow = rows.map((row) => winsOf(row, names).flat());
  return Array.from({ length: resamples }, () => {
    const wins = drawnWins(winsByRow, names.length, random);
    return comparedGroups(wins).length === 1 ? strengthsOf(wins, replicateTolerance, strengths) : undefined;
  }).filter((replicate) => replicate !== undefined);
}

function drawnWins(winsByRow: readonly (readonly number[])[], players: number, random: Random): WinMatrix {
  const total = new Float64Array(players * players);
  for (let draw = 0; draw < winsByRow.length; draw++) {
    const row = winsByRow[random.below(winsByRow.length)] ?? [];
    for (let place = 0; place < total.length; place++) total[place] = (total[place] ?? 0) + (row[place] ?? 0);
  }
  return Array.from({ length: players }, (_, player) => [...total.subarray(player * players, (player + 1) * players)]);
}

function intervalsOf(replicates: readonly (readonly number[])[], players: number, level: number): readonly Interval[] {
  return Array.from({ length: players }, (_, place) => {
    const ascending = Float64Array.from(replicates, (replicate) => replicate[place] ?? 0).sort();
    return percentileInterval(ascending, level);
  });
}

function rankOf([low, high]: Interval, all: readonly Interval[]): readonly [number, number] {
  const above = all.filter((other) => other[0] > high).length;
  const below = all.filter((other) => other[1] < low).length;
  return [1 + above, all.length - below];
}

function warningsOf(settled: boolean, hasIntervals: boolean): readonly string[] {
  const tied =
    'Some won or lost everything against the rest, so that strengths would be without end; ' +
    'every pair that was compared was given one tie more.';
  const none = 'In too many resamples of the rows somebody was not compared at all, so there are no intervals.';
  return [...(settled ? [] : [tied]), ...(hasIntervals ? [] : [none])];
}
