import type { Answer } from '@x/core';
import { check, type ReplyContext, requireText, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import { taskBody } from './body.ts';
import { codeUnitPlaces } from './code-points.ts';
import { asList, bestFirst, scoreOf, unwrapBatch } from './shapes.ts';
import { spanFields, spanOf } from './span.ts';

/** Offsets come as code points and are given as UTF-16 code units into the context. */
export const questionAnswering = (router: Router): WireTask<'question-answering'> => ({
  request(input, context) {
    requireText(input.question, 'question', context);
    requireText(input.context, 'context', context);
    const inputs = { question: input.question, context: input.context };
    return { url: router.task(input.model, context), json: taskBody(inputs, {}, input, context) };
  },
  read: (body, { context }, reply) => ({ answers: readAnswers(body, context, reply), ...reply.base() }),
});

const Answers = z
  .array(z.object({ answer: z.string(), score: z.optional(z.nullable(z.number())), ...spanFields }))
  .check(z.minLength(1));

/** One answer comes as an object, several (`top_k`) as a list; newer backends give a list for one, too. */
function readAnswers(body: unknown, context: string, reply: ReplyContext): readonly Answer[] {
  const toCodeUnits = codeUnitPlaces(context);
  const answers = check(Answers, asList(unwrapBatch(body)), reply);
  return bestFirst(
    answers.map(({ answer, score, ...span }) => ({ text: answer, ...scoreOf(score), ...spanOf(span, toCodeUnits) })),
  );
}
