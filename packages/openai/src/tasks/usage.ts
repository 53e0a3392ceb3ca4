import type { Usage } from '@x/core';
import { usageOf } from '@x/core/adapter';
import * as z from 'zod/mini';

const count = z.optional(z.nullable(z.number()));

/** What the image and audio endpoints state; those that bill by the second state no tokens. */
export const TokenUsage = z.catch(
  z.optional(z.nullable(z.object({ input_tokens: count, output_tokens: count, total_tokens: count }))),
  undefined,
);

/** Counts in the words of the contract; undefined where none is stated. */
export const tokenUsage = (wire: z.infer<typeof TokenUsage>): Usage | undefined =>
  usageOf({ inputTokens: wire?.input_tokens, outputTokens: wire?.output_tokens, totalTokens: wire?.total_tokens });
