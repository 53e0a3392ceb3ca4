import type { Usage } from '@x/core';
import { usageCount as count } from '@x/core/adapter';
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
  const input = sum(stated['promptTokenCount'], stated['toolUsePromptTokenCount']);
  const total = sum(stated['totalTokenCount']);
  const said = sum(stated['candidatesTokenCount'], stated['thoughtsTokenCount']);
  const usage: Usage = {
    ...count('inputTokens', input),
    ...count('outputTokens', total !== undefined && input !== undefined ? total - input : said),
    ...count('totalTokens', total),
    ...count('reasoningTokens', sum(stated['thoughtsTokenCount'])),
    ...count('cachedInputTokens', sum(stated['cachedContentTokenCount'])),
  };
  return Object.keys(usage).length > 0 ? usage : undefined;
}

/** The sum of the counts that are there; undefined when none is. */
function sum(...counts: readonly unknown[]): number | undefined {
  const numbers = counts.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? undefined : numbers.reduce((total, value) => total + value, 0);
}
