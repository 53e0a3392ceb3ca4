import type { Fill, TaskInput } from '@x/core';
import { check, type ReplyContext, type RequestContext, vendorSettings, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import type { TaskParameters } from './body.ts';
import { bestFirst, scoreOf } from './shapes.ts';
import { textTask } from './text-task.ts';

/**
 * What may stand in place of each mask, best first. `parameters: { mask_token }` names a mask that stands in no brackets.
 *
 * @throws InferenceError 'invalid-request' without a mask.
 */
export const fillMask = (router: Router): WireTask<'fill-mask'> =>
  textTask(router, {
    parameters: requireMask,
    unsent: ['mask_token'],
    read: (answer, _, reply) => ({ fills: readFills(answer, reply), ...reply.base() }),
  });

/** Each model has a mask of its own, but all of them stand in brackets: `[MASK]`, `<mask>`, `<special1>`. */
const bracketed = /\[[^\s[\]]+\]|<[^\s<>]+>/;

function requireMask(input: TaskInput<'fill-mask'>, context: RequestContext): TaskParameters {
  const { mask_token: own } = vendorSettings(input, context);
  if (typeof own === 'string' && own !== '' ? input.text.includes(own) : bracketed.test(input.text)) return {};
  throw context.refuse(
    'invalid-request',
    "the text has no mask. Write the model's mask where a word is missing: [MASK] for most, <mask> for RoBERTa's kind",
  );
}

const Fills = z
  .array(z.object({ token_str: z.string(), sequence: z.string(), score: z.optional(z.nullable(z.number())) }))
  .check(z.minLength(1));

/** One mask gives a list of fills, several give a list of such lists. */
function readFills(answer: unknown, reply: ReplyContext): readonly (readonly Fill[])[] {
  const several = Array.isArray(answer) && answer.length > 0 && answer.every(Array.isArray);
  return (several ? answer : [answer]).map((fills) => readMask(fills, reply));
}

function readMask(fills: unknown, reply: ReplyContext): readonly Fill[] {
  const found = check(Fills, fills, reply);
  return bestFirst(
    found.map(({ token_str, sequence, score }) => ({ token: token_str, text: sequence, ...scoreOf(score) })),
  );
}
