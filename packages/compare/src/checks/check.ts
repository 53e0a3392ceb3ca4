import type { MeasuredCell } from '../metrics/outcome.ts';

/** What a check says of a cell. `unknown` where it cannot tell: the call failed, or the figure is not there. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** A verdict and why, in words that a report can show. */
export interface CheckResult {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Something that every answer should satisfy. */
export interface Check {
  /** Unique in a list of checks; what reports call it. */
  readonly name: string;
  /** Never throws: what it cannot tell is `unknown`. */
  of(cell: MeasuredCell): CheckResult | Promise<CheckResult>;
}

/** Settings that every check has. */
export interface Named {
  /** Default: what it checks, in words. */
  readonly name?: string | undefined;
}

/** Passed or failed, with what to say in either case. */
export const passIf = (passed: boolean, whenPassed: string, whenFailed: string): CheckResult =>
  passed ? { verdict: 'pass', reason: whenPassed } : { verdict: 'fail', reason: whenFailed };

/** A verdict that cannot be given. */
export const unknown = (reason: string): CheckResult => ({ verdict: 'unknown', reason });

/** A check of what a cell answered. Failed calls have no answer, so it knows nothing of them. */
export function answerCheck(name: string, of: Check['of']): Check {
  return {
    name,
    of: (cell) => {
      const { status, error } = cell.outcome;
      return status === 'error' ? unknown(`the call failed: ${error ?? 'no reason is known'}`) : of(cell);
    },
  };
}

/**
 * A check of the words of an answer. An answer that the vendor withheld is checked as the text that came, mostly none;
 * `notRefused()` tells them apart.
 */
export function textCheck(name: string, of: (text: string) => CheckResult | Promise<CheckResult>): Check {
  return answerCheck(name, ({ outcome: { text } }) =>
    text === undefined ? unknown('the answer is none in words') : of(text),
  );
}
