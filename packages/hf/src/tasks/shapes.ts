/** The wire wraps the same answer in more or fewer lists, by backend and by year; these take the wrapping off. */

/** What came, as a list: itself, or the one thing that it is. */
export const asList = (answer: unknown): readonly unknown[] => (Array.isArray(answer) ? answer : [answer]);

/** The list inside a list that holds nothing else: `[[…]]` is the answer `[…]` of a batch of one. */
export function unwrapBatch(answer: unknown): unknown {
  return Array.isArray(answer) && answer.length === 1 && Array.isArray(answer[0]) ? answer[0] : answer;
}

/** A score that was stated. */
export const scoreOf = (score: number | null | undefined): { readonly score?: number } =>
  typeof score === 'number' ? { score } : {};

/** Highest score first; equal ones keep their order, and those without a score stand last. */
export function bestFirst<T extends { readonly score?: number | undefined }>(found: readonly T[]): readonly T[] {
  const worst = Number.NEGATIVE_INFINITY;
  // Not a difference: that of two missing scores is not a number.
  const rank = (score: number, other: number): number => (score === other ? 0 : score > other ? -1 : 1);
  return found.toSorted((one, other) => rank(one.score ?? worst, other.score ?? worst));
}
