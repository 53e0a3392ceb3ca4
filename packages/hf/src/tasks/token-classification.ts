import type { Entity } from '@x/core';
import { check, type ReplyContext, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import { codeUnitPlaces } from './code-points.ts';
import { scoreOf, unwrapBatch } from './shapes.ts';
import { spanFields, spanOf } from './span.ts';
import { textTask } from './text-task.ts';

/** Offsets come as code points and are given as UTF-16 code units into the text. */
export const tokenClassification = (router: Router): WireTask<'token-classification'> =>
  textTask(router, {
    read: (answer, { text }, reply) => ({ entities: readEntities(answer, text, reply), ...reply.base() }),
  });

/** A text without entities has an empty list. `entity_group` is of joined tokens, `entity` of one. */
const Entities = z.array(
  z.object({
    entity_group: z.optional(z.nullable(z.string())),
    entity: z.optional(z.nullable(z.string())),
    word: z.string(),
    score: z.optional(z.nullable(z.number())),
    ...spanFields,
  }),
);

function readEntities(answer: unknown, text: string, reply: ReplyContext): readonly Entity[] {
  const toCodeUnits = codeUnitPlaces(text);
  return check(Entities, unwrapBatch(answer), reply).map(({ entity_group, entity, word, score, ...span }, place) => {
    const label = entity_group ?? entity;
    if (label === null || label === undefined) throw reply.unreadable(`${place}.entity_group is missing`);
    return { label, text: word, ...scoreOf(score), ...spanOf(span, toCodeUnits) };
  });
}
