import type { TaskInput } from '@x/core';
import { type RequestContext, vendorSettings, type WireTask, wireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import { resourceName, resourcePath } from './models.ts';
import { readUsage } from './usage.ts';

type Input = TaskInput<'embedding'>;

const Reply = z.object({
  embeddings: z.array(z.object({ values: z.array(z.number()) })),
  usageMetadata: z.optional(z.nullable(z.looseObject({}))),
});

/**
 * One vector a text, by `batchEmbedContents`.
 *
 * `taskType`, `title` and whatever else an EmbedContentRequest takes go through `parameters` and count for every text.
 */
export const embedding: WireTask<'embedding'> = wireTask<'embedding', z.infer<typeof Reply>>({
  request: (input, context) => {
    if (input.texts.length === 0) throw context.refuse('invalid-request', 'texts is empty. Give at least one text');
    const url = `${context.baseUrl}/${resourcePath(input.model)}:batchEmbedContents`;
    return { url, json: { requests: writeRequests(input, context) } };
  },
  reply: Reply,
  output: ({ embeddings, usageMetadata }, { texts, dimensions }, reply) => {
    if (embeddings.length !== texts.length) {
      throw reply.unreadable(`${texts.length} texts were sent and ${embeddings.length} vectors came back`);
    }
    const vectors = embeddings.map(({ values }) => Float32Array.from(values));
    // Some models normalise only vectors of full length; a shortened one would not compare by its dot product.
    if (dimensions !== undefined) vectors.forEach(normalise);
    return { vectors, ...reply.base({ usage: readUsage(usageMetadata) }) };
  },
});

/** Each request of a batch names the model again. */
function writeRequests(input: Input, context: RequestContext): readonly object[] {
  const settings = vendorSettings(input, context);
  const model = resourceName(input.model);
  return input.texts.map((text) => ({
    model,
    content: { parts: [{ text }] },
    outputDimensionality: input.dimensions,
    ...settings,
  }));
}

/** Scales a vector to length 1, in place. A vector of zeros has no direction and stays. */
function normalise(vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return;
  const length = Math.sqrt(squares);
  for (const [place, value] of vector.entries()) vector[place] = value / length;
}
