import type { WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { readLabels } from './labels.ts';
import { imageTask } from './media-task.ts';

/** What an image shows, best first; `parameters: { top_k }` says how many labels. */
export const imageClassification = (router: Router): WireTask<'image-classification'> =>
  imageTask(router, {
    read: (answer, _, reply) => ({ labels: readLabels(answer, reply), ...reply.base() }),
  });
