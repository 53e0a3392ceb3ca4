import * as z from 'zod';
import { guessLabels } from '../../engines/guess.ts';
import { imagineObjects, imagineSegments, type Segment } from '../../engines/scene.ts';
import { toBase64 } from '../../media/base64.ts';
import { encodePng } from '../../media/png.ts';
import { firstTokens } from '../../text/tokens.ts';
import { factsOf } from '../model-facts.ts';
import { answerCount, defineTask } from './define.ts';
import { imageInput, wrappedImageInput } from './media-input.ts';

const classificationCount = 5;
const captionTokens = 60;
const everyday = ['cat', 'dog', 'person', 'car', 'tree', 'house', 'table', 'flower'];
/** The pipelines drop what they are less sure of. */
const detectionThreshold = 0.5;
const threshold = z.number().min(0).max(1).nullish();

/** `image-classification`: the labels of the model, five unless `top_k` asks otherwise, best first. */
export const imageClassification = defineTask(
  z.object({ inputs: imageInput, parameters: z.object({ top_k: answerCount }).nullish() }),
  ({ inputs: { seed }, parameters }, model) =>
    guessLabels(factsOf(model).labels ?? everyday, seed).slice(0, parameters?.top_k ?? classificationCount),
);

/** `zero-shot-image-classification`: the labels of the request, best first. */
export const zeroShotImageClassification = defineTask(
  z.object({
    inputs: wrappedImageInput,
    parameters: z.object({ candidate_labels: z.array(z.string()).min(1) }),
  }),
  ({ inputs: { seed }, parameters }) => guessLabels(parameters.candidate_labels, seed),
);

/** `object-detection`: things with their boxes, in pixels of the image that was sent. */
export const objectDetection = defineTask(
  z.object({ inputs: imageInput, parameters: z.object({ threshold }).nullish() }),
  ({ inputs: { width, height, seed }, parameters }) =>
    imagineObjects(width, height, seed).filter(({ score }) => score >= (parameters?.threshold ?? detectionThreshold)),
);

/** `image-segmentation`: segments with masks of the size of the image, white where the segment is. */
export const imageSegmentation = defineTask(
  z.object({ inputs: imageInput, parameters: z.object({ threshold }).nullish() }),
  ({ inputs: { width, height, seed }, parameters }) =>
    imagineSegments(width, seed)
      .filter(({ score }) => score >= (parameters?.threshold ?? detectionThreshold))
      .map((segment) => ({ score: segment.score, label: segment.label, mask: maskOf(segment, width, height) })),
);

/**
 * `image-to-text`: the bare object of the task's schema, which is all that the official client takes. A list around it
 * has been recorded in 2025.
 */
export const imageToText = defineTask(
  z.object({ inputs: imageInput, parameters: z.object({ max_new_tokens: answerCount }).nullish() }),
  ({ inputs: { type, width, height, byteLength }, parameters }) => {
    const caption = `[sandbox] a picture of ${width} by ${height} pixels that came as ${byteLength} bytes of ${type}`;
    return { generated_text: firstTokens(caption, parameters?.max_new_tokens ?? captionTokens) };
  },
);

function maskOf({ from, to }: Segment, width: number, height: number): string {
  return toBase64(encodePng({ width, height, isSet: (column) => column >= from && column < to }));
}
