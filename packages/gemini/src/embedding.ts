import type { TaskInput } from '@x/core';
import {
  type ReplyContext,
  type RequestContext,
  requireText,
  textBatches,
  vendorSettings,
  type WireTask,
} from '@x/core/adapter';
import { isJson, listOf } from './json.ts';
import { resourceName, resourcePath } from './models.ts';
import { readUsage } from './usage.ts';

type Input = TaskInput<'embedding'>;

/** Texts that one request takes: "at most 100 requests can be in one batch". */
const MOST = 100;

/**
 * One vector a text, by `batchEmbedContents`, also for a single text; more than 100 texts go in several requests, one
 * after the other.
 *
 * `taskType`, `title` and whatever else an EmbedContentRequest takes go through `parameters` and count for every text.
 */
export const embedding: WireTask<'embedding'> = {
  batches: textBatches({ texts: MOST }),
  request(input, context) {
    if (input.texts.length === 0) throw context.refuse('invalid-request', 'texts is empty. Give at least one text');
    const url = `${context.baseUrl}/${resourcePath(input.model)}:batchEmbedContents`;
    return { url, json: { requests: writeRequests(input, context) } };
  },
  read(body, { texts, dimensions }, reply) {
    const answer = isJson(body) ? body : {};
    const vectors = listOf(answer['embeddings']).map((entry, place) => readVector(entry, place, reply));
    if (vectors.length !== texts.length) {
      throw reply.unreadable(`${texts.length} texts were sent and ${vectors.length} vectors came back`);
    }
    if (dimensions !== undefined) normalise(vectors, reply);
    return { vectors, ...reply.base({ usage: readUsage(answer['usageMetadata']) }) };
  },
};

/** Each request of a batch names the model again. */
function writeRequests(input: Input, context: RequestContext): readonly object[] {
  const settings = vendorSettings(input, context);
  const model = resourceName(input.model);
  return input.texts.map((text) => {
    requireText(text, 'one of texts', context);
    return { model, content: { parts: [{ text }] }, outputDimensionality: input.dimensions, ...settings };
  });
}

/** Read by hand and not by a schema: an answer of a hundred vectors has hundreds of thousands of numbers. */
function readVector(entry: unknown, place: number, reply: ReplyContext): Float32Array {
  const values = isJson(entry) ? listOf(entry['values']) : [];
  if (values.length === 0) throw reply.unreadable(`embeddings.${place}.values is missing or empty`);
  const vector = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (typeof value !== 'number') throw reply.unreadable(`embeddings.${place}.values.${index} is no number`);
    vector[index] = value;
  }
  return vector;
}

/** How far from 1 a length may be by rounding alone. */
const ROUNDING = 1e-3;

/**
 * Some models normalise only vectors of full length; a shortened one would not compare by its dot product. Scales
 * vectors to length 1, in place, and says so where it made a difference. A vector of zeros has no direction and stays.
 */
function normalise(vectors: readonly Float32Array[], { warn }: ReplyContext): void {
  let changed = false;
  for (const vector of vectors) {
    let squares = 0;
    for (const value of vector) squares += value * value;
    const length = Math.sqrt(squares);
    if (length === 0 || Math.abs(length - 1) < ROUNDING) continue;
    changed = true;
    for (let index = 0; index < vector.length; index++) vector[index] = (vector[index] ?? 0) / length;
  }
  if (!changed) return;
  const message = 'the model shortened the vectors without normalising them; they were scaled to length 1';
  warn({ type: 'changed', setting: 'dimensions', message });
}
