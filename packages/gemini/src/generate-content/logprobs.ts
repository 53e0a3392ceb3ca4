import type { TokenLogprob } from '@x/core';
import { type Json, objectsOf } from '../json.ts';

/** The tokens that were chosen, each with those that might have been. */
export function readLogprobs(result: Json): readonly TokenLogprob[] {
  const alternatives = objectsOf(result['topCandidates']);
  return objectsOf(result['chosenCandidates']).flatMap((chosen, place) => {
    const top = objectsOf(alternatives[place]?.['candidates']).flatMap(readToken);
    return readToken(chosen).map((token) => ({ ...token, ...(top.length > 0 && { top }) }));
  });
}

function readToken({ token, logProbability }: Json): readonly { token: string; logprob: number }[] {
  // A logarithm of zero is certainty, which proto3 leaves out.
  const logprob = logProbability ?? 0;
  return typeof token === 'string' && typeof logprob === 'number' ? [{ token, logprob }] : [];
}
