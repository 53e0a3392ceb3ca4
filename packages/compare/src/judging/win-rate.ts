import type { Estimate } from '../statistics/estimate.ts';
import type { StatisticsOptions } from '../statistics/mean.ts';
import { grouped, rateByRow } from './by-row.ts';
import { outcomesOf } from './outcomes.ts';
import type { Outcome, Votes } from './votes.ts';
import { shareOfA } from './win-counts.ts';

/** How two targets did against each other. */
export interface WinRate {
  /** Whose votes they are; the two are never mixed. */
  readonly source: 'judge' | 'human';
  readonly a: string;
  readonly b: string;
  /** (wins of a + ties / 2) / comparisons, each row counted once. */
  readonly rate: Estimate;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

/**
 * The win rate of every pair that was compared.
 *
 * @throws InferenceError `invalid-request` where votes of judges and people are mixed
 */
export function winRates(votes: Votes, options: Pick<StatisticsOptions, 'level' | 'seed'> = {}): readonly WinRate[] {
  const { source, outcomes } = outcomesOf(votes);
  const pairs = grouped(outcomes.map(inOneOrder), ({ a, b }) => JSON.stringify([a, b]));
  return [...pairs.values()].flatMap((ofPair) => {
    const rate = rateByRow(
      ofPair.map(({ row, winner }) => ({ row, value: shareOfA[winner] })),
      options,
    );
    const [one] = ofPair;
    if (one === undefined || rate === undefined) return [];
    const count = (wanted: Outcome['winner']): number => ofPair.filter(({ winner }) => winner === wanted).length;
    return [{ source, a: one.a, b: one.b, rate, wins: count('a'), losses: count('b'), ties: count('tie') }];
  });
}

/** The same pair may have been put down either way round. */
function inOneOrder(outcome: Outcome): Outcome {
  const { row, a, b, winner } = outcome;
  if (a < b) return outcome;
  return { row, a: b, b: a, winner: turned[winner] };
}

const turned: Readonly<Record<Outcome['winner'], Outcome['winner']>> = { a: 'b', b: 'a', tie: 'tie' };
