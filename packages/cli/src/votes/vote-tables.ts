import { type Estimate, estimateIn, type JudgeReport, type Rating, toPoints, type WinRate } from '@x/compare/analysis';
import type { FigureTable } from '../render/figure-table.ts';
import { unknown } from '../render/figures.ts';

/** How far a judge can be believed. */
export const judgeTable = (report: JudgeReport): FigureTable => ({
  title: `How ${report.judge} judged`,
  head: ['what', 'rate', 'n'],
  rows: [
    rateRow('the two orders did not come to the same (flips)', report.flipRate),
    rateRow('the answer shown first won (0.5 without a bias)', report.firstPlaceRate),
    rateRow('the longer answer won', report.longerWinsRate),
    rateRow('answers that were no verdict (invalid)', report.invalidRate),
    ['calls that failed', String(report.failedCalls), ''],
    ['targets of the judge’s own vendor', report.sameVendor.join(', ') || 'none', ''],
  ],
});

const rateRow = (what: string, rate: Estimate | undefined): readonly string[] => [
  what,
  estimateIn('share', rate),
  String(rate?.n ?? 0),
];

/** How targets did against each other. */
export const winsTable = (rates: readonly WinRate[]): FigureTable => ({
  title: 'Against each other',
  head: ['pair', 'wins', 'ties', 'losses', 'win rate', 'n'],
  rows: rates.map(({ a, b, wins, ties, losses, rate }) => [
    `${a} against ${b}`,
    ...[wins, ties, losses].map(String),
    estimateIn('share', rate),
    String(rate.n),
  ]),
});

/** Bradley–Terry ratings. */
export const ratingTable = ({ groups, source }: Rating): FigureTable => ({
  title: `Bradley–Terry rating, from ${source === 'judge' ? 'a judge' : 'people'} (1000 is the middle)`,
  head: ['target', 'points', 'interval', 'rank', 'n'],
  rows: groups.flatMap(({ targets, n }) =>
    targets.map(({ target, strength, rank }) => [
      target,
      points(strength.estimate),
      strength.interval === undefined ? unknown : strength.interval.map(points).join(' … '),
      rank === undefined ? unknown : rank[0] === rank[1] ? String(rank[0]) : `${rank[0]} to ${rank[1]}`,
      String(n),
    ]),
  ),
});

const points = (strength: number): string => String(Math.round(toPoints(strength)));

/** What to know of a rating before believing it, each once. */
export const ratingWarnings = ({ warnings, groups }: Rating): readonly string[] => [
  ...new Set([...warnings, ...groups.flatMap((group) => group.warnings)]),
];
