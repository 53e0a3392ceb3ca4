import type { TaskInput } from '@x/core';
import { type RequestContext, requireText, vendorSettings, type WireTask } from '@x/core/adapter';
import { callUrl } from '../hosts.ts';
import { readImages } from './image-reply.ts';
import { base64Wanted, checkSize } from './image-settings.ts';

/** Images from words; `quality`, `background`, `output_format` and their like go through `parameters`. */
export const textToImage: WireTask<'text-to-image'> = {
  request(input, context) {
    const { model, prompt, size } = input;
    requireText(prompt, 'prompt', context);
    const json = {
      model,
      prompt,
      n: countOf(input, context),
      size: checkSize(size, context),
      response_format: base64Wanted(model),
      ...vendorSettings(input, context),
    };
    return { url: callUrl(context, '/images/generations', model), json };
  },
  read: (body, _, reply) => readImages(body, reply),
};

function countOf({ model, count, seed }: TaskInput<'text-to-image'>, context: RequestContext): number | undefined {
  if (seed !== undefined) {
    const message = 'the API takes none; it was left out, and each call draws anew';
    context.warn({ type: 'unsupported', setting: 'seed', message });
  }
  if (count === undefined) return undefined;
  if (!Number.isInteger(count) || count < 1 || count > 10) {
    throw context.refuse('invalid-request', 'count is not one that the API takes. Ask for 1 to 10 images a call');
  }
  if (count === 1 || !model.startsWith('dall-e-3')) return count;
  const message = `${model} makes one image a call; one was asked for. Call it as often as you want images`;
  context.warn({ type: 'changed', setting: 'count', message });
  return 1;
}
