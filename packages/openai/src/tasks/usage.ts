import type { Usage } from '@x/core';
import { usageCount } from '@x/core/adapter';
import * as z from 'zod/mini';

const count = z.optional(z.nullable(z.number()));

/** What the image and audio endpoints state; those that bill by the second state no tokens. */
export const TokenUsage = z.catch(
  z.optional(z.nullable(z.object({ input_tokens: count, output_tokens: count, total_tokens: count }))),
  undefined,
);

/** Counts in the words of the contract; undefined where none is stated. */
export function usageOf(wire: z.infer<typeof TokenUsage>): Usage | undefined {
  const usage: Usage = {
    ...usageCount('inputTokens', wire?.input_tokens),
    ...usageCount('outputTokens', wire?.output_tokens),
    ...usageCount('totalTokens', wire?.total_tokens),
  };
  return Object.keys(usage).length > 0 ? usage : undefined;
}
