import type { WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { readText } from './generated-text.ts';
import { imageTask } from './media-task.ts';

/** What an image shows, in words; `parameters: { max_new_tokens }` says how many. */
export const imageToText = (router: Router): WireTask<'image-to-text'> =>
  imageTask(router, {
    read: (answer, _, reply) => ({ text: readText(answer, 'generated_text', reply), ...reply.base() }),
  });
