import type { Label } from '@x/core';
import { check, type ReplyContext } from '@x/core/adapter';
import * as z from 'zod/mini';
import { asList, bestFirst, scoreOf, unwrapBatch } from './shapes.ts';

const Labels = z
  .array(z.object({ label: z.string(), score: z.optional(z.nullable(z.number())) }))
  .check(z.minLength(1));

/**
 * Labels as the classifiers give them: `[{ label, score }]`, that list in another, or one such object alone.
 *
 * @returns best first
 * @throws InferenceError 'bad-response'
 */
export function readLabels(answer: unknown, reply: ReplyContext): readonly Label[] {
  const labels = check(Labels, asList(unwrapBatch(answer)), reply);
  return bestFirst(labels.map(({ label, score }) => ({ label, ...scoreOf(score) })));
}
