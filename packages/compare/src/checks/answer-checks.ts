import type { MeasuredCell } from '../metrics/outcome.ts';
import { providerRefusal, refusalOf } from '../metrics/refusal.ts';
import { mistake } from '../mistake.ts';
import { answerCheck, type Check, type CheckResult, type Named, passIf, unknown } from './check.ts';

export interface NotRefusedOptions extends Named {
  /** Only the provider's own signal counts. Default false: English phrases are looked for where it gives none. */
  readonly providerOnly?: boolean | undefined;
}

/** The model did not refuse. The reason says whether the provider or a phrase says that it did. */
export function notRefused(options: NotRefusedOptions = {}): Check {
  const read = options.providerOnly === true ? providerRefusal : refusalOf;
  return answerCheck(options.name ?? 'not refused', ({ outcome }) => {
    const refusal = read(outcome);
    if (refusal === undefined) return { verdict: 'pass', reason: 'no sign of a refusal' };
    const reason =
      refusal.by === 'provider'
        ? `the provider says so: ${refusal.signal}`
        : `it reads like one (heuristic): "${refusal.phrase}"`;
    return { verdict: 'fail', reason };
  });
}

/** The answer was not cut off by the token limit. */
export function notTruncated(options: Named = {}): Check {
  return answerCheck(options.name ?? 'not truncated', ({ outcome: { finishReason } }) =>
    finishReason === undefined
      ? unknown('no finish reason is known')
      : passIf(finishReason !== 'length', `ended with ${finishReason}`, 'was cut off by the token limit'),
  );
}

/** Which time a latency check is about. */
export type TimedPart = 'first-token' | 'total';

/**
 * The answer came within so many milliseconds. Unknown for what a cache answered, and where no time was taken.
 *
 * @param part default `total`: to the last byte
 */
export function within(milliseconds: number, options: Named & { readonly part?: TimedPart | undefined } = {}): Check {
  const { part = 'total' } = options;
  requirePositive('within', milliseconds);
  return answerCheck(options.name ?? `${part} within ${milliseconds} ms`, ({ outcome }) => {
    const took = part === 'total' ? outcome.totalMs : outcome.firstTokenMs;
    if (took === undefined) return unknown(outcome.cached === true ? 'a cache answered' : 'no time is known');
    const said = `took ${Math.round(took)} ms`;
    return passIf(took <= milliseconds, said, `${said}, ${Math.ceil(took - milliseconds)} ms too long`);
  });
}

/** The answer cost no more than so many US dollars. Unknown without a price, and for what a cache answered. */
export function costsAtMost(usd: number, options: Named = {}): Check {
  requirePositive('costsAtMost', usd);
  return answerCheck(options.name ?? `at most $${usd}`, ({ outcome }) => {
    if (outcome.usd === undefined) return unknown(outcome.cached === true ? 'a cache answered' : 'no price is known');
    const said = `cost $${outcome.usd}`;
    return passIf(outcome.usd <= usd, said, `${said}, more than $${usd}`);
  });
}

/** What a function may say: whether it passed, or also why; undefined where it cannot tell. */
export type FunctionVerdict = boolean | undefined | { readonly pass: boolean; readonly reason?: string | undefined };

/** A check of your own. Failed calls are handed on too. */
export type CheckFunction = (cell: MeasuredCell) => FunctionVerdict | Promise<FunctionVerdict>;

/**
 * A function as a check; only a configuration in TypeScript or JavaScript can have one. What it throws makes the cell's
 * verdict `unknown`, with the error's message as the reason: a mistake in a check says nothing of a model.
 */
export function passes(name: string, judge: CheckFunction): Check {
  return {
    name,
    of: async (cell) => {
      try {
        return resultOf(await judge(cell));
      } catch (error) {
        return unknown(`the check itself failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

function resultOf(verdict: FunctionVerdict): CheckResult {
  if (verdict === undefined) return unknown('the function did not say');
  if (typeof verdict === 'boolean') return passIf(verdict, 'the function passed it', 'the function failed it');
  const { pass, reason } = verdict;
  return passIf(pass, reason ?? 'the function passed it', reason ?? 'the function failed it');
}

function requirePositive(check: string, limit: number): void {
  if (!(Number.isFinite(limit) && limit >= 0)) throw mistake(`${check} cannot be ${limit}. Give a number from 0.`);
}
