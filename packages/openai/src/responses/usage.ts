import type { Usage } from '@x/core';
import { isJson, usageOf } from '@x/core/adapter';
import { numberOf } from './json.ts';

/** Counts with our meaning: reasoning lies inside the output, cached tokens inside the input, at OpenAI as with us. */
export function readUsage(stated: unknown): Usage | undefined {
  if (!isJson(stated)) return undefined;
  const input = numberOf(stated['input_tokens']);
  const total = numberOf(stated['total_tokens']);
  const within = (details: unknown, name: string): unknown => (isJson(details) ? details[name] : undefined);
  return usageOf({
    inputTokens: input,
    // Hosts that leave reasoning out of the output do not leave it out of the total.
    outputTokens: total !== undefined && input !== undefined ? total - input : stated['output_tokens'],
    totalTokens: total,
    reasoningTokens: within(stated['output_tokens_details'], 'reasoning_tokens'),
    cachedInputTokens: within(stated['input_tokens_details'], 'cached_tokens'),
    cacheWriteInputTokens: within(stated['input_tokens_details'], 'cache_write_tokens'),
  });
}
