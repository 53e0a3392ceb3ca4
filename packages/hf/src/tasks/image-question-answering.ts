import type { Answer } from '@x/core';
import { check, type ReplyContext, requireText, toBase64, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import { taskBody } from './body.ts';
import { readImage } from './media-task.ts';
import { asList, bestFirst, scoreOf, unwrapBatch } from './shapes.ts';

type ImageQuestionTask = 'visual-question-answering' | 'document-question-answering';

/** A question about an image, answered best first. Models that write their answer state no score. */
export const visualQuestionAnswering = (router: Router): WireTask<'visual-question-answering'> =>
  imageQuestionTask(router);

/**
 * A question about a picture of a document, answered best first. The wire's `start` and `end` count words of a text that
 * it read off the picture and that nobody else has, so they are left to `meta.raw`.
 */
export const documentQuestionAnswering = (router: Router): WireTask<'document-question-answering'> =>
  imageQuestionTask(router);

const imageQuestionTask = <K extends ImageQuestionTask>(router: Router): WireTask<K> => ({
  async request(input, context) {
    requireText(input.question, 'question', context);
    const { bytes } = await readImage(input.image, context);
    const inputs = { question: input.question, image: toBase64(bytes) };
    return { url: router.task(input.model, context), json: taskBody(inputs, {}, input, context) };
  },
  read: (body, _, reply) => ({ answers: readAnswers(body, reply), ...reply.base() }),
});

const Answers = z
  .array(z.object({ answer: z.string(), score: z.optional(z.nullable(z.number())) }))
  .check(z.minLength(1));

function readAnswers(body: unknown, reply: ReplyContext): readonly Answer[] {
  const answers = check(Answers, asList(unwrapBatch(body)), reply);
  return bestFirst(answers.map(({ answer, score }) => ({ text: answer, ...scoreOf(score) })));
}
