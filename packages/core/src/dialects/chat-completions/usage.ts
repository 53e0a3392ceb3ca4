import type { Usage } from '../../contract/output.ts';
import { usageOf } from '../../fold/usage.ts';
import { isJson } from '../../wire/json.ts';

/**
 * Counts with our meaning; every field of a usage object is left out by some host. Some hosts leave reasoning out of the
 * completion tokens but not out of the total, so where the two disagree the output is what the total leaves.
 */
export function readUsage(stated: unknown): Usage | undefined {
  if (!isJson(stated)) return undefined;
  const { prompt_tokens: input, total_tokens: total, completion_tokens: output } = stated;
  const { prompt_tokens_details: prompted, completion_tokens_details: completed } = stated;
  return usageOf({
    inputTokens: input,
    outputTokens: typeof total === 'number' && typeof input === 'number' ? total - input : output,
    totalTokens: total,
    reasoningTokens: isJson(completed) ? completed['reasoning_tokens'] : undefined,
    // The second is DeepSeek's name for cached tokens.
    cachedInputTokens: (isJson(prompted) ? prompted['cached_tokens'] : undefined) ?? stated['prompt_cache_hit_tokens'],
  });
}
