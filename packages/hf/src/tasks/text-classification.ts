import type { WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { readLabels } from './labels.ts';
import { textTask } from './text-task.ts';

/** Every label that the model gives, best first; `parameters: { top_k }` says how many. */
export const textClassification = (router: Router): WireTask<'text-classification'> =>
  textTask(router, {
    read: (answer, _, reply) => ({ labels: readLabels(answer, reply), ...reply.base() }),
  });
