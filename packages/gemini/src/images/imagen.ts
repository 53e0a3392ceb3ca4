import type { MediaBytes, TaskInput, TaskOutput } from '@x/core';
import {
  check,
  fromBase64,
  type ReplyContext,
  type RequestContext,
  redactInput,
  vendorSettings,
  type WireRequest,
} from '@x/core/adapter';
import * as z from 'zod/mini';
import { resourcePath } from '../models.ts';
import { shapeOf } from './shape.ts';

type Input = TaskInput<'text-to-image'>;

/** Pictures that Imagen draws in one call, at most. */
const MOST = 4;

/** Imagen, by `predict`. The caller's own settings (`personGeneration`, …) go beside ours. */
export function imagenRequest(input: Input, context: RequestContext): WireRequest {
  const { model, prompt, count = 1, seed } = input;
  if (!Number.isInteger(count) || count < 1 || count > MOST) {
    throw context.refuse('invalid-request', `count is ${count}. Imagen draws 1 to ${MOST} pictures in one call`);
  }
  if (seed !== undefined) {
    const message = 'Imagen takes no seed through the Gemini API; it was left out';
    context.warn({ type: 'unsupported', setting: 'seed', message });
  }
  const { aspectRatio, resolution } = shapeOf(input, context);
  const parameters = {
    sampleCount: count,
    aspectRatio,
    sampleImageSize: resolution,
    // Without it, what was filtered is missing and nothing says why.
    includeRaiReason: true,
    ...vendorSettings(input, context),
  };
  return { url: `${context.baseUrl}/${resourcePath(model)}:predict`, json: { instances: [{ prompt }], parameters } };
}

const text = z.optional(z.nullable(z.string()));
const Reply = z.object({
  predictions: z.optional(
    z.array(z.object({ bytesBase64Encoded: text, mimeType: text, raiFilteredReason: text, gcsUri: text })),
  ),
});

/**
 * The pictures that were not filtered, with a warning where some were.
 *
 * @throws InferenceError 'bad-response' where no picture came.
 */
export function readImagen(
  body: unknown,
  { count = 1, prompt }: Input,
  reply: ReplyContext,
): TaskOutput<'text-to-image'> {
  const { predictions = [] } = check(Reply, body, reply);
  const images = predictions.flatMap(({ bytesBase64Encoded, mimeType }) =>
    bytesBase64Encoded ? [decoded(bytesBase64Encoded, mimeType ?? 'image/png', reply)] : [],
  );
  if (predictions.some(({ gcsUri }) => gcsUri)) {
    throw reply.unreadable('the pictures lie in a store of yours and not in it. Leave storageUri out');
  }
  const reason = predictions.find(({ raiFilteredReason }) => raiFilteredReason)?.raiFilteredReason;
  const why = reason && !quotes(reason, prompt) ? reason : 'Google gave no reason that can be shown';
  if (images.length === 0) throw reply.exchange.error('bad-response', `every picture was filtered: ${why}`);
  if (images.length < count) {
    const message = `${count - images.length} of ${count} pictures were filtered: ${why}`;
    reply.warn({ type: 'changed', setting: 'count', message });
  }
  // Announced by Google for 17 August 2026 in the deprecations of the Gemini API.
  const message = 'Google has announced the end of its Imagen models; gemini-3.1-flash-image takes their place';
  reply.warn({ type: 'deprecated', setting: 'model', message });
  return { images, ...reply.base() };
}

/** Whether a text repeats a piece of the prompt, which may not come out in a message. */
const quotes = (text: string, prompt: string): boolean => redactInput(text, [prompt]) !== text;

function decoded(base64: string, mediaType: string, reply: ReplyContext): MediaBytes {
  try {
    return { mediaType, data: fromBase64(base64) };
  } catch {
    throw reply.unreadable('the bytesBase64Encoded of a prediction is not base64');
  }
}
