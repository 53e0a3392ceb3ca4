import type { Usage } from '../../contract/output.ts';
import { usageOf } from '../../fold/usage.ts';

/** The fields of a usage object that are read; every one of them is left out by some host. */
export interface WireUsage {
  readonly prompt_tokens?: number | null;
  readonly completion_tokens?: number | null;
  readonly total_tokens?: number | null;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number | null } | null;
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number | null } | null;
  /** DeepSeek's name for cached tokens. */
  readonly prompt_cache_hit_tokens?: number | null;
}

/**
 * Counts with our meaning. Some hosts leave reasoning out of the completion tokens but not out of the total, so where
 * the two disagree the output is what the total leaves.
 */
export function readUsage(wire: WireUsage | null | undefined): Usage | undefined {
  if (wire === null || wire === undefined) return undefined;
  const input = wire.prompt_tokens ?? undefined;
  const total = wire.total_tokens ?? undefined;
  const stated = wire.completion_tokens ?? undefined;
  const output = total !== undefined && input !== undefined ? total - input : stated;
  return usageOf({
    inputTokens: input,
    outputTokens: output,
    totalTokens: total,
    reasoningTokens: wire.completion_tokens_details?.reasoning_tokens,
    cachedInputTokens: wire.prompt_tokens_details?.cached_tokens ?? wire.prompt_cache_hit_tokens,
  });
}
