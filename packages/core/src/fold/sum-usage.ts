import type { Usage } from '../contract/output.ts';

const counts = [
  'inputTokens',
  'outputTokens',
  'totalTokens',
  'reasoningTokens',
  'cachedInputTokens',
  'cacheWriteInputTokens',
] as const satisfies readonly (keyof Usage)[];

/** The sum of the counts that every usage states: a sum with a missing summand would be a guess, so it is left out. */
export function sumUsage(usages: readonly (Usage | undefined)[]): Usage | undefined {
  const sum: Partial<Record<keyof Usage, number>> = {};
  for (const name of counts) {
    const values = usages.map((usage) => usage?.[name]);
    if (values.length > 0 && values.every((value) => value !== undefined)) {
      sum[name] = values.reduce((total, value) => total + value, 0);
    }
  }
  return Object.keys(sum).length > 0 ? sum : undefined;
}
