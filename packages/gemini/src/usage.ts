import type { Usage } from '@x/core';
import { usageOf } from '@x/core/adapter';
import { isJson } from './json.ts';

/**
 * Counts with our meaning.
 *
 * Gemini counts what the model thought beside the candidates, and what its own tools put into the prompt beside the
 * prompt; cached tokens are part of the prompt. The total holds all four (true of every recorded answer), and a count
 * that is zero is left out, so where a total is stated the output is what the total leaves.
 */
export function readUsage(stated: unknown): Usage | undefined {
  if (!isJson(stated)) return undefined;
  const thoughts = stated['thoughtsTokenCount'];
  const input = sum(stated['promptTokenCount'], stated['toolUsePromptTokenCount']);
  const total = stated['totalTokenCount'];
  return usageOf({
    inputTokens: input,
    outputTokens:
      typeof total === 'number' && input !== undefined ? total - input : sum(stated['candidatesTokenCount'], thoughts),
    totalTokens: total,
    reasoningTokens: thoughts,
    cachedInputTokens: stated['cachedContentTokenCount'],
  });
}

/** The sum of the counts that are there; undefined when none is. */
function sum(one: unknown, other: unknown): number | undefined {
  if (typeof one !== 'number') return typeof other === 'number' ? other : undefined;
  return typeof other === 'number' ? one + other : one;
}
