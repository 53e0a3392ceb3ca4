import type { TaskInput } from '@x/core';
import { type RequestContext, requireText, type WireRequest, type WireTask } from '@x/core/adapter';
import { generateContentRequest, mediaOf, notDelivered, readGenerated } from '../generate-content/other-task.ts';
import { imageFamily } from './families.ts';
import { imagenRequest, readImagen } from './imagen.ts';
import { shapeOf } from './shape.ts';

/** Pictures from words: Imagen by `predict`, the models that write and draw by `generateContent`. */
export const textToImage: WireTask<'text-to-image'> = {
  request(input, context) {
    requireText(input.prompt, 'prompt', context);
    return usesPredict(input) ? imagenRequest(input, context) : drawingRequest(input, context);
  },
  read(body, input, reply) {
    if (usesPredict(input)) return readImagen(body, input, reply);
    const answer = readGenerated(body, reply);
    const images = mediaOf(answer, 'image');
    if (images.length === 0) throw notDelivered('picture', answer, reply);
    return { images, ...answer.base };
  },
};

const usesPredict = ({ model }: Pick<TaskInput<'text-to-image'>, 'model'>): boolean =>
  imageFamily(model).method === 'predict';

function drawingRequest(input: TaskInput<'text-to-image'>, context: RequestContext): Promise<WireRequest> {
  const { model, prompt, seed, count = 1, parameters, providerOptions } = input;
  if (count !== 1) {
    const message = `${model} draws for one request at a time. Call it as often as you want pictures`;
    context.warn({ type: 'unsupported', setting: 'count', message });
  }
  const { aspectRatio, resolution } = shapeOf(input, context);
  const imageConfig = aspectRatio === undefined ? undefined : { aspectRatio, imageSize: resolution };
  // Not every model draws without being allowed to write beside it.
  const config = { responseModalities: ['TEXT', 'IMAGE'], imageConfig };
  return generateContentRequest({ model, prompt, seed, parameters, providerOptions }, config, context);
}
