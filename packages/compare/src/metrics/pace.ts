import type { Outcome } from './outcome.ts';

/** Fewer tokens than this come out too fast or too slow by chance. */
const fewestTokens = 16;
/** An answer that comes in one piece has no pace; so short a time between first and last byte says that it did. */
const shortestMs = 10;

/**
 * Output tokens a second from the first token on: (tokens − 1) / (total − first token), the inverse of the time per
 * output token that serving benchmarks state. Tokens are the provider's count.
 *
 * @returns undefined under 16 tokens, where the answer came in one piece, and where the model thought: thoughts are
 *   counted as output, and may have been made before the first token that is shown
 */
export function decodeRate({ usage, firstTokenMs, totalMs }: Outcome): number | undefined {
  const tokens = usage?.outputTokens;
  if (tokens === undefined || firstTokenMs === undefined || totalMs === undefined) return undefined;
  if (tokens < fewestTokens || (usage?.reasoningTokens ?? 0) > 0) return undefined;
  const decodingMs = totalMs - firstTokenMs;
  return decodingMs < shortestMs ? undefined : ((tokens - 1) * 1_000) / decodingMs;
}
