import type { Usage } from '../contract/output.ts';

const counts = [
  'inputTokens',
  'outputTokens',
  'totalTokens',
  'reasoningTokens',
  'cachedInputTokens',
  'cacheWriteInputTokens',
] as const satisfies readonly (keyof Usage)[];

type Counts = { -readonly [Name in keyof Usage]: Usage[Name] };

/**
 * The counts among what a vendor states, under our names; undefined where there is none. What is no count of anything
 * (negative, endless, no number) is left out. Some vendors repeat their counts in every piece of a stream, so nothing is
 * made on the way.
 */
export function usageOf(stated: { readonly [Name in keyof Usage]: unknown }): Usage | undefined {
  let usage: Counts | undefined;
  for (const name of counts) {
    const value = stated[name];
    if (typeof value !== 'number' || !(value >= 0 && value < Number.POSITIVE_INFINITY)) continue;
    usage ??= {};
    usage[name] = value;
  }
  return usage;
}

/** The sum of the counts that every usage states: a sum with a missing summand would be a guess, so it is left out. */
export function sumUsage(usages: readonly (Usage | undefined)[]): Usage | undefined {
  if (usages.length === 0) return undefined;
  const sums: Counts = {};
  for (const name of counts) {
    sums[name] = usages.reduce<number | undefined>((sum, usage) => plus(sum, usage?.[name]), 0);
  }
  return usageOf(sums);
}

const plus = (sum: number | undefined, count: number | undefined): number | undefined =>
  sum === undefined || count === undefined ? undefined : sum + count;
