import type { TaskInput } from '@x/core';
import { type RequestContext, requireText, type WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import type { TaskParameters } from './body.ts';
import { dimensionsOf } from './image-size.ts';
import { readMedia } from './media-reply.ts';
import { mediaRequest, readImage } from './media-task.ts';

/** An image from an image, and words where the model takes them. */
export const imageToImage = (router: Router): WireTask<'image-to-image'> => ({
  media: true,
  async request(input, context) {
    const own = settingsOf(input, context);
    const request = mediaRequest(router, { media: await readImage(input.image, context), own, input, context });
    return { ...request, headers: { ...request.headers, accept: 'image/png' } };
  },
  read: async (body, _, reply) => ({ images: await readMedia(body, 'image', reply), ...reply.base() }),
});

function settingsOf({ prompt, mask, size }: TaskInput<'image-to-image'>, context: RequestContext): TaskParameters {
  if (prompt !== undefined) requireText(prompt, 'prompt', context);
  if (mask !== undefined) {
    const message = 'the wire has no place for one; it was left out, and the whole image may change';
    context.warn({ type: 'unsupported', setting: 'mask', message });
  }
  return { prompt, target_size: dimensionsOf(size, context) };
}
