import type { TaskOutput } from '@x/core';
import { check, type ReplyContext, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import { readEncoded } from './media-reply.ts';
import { imageTask } from './media-task.ts';
import { bestFirst, scoreOf, unwrapBatch } from './shapes.ts';

/** The parts of an image, each with a mask, best first; `parameters: { subtask }` says of which kind. */
export const imageSegmentation = (router: Router): WireTask<'image-segmentation'> =>
  imageTask(router, {
    read: async (answer, _, reply) => ({ segments: await readSegments(answer, reply), ...reply.base() }),
  });

/** Semantic segmentation states no scores. An image in which nothing is found has an empty list. */
const Segments = z.array(
  z.object({ label: z.string(), score: z.optional(z.nullable(z.number())), mask: z.string().check(z.minLength(1)) }),
);

async function readSegments(
  answer: unknown,
  reply: ReplyContext,
): Promise<TaskOutput<'image-segmentation'>['segments']> {
  const found = check(Segments, unwrapBatch(answer), reply);
  const read = found.map(async ({ label, score, mask }) => ({
    label,
    ...scoreOf(score),
    mask: await readEncoded(mask, 'image', reply),
  }));
  return bestFirst(await Promise.all(read));
}
