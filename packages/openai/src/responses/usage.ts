import type { Usage } from '@x/core';
import { isJson, usageCount } from '@x/core/adapter';
import { numberOf } from './json.ts';

/** Counts with our meaning: reasoning lies inside the output, cached tokens inside the input, at OpenAI as with us. */
export function readUsage(stated: unknown): Usage | undefined {
  if (!isJson(stated)) return undefined;
  const input = numberOf(stated['input_tokens']);
  const total = numberOf(stated['total_tokens']);
  const within = (details: unknown, name: string): unknown => (isJson(details) ? details[name] : undefined);
  const usage: Usage = {
    ...usageCount('inputTokens', input),
    // Hosts that leave reasoning out of the output do not leave it out of the total.
    ...usageCount('outputTokens', total !== undefined && input !== undefined ? total - input : stated['output_tokens']),
    ...usageCount('totalTokens', total),
    ...usageCount('reasoningTokens', within(stated['output_tokens_details'], 'reasoning_tokens')),
    ...usageCount('cachedInputTokens', within(stated['input_tokens_details'], 'cached_tokens')),
    ...usageCount('cacheWriteInputTokens', within(stated['input_tokens_details'], 'cache_write_tokens')),
  };
  return Object.keys(usage).length > 0 ? usage : undefined;
}
