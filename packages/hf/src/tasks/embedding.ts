import type { TaskInput } from '@x/core';
import { type RequestContext, vendorSettings, type WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { requireTexts } from './text-list.ts';
import { readVectors } from './vectors.ts';

/**
 * Feature extraction. Its settings (`normalize`, `truncate`, `prompt_name`…) stand beside the texts, not in an object
 * of their own.
 */
export const embedding = (router: Router): WireTask<'embedding'> => ({
  request: (input, context) => ({
    url: router.task(input.model, context, 'feature-extraction'),
    json: {
      inputs: requireTexts(input.texts, 'texts', context),
      dimensions: dimensionsOf(input, context),
      ...vendorSettings(input, context),
    },
  }),
  read: (body, { texts }, reply) => ({ vectors: readVectors(body, texts.length, reply), ...reply.base() }),
});

/** Text Embeddings Inference shortens vectors (its OpenAPI); hf-inference has no such setting. */
function dimensionsOf({ dimensions }: TaskInput<'embedding'>, context: RequestContext): number | undefined {
  if (dimensions === undefined || context.customBaseUrl) return dimensions;
  const message = 'hf-inference does not take it; it was left out, and vectors have the length that the model gives';
  context.warn({ type: 'unsupported', setting: 'dimensions', message });
  return undefined;
}
