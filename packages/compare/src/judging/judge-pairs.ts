import { mistake } from '../mistake.ts';
import { type Judge, type JudgeOptions, judgePair } from './judge-pair.ts';
import type { AnswerPair, JudgeVerdict } from './votes.ts';

/** How a judge is asked about many pairs. */
export interface JudgeRunOptions extends JudgeOptions {
  /** Pairs that are judged at once; each is two calls. Default 4. */
  readonly concurrency?: number | undefined;
}

/**
 * Asks a judge about pairs, and gives its verdicts in their order as they come. Breaking out of the loop ends the calls
 * in flight.
 *
 * @throws InferenceError as `judgePair` does, after which nothing more is asked
 */
export async function* judgePairs(
  judge: Judge,
  pairs: Iterable<AnswerPair> | AsyncIterable<AnswerPair>,
  options: JudgeRunOptions = {},
): AsyncGenerator<JudgeVerdict, void> {
  const { concurrency = 4, signal, ...call } = options;
  if (!(concurrency >= 1)) throw mistake(`A concurrency of ${concurrency} asks nothing. Give a whole number from 1.`);
  const ours = new AbortController();
  const together = { ...call, signal: signal === undefined ? ours.signal : AbortSignal.any([signal, ours.signal]) };
  const waiting: Promise<JudgeVerdict>[] = [];
  try {
    for await (const pair of pairs) {
      waiting.push(handled(judgePair(judge, pair, together)));
      const oldest = waiting.length < concurrency ? undefined : waiting.shift();
      if (oldest !== undefined) yield await oldest;
    }
    for (const verdict of waiting) yield await verdict;
  } finally {
    ours.abort();
  }
}

/** A verdict that nobody has come to yet may fail: it is thrown when its turn comes, if it does. */
function handled(verdict: Promise<JudgeVerdict>): Promise<JudgeVerdict> {
  verdict.catch(() => undefined);
  return verdict;
}
