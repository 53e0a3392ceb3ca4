import { type ErrorCode, generateObject, InferenceError, type InferenceProvider, type Timeouts } from '@x/core';
import * as z from 'zod';
import { defaultSeed } from '../statistics/random.ts';
import { judgePrompt } from './judge-prompt.ts';
import { vendorOf } from './vendor.ts';
import type { AnswerPair, JudgeVerdict, Reading, Winner } from './votes.ts';

/** A model that judges. */
export interface Judge {
  /** What verdicts and reports call it. Default: provider and model. */
  readonly id?: string | undefined;
  readonly provider: InferenceProvider<'chat'>;
  readonly model: string;
  /** By what it is to judge, in the user's words. */
  readonly criteria: string;
  /** Who made it. Default: by `vendorOf` the model. */
  readonly vendor?: string | undefined;
  /** Default: the model's own. */
  readonly temperature?: number | undefined;
  /** Tokens of its answer. Default: the model's own. */
  readonly maxTokens?: number | undefined;
}

/** How a judge is asked. */
export interface JudgeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: Timeouts | undefined;
  /**
   * How often the judge is shown what is wrong with its answer and asked again. Default 0: its first answer counts, so
   * that the rate of invalid ones is its own.
   */
  readonly repairs?: number | undefined;
  /** Of the marks around the answers. Default 1. */
  readonly seed?: number | undefined;
}

/** The reason comes first, so that the winner follows from it and not the other way round. */
const verdictSchema = z.object({ reason: z.string(), winner: z.enum(['first', 'second', 'tie']) });

/** Failures of the judge as such: they would be the same for every pair. */
const hopeless: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'auth',
  'permission',
  'gated',
  'quota',
  'not-found',
  'unsupported',
  'aborted',
]);

/**
 * Asks a judge about one pair, twice: with a's answer first, then with b's (Wang 2023). A target wins only if both
 * orders name it; otherwise it is a tie (Zheng 2023). An answer that is no verdict is `invalid`, not guessed at.
 *
 * @throws InferenceError for what is wrong with the judge and not with the pair (`auth`, `permission`, `gated`, `quota`,
 * `not-found`, `unsupported`), and `aborted`; other failures are in the verdict
 */
export async function judgePair(judge: Judge, pair: AnswerPair, options: JudgeOptions = {}): Promise<JudgeVerdict> {
  const [aFirst, bFirst] = await Promise.all([reading(judge, pair, 'a', options), reading(judge, pair, 'b', options)]);
  const winner = agreed(aFirst, bFirst);
  const longer = longerOf(pair);
  return {
    source: 'judge',
    judge: judge.id ?? `${judge.provider.id}:${judge.model}`,
    row: pair.row,
    a: pair.a.target,
    b: pair.b.target,
    aFirst,
    bFirst,
    ...(winner === undefined ? {} : { winner }),
    ...(longer === undefined ? {} : { longer }),
    sameVendor: ofItsVendor(judge, pair),
  };
}

async function reading(judge: Judge, pair: AnswerPair, first: 'a' | 'b', options: JudgeOptions): Promise<Reading> {
  const { seed = defaultSeed, repairs = 0, signal, timeout } = options;
  const { provider, model, criteria, temperature, maxTokens } = judge;
  const second = first === 'a' ? 'b' : 'a';
  const shown = { criteria, question: pair.question, first: pair[first].text, second: pair[second].text };
  const input = { model, temperature, maxTokens, ...judgePrompt(shown, seed) };
  try {
    const { object } = await generateObject(provider, input, verdictSchema, { repairs, signal, timeout });
    const winners: Readonly<Record<typeof object.winner, Winner>> = { first, second, tie: 'tie' };
    return { status: 'valid', winner: winners[object.winner], reason: object.reason };
  } catch (error) {
    if (!InferenceError.is(error) || hopeless.has(error.code)) throw error;
    return error.code === 'bad-response' ? { status: 'invalid', why: error.message } : { status: 'failed', error };
  }
}

function agreed(aFirst: Reading, bFirst: Reading): Winner | undefined {
  if (aFirst.status !== 'valid' || bFirst.status !== 'valid') return undefined;
  return aFirst.winner === bFirst.winner ? aFirst.winner : 'tie';
}

function longerOf({ a, b }: AnswerPair): 'a' | 'b' | undefined {
  const more = [...a.text].length - [...b.text].length;
  if (more === 0) return undefined;
  return more > 0 ? 'a' : 'b';
}

function ofItsVendor(judge: Judge, { a, b }: AnswerPair): readonly string[] {
  const vendor = judge.vendor ?? vendorOf(judge.model);
  if (vendor === undefined) return [];
  return [a, b].filter((contender) => contender.vendor === vendor).map(({ target }) => target);
}
