import { mistake } from '../mistake.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { StatisticsOptions } from '../statistics/mean.ts';
import { type Case, rateByRow } from './by-row.ts';
import type { JudgeVerdict, Reading } from './votes.ts';

/** How far a judge can be believed. Every rate is over rows and absent where nothing of its kind was seen. */
export interface JudgeReport {
  readonly judge: string;
  readonly comparisons: number;
  /** Share of the answered calls that were no verdict. */
  readonly invalidRate?: Estimate | undefined;
  /** Calls that were not answered. */
  readonly failedCalls: number;
  /** Share of the comparisons in which the two orders did not come to the same; a steady judge has 0. */
  readonly flipRate?: Estimate | undefined;
  /** Share of the calls with a winner that the answer shown first won; 0.5 without a bias, for both orders are asked. */
  readonly firstPlaceRate?: Estimate | undefined;
  /**
   * Share of the comparisons with a winner, and answers of unequal length, that the longer one won. Above 0.5 it can be
   * a bias, or the longer answers can be better; the number alone does not say which.
   */
  readonly longerWinsRate?: Estimate | undefined;
  /** Targets of the judge's own vendor, whose wins are to be read with care. */
  readonly sameVendor: readonly string[];
}

/**
 * How a judge behaved.
 *
 * @throws InferenceError `invalid-request` where the verdicts are of several judges, or of none
 */
export function judgeReport(
  verdicts: readonly JudgeVerdict[],
  options: Pick<StatisticsOptions, 'level' | 'seed'> = {},
): JudgeReport {
  const judge = verdicts[0]?.judge;
  if (judge === undefined) throw mistake('There are no verdicts to report on.');
  if (verdicts.some((verdict) => verdict.judge !== judge)) {
    throw mistake('The verdicts are of several judges. Report on each by itself.');
  }
  const rate = (casesOf: (verdict: JudgeVerdict) => readonly Case[]): Estimate | undefined =>
    rateByRow(verdicts.flatMap(casesOf), options);
  const rates = {
    invalidRate: rate(invalidCases),
    flipRate: rate(flipCases),
    firstPlaceRate: rate(firstPlaceCases),
    longerWinsRate: rate(longerCases),
  };
  return {
    judge,
    comparisons: verdicts.length,
    ...rates,
    failedCalls: verdicts.flatMap(readingsOf).filter(({ status }) => status === 'failed').length,
    sameVendor: [...new Set(verdicts.flatMap(({ sameVendor }) => sameVendor))],
  };
}

const readingsOf = ({ aFirst, bFirst }: JudgeVerdict): readonly Reading[] => [aFirst, bFirst];

const invalidCases = (verdict: JudgeVerdict): readonly Case[] =>
  readingsOf(verdict)
    .filter(({ status }) => status !== 'failed')
    .map(({ status }) => ({ row: verdict.row, value: Number(status === 'invalid') }));

function flipCases({ row, aFirst, bFirst }: JudgeVerdict): readonly Case[] {
  const known = aFirst.status === 'valid' && bFirst.status === 'valid';
  return [{ row, value: known ? Number(aFirst.winner !== bFirst.winner) : undefined }];
}

function firstPlaceCases({ row, aFirst, bFirst }: JudgeVerdict): readonly Case[] {
  const orders = [[aFirst, 'a'] as const, [bFirst, 'b'] as const];
  return orders.flatMap(([reading, first]) =>
    reading.status !== 'valid' || reading.winner === 'tie' ? [] : [{ row, value: Number(reading.winner === first) }],
  );
}

function longerCases({ row, winner, longer }: JudgeVerdict): readonly Case[] {
  if (longer === undefined || winner === undefined || winner === 'tie') return [];
  return [{ row, value: Number(winner === longer) }];
}
