import type { WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { requireLabels } from './candidate-labels.ts';
import { readLabels } from './labels.ts';
import { imageTask } from './media-task.ts';

/** Labels of the caller's choosing, best first. @throws InferenceError 'invalid-request' without labels. */
export const zeroShotImageClassification = (router: Router): WireTask<'zero-shot-image-classification'> =>
  imageTask(router, {
    parameters: ({ labels }, context) => ({ candidate_labels: requireLabels(labels, context) }),
    read: (answer, _, reply) => ({ labels: readLabels(answer, reply), ...reply.base() }),
  });
