import type { Usage } from '@x/core';
import * as z from 'zod/mini';

const count = z.optional(z.nullable(z.number()));

/** What the image and audio endpoints state; those that bill by the second state no tokens. */
export const TokenUsage = z.catch(
  z.optional(z.nullable(z.object({ input_tokens: count, output_tokens: count, total_tokens: count }))),
  undefined,
);

/** Counts in the words of the contract; undefined where none is stated. */
export function usageOf(wire: z.infer<typeof TokenUsage>): Usage | undefined {
  const { input_tokens: inputTokens, output_tokens: outputTokens, total_tokens: totalTokens } = wire ?? {};
  const stated = Object.entries({ inputTokens, outputTokens, totalTokens }).filter(([, tokens]) => tokens != null);
  return stated.length > 0 ? Object.fromEntries(stated) : undefined;
}
