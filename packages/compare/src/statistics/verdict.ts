import type { Estimate, StatisticsWarning } from './estimate.ts';
import { normalFactor, normalQuantile } from './normal.ts';

/** What a comparison of two comes to. */
export type Verdict =
  /** The interval leaves out 0, and the adjusted p-value is below 1 − level. */
  | { readonly kind: 'better'; readonly winner: 'a' | 'b' }
  /** The whole interval lies within ± margin: whatever difference there is, the user has said it does not matter. */
  | { readonly kind: 'equivalent'; readonly margin: number }
  /** `moreRows`: about how many; absent where more of the same would not decide, or nothing is known to go by. */
  | { readonly kind: 'undecided'; readonly moreRows?: number | undefined };

/** What a verdict is reached from. */
export interface Evidence {
  /** First minus second. */
  readonly difference: Estimate;
  /** Adjusted for the family; absent where there were too few pairs for a test. */
  readonly p?: number | undefined;
  /** Comparisons in the family, from 1. */
  readonly family: number;
  /** The largest difference that does not matter, in the metric's unit; without one nothing is ever `equivalent`. */
  readonly margin?: number | undefined;
  /** Which end of the metric is the good one. Default `higher`. */
  readonly better?: 'higher' | 'lower' | undefined;
}

const power = 0.8;

/**
 * The verdict on one pair.
 *
 * `equivalent` comes before `better`: a difference can be real and too small to matter. Without a p-value everything is
 * `undecided`. The level of `equivalent` is that of its own interval; only `better` is adjusted for the family.
 */
export function verdictOf(evidence: Evidence): Verdict {
  const { difference, p, margin, better = 'higher' } = evidence;
  const { estimate, interval, level } = difference;
  if (interval !== undefined && p !== undefined) {
    if (margin !== undefined && -margin < interval[0] && interval[1] < margin) return { kind: 'equivalent', margin };
    const apart = interval[0] > 0 || interval[1] < 0;
    if (apart && p < 1 - level) return { kind: 'better', winner: estimate > 0 === (better === 'higher') ? 'a' : 'b' };
  }
  const moreRows = moreRowsFor(evidence);
  return moreRows === undefined ? { kind: 'undecided' } : { kind: 'undecided', moreRows };
}

/**
 * About how many more rows would decide with 80 % power, if the difference and the spread stay what they seem to be.
 *
 * A difference δ is told from 0 with n = ((z₁ + z₂) s / δ)² rows, where z₁ is the normal factor of the level, shared
 * out over the family, and z₂ that of the power (Cohen 1988, chapter 2). s / √n is read off the interval: its half
 * width over the factor of its level. δ is the seen difference for `better`, and what is left of the margin for
 * `equivalent`; whichever needs fewer rows counts.
 *
 * @returns undefined where the seen difference is 0 and there is no margin, or there is no interval of any width
 */
export function moreRowsFor({ difference, family, margin = 0 }: Evidence): number | undefined {
  const { estimate, interval, level, n } = difference;
  if (interval === undefined || interval[0] === interval[1]) return undefined;
  const toTell = Math.max(Math.abs(estimate), margin - Math.abs(estimate));
  if (toTell <= 0) return undefined;
  const standardError = (interval[1] - interval[0]) / 2 / normalFactor(level);
  const factor = normalFactor(1 - (1 - level) / family) + normalQuantile(power);
  const needed = n * ((factor * standardError) / toTell) ** 2;
  return Math.max(1, Math.ceil(needed - n));
}

/** The verdict in a sentence, with the names of the two. */
export function verdictInWords(verdict: Verdict, a: string, b: string): string {
  if (verdict.kind === 'better') {
    const [winner, loser] = verdict.winner === 'a' ? [a, b] : [b, a];
    return `${winner} is better than ${loser}`;
  }
  if (verdict.kind === 'equivalent') return `${a} and ${b} are equivalent within ±${verdict.margin}`;
  const { moreRows } = verdict;
  return moreRows === undefined ? 'undecided' : `undecided: about ${roundedUp(moreRows)} more rows`;
}

/** Warnings of the verdict, beside those of the difference. */
export function verdictWarnings(verdict: Verdict, { difference, p }: Evidence): readonly StatisticsWarning[] {
  const warnings: StatisticsWarning[] = [];
  if (p === undefined) {
    const message = `There are ${difference.n} pairs; under 6, no outcome could be told from chance.`;
    warnings.push({ code: 'no-test', message });
  }
  if (missingDecides(verdict, difference)) {
    const message = 'If the missing cells had come out at their worst, the verdict would not hold. Ask them again.';
    warnings.push({ code: 'missing-decides', message });
  }
  return warnings;
}

function missingDecides(verdict: Verdict, { bounds }: Estimate): boolean {
  if (bounds === undefined || verdict.kind === 'undecided') return false;
  const [low, high] = bounds;
  if (verdict.kind === 'equivalent') return low <= -verdict.margin || high >= verdict.margin;
  return low <= 0 && high >= 0;
}

/** Two digits: the number is no more certain than that. */
function roundedUp(rows: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(rows)) - 1);
  return (Math.ceil(rows / unit) * unit).toLocaleString('en');
}
