import type { WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { readLabels } from './labels.ts';
import { audioTask } from './media-task.ts';

/** What a recording holds, best first; `parameters: { top_k }` says how many labels. */
export const audioClassification = (router: Router): WireTask<'audio-classification'> =>
  audioTask(router, {
    read: (answer, _, reply) => ({ labels: readLabels(answer, reply), ...reply.base() }),
  });
