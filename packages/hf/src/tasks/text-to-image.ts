import type { TaskInput } from '@x/core';
import { type RequestContext, requireText, type WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { type TaskParameters, taskBody } from './body.ts';
import { dimensionsOf } from './image-size.ts';
import { readMedia } from './media-reply.ts';

/** An image from words; `negative_prompt`, `guidance_scale` and their like go through `parameters`. */
export const textToImage = (router: Router): WireTask<'text-to-image'> => ({
  media: true,
  request(input, context) {
    requireText(input.prompt, 'prompt', context);
    const json = taskBody(input.prompt, settingsOf(input, context), input, context);
    return { url: router.task(input.model, context), json, headers: { accept: 'image/png' } };
  },
  read: async (body, _, reply) => ({ images: await readMedia(body, 'image', reply), ...reply.base() }),
});

function settingsOf({ size, seed, count = 1 }: TaskInput<'text-to-image'>, context: RequestContext): TaskParameters {
  if (count !== 1) {
    const message = 'a call makes one image. Call it as often as you want images, each time with another seed';
    context.warn({ type: 'unsupported', setting: 'count', message });
  }
  return { ...dimensionsOf(size, context), seed };
}
