import type * as z from 'zod';
import type { AnswerChange } from '../faults/table.ts';
import { invalidArgument } from './errors.ts';
import type { predictRequest } from './messages.ts';
import { drawPicture } from './pictures.ts';

/** A `predict` request whose shape has been checked. */
export type PredictRequest = z.infer<typeof predictRequest>;

const mostPictures = 4;
const defaultPictures = 4;
/** The ratios that Imagen has. */
const ratios: ReadonlySet<string> = new Set(['1:1', '3:4', '4:3', '9:16', '16:9']);

/** Google's words for pictures that its filter kept. */
const filtered = (count: number): string =>
  `Unable to show ${count} of the generated images. All images were filtered out because they violated the usage guidelines. You will not be charged for blocked images. Try rephrasing the prompt.`;

/**
 * The answer of an Imagen model: `sampleCount` pictures of an aspect ratio. A refusal keeps the last of them, a content
 * filter all; why, is said where `includeRaiReason` asks for it, and else they are merely missing.
 *
 * @throws VendorError (HTTP 400)
 */
export function predict(request: PredictRequest, model: string, change: AnswerChange | undefined): unknown {
  const { prompt } = request.instances[0] ?? {};
  if (prompt === undefined || prompt === '') throw invalidArgument('Text prompt cannot be empty.');
  const { sampleCount = defaultPictures, aspectRatio = '1:1', includeRaiReason = false } = request.parameters ?? {};
  if (sampleCount < 1 || sampleCount > mostPictures) {
    throw invalidArgument(`sampleCount must be between 1 and ${mostPictures}.`);
  }
  if (!ratios.has(aspectRatio)) throw invalidArgument(`aspectRatio must be one of ${[...ratios].join(', ')}.`);
  if (change === 'empty') return {};
  const kept = keptBy(change, sampleCount);
  const pictures = Array.from({ length: sampleCount - kept }, (_, index) => {
    const { mimeType, data } = drawPicture(aspectRatio, `${model} ${prompt} ${index}`);
    return { mimeType, bytesBase64Encoded: data };
  });
  const reason = kept > 0 && includeRaiReason ? [{ raiFilteredReason: filtered(kept) }] : [];
  const predictions = [...pictures, ...reason];
  return predictions.length === 0 ? {} : { predictions };
}

/** How many pictures the filter keeps. */
function keptBy(change: AnswerChange | undefined, count: number): number {
  if (change === 'content-filter' || change === 'prompt-block') return count;
  return change === 'refusal' ? 1 : 0;
}
