import type { Label, TaskInput } from '@x/core';
import { check, type ReplyContext, type RequestContext, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import type { TaskParameters } from './body.ts';
import { requireLabels } from './candidate-labels.ts';
import { readLabels } from './labels.ts';
import { bestFirst, unwrapBatch } from './shapes.ts';
import { textTask } from './text-task.ts';

/** Labels of the caller's choosing, best first. @throws InferenceError 'invalid-request' without labels. */
export const zeroShotClassification = (router: Router): WireTask<'zero-shot-classification'> =>
  textTask(router, {
    parameters: writeLabels,
    read: (answer, _, reply) => ({ labels: readAnswer(answer, reply), ...reply.base() }),
  });

function writeLabels(
  { labels, multiLabel }: TaskInput<'zero-shot-classification'>,
  context: RequestContext,
): TaskParameters {
  return { candidate_labels: requireLabels(labels, context), multi_label: multiLabel };
}

/** The pipeline's own shape: two lists, side by side. */
const SideBySide = z.object({ labels: z.array(z.string()).check(z.minLength(1)), scores: z.array(z.number()) });

/** `{ sequence, labels, scores }`, that in a list, or like other classifiers `[{ label, score }]`. */
function readAnswer(answer: unknown, reply: ReplyContext): readonly Label[] {
  const only = onlyOf(answer);
  if (typeof only !== 'object' || only === null || !('labels' in only)) return readLabels(answer, reply);
  const { labels, scores } = check(SideBySide, only, reply);
  if (labels.length !== scores.length) {
    throw reply.unreadable(`${labels.length} labels and ${scores.length} scores do not go together`);
  }
  return bestFirst(labels.map((label, place) => ({ label, score: scores[place] })));
}

function onlyOf(answer: unknown): unknown {
  const unwrapped = unwrapBatch(answer);
  return Array.isArray(unwrapped) && unwrapped.length === 1 ? unwrapped[0] : unwrapped;
}
