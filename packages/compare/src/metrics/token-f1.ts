import { similarityOfEmpty } from './normal-form.ts';

/**
 * F1 of two bags of tokens: the harmonic mean of the shares of each that the other has (Rajpurkar 2016). Symmetric.
 *
 * @returns 0 … 1; 1 for two empty ones
 */
export function tokenF1(a: readonly string[], b: readonly string[]): number {
  return similarityOfEmpty(a, b) ?? (2 * sharedTokens(a, b)) / (a.length + b.length);
}

function sharedTokens(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const token of a) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of b) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    shared++;
  }
  return shared;
}
