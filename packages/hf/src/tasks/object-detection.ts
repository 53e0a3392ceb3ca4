import type { TaskOutput } from '@x/core';
import { check, type ReplyContext, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import { imageTask } from './media-task.ts';
import { bestFirst, scoreOf, unwrapBatch } from './shapes.ts';

/** What is where in an image, best first; `parameters: { threshold }` says how sure the model has to be. */
export const objectDetection = (router: Router): WireTask<'object-detection'> =>
  imageTask(router, {
    read: (answer, _, reply) => ({ objects: readObjects(answer, reply), ...reply.base() }),
  });

/** An image in which nothing is found has an empty list. */
const Objects = z.array(
  z.object({
    label: z.string(),
    score: z.optional(z.nullable(z.number())),
    box: z.object({ xmin: z.number(), ymin: z.number(), xmax: z.number(), ymax: z.number() }),
  }),
);

function readObjects(answer: unknown, reply: ReplyContext): TaskOutput<'object-detection'>['objects'] {
  const found = check(Objects, unwrapBatch(answer), reply);
  return bestFirst(found.map(({ label, score, box }) => ({ label, ...scoreOf(score), box })));
}
