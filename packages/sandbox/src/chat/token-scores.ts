import { share } from '../engines/guess.ts';
import { tokens } from '../text/tokens.ts';

/** A token, how likely it was as a natural logarithm, and its bytes in UTF-8. */
interface TokenScore {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: readonly number[];
}

/** A token of an answer, with the likeliest tokens of its place, itself before all. */
export interface ScoredToken extends TokenScore {
  readonly top_logprobs: readonly TokenScore[];
}

/** What might have stood in the place of a token: as many as can be asked for. */
const alternatives =
  ' the, a, of, and, to, in, is, it, that, for, on, with, as, was, by, at, from, or, an, be, not'.split(',');

/**
 * The tokens of a text with their scores, drawn from the tokens themselves. `count` likeliest tokens are named for each.
 */
export function scoreTokens(text: string, count: number): readonly ScoredToken[] {
  return tokens(text).map((token) => {
    const probability = (1 + share(token)) / 2;
    const others = alternatives.filter((other) => other !== token).slice(0, Math.max(0, count - 1));
    // Each of the others has half of what is left, so that all of them together never make more than one.
    const scores = others.map((other, index) => scoreOf(other, (1 - probability) * 0.5 ** (index + 1)));
    const own = scoreOf(token, probability);
    return { ...own, top_logprobs: [own, ...scores].slice(0, count) };
  });
}

function scoreOf(token: string, probability: number): TokenScore {
  return { token, logprob: Number(Math.log(probability).toFixed(6)), bytes: [...new TextEncoder().encode(token)] };
}
