import type { TableAnswer, TaskInput } from '@x/core';
import { check, type ReplyContext, type RequestContext, requireText, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import { taskBody } from './body.ts';
import { asList, unwrapBatch } from './shapes.ts';

/** A question about a table. What the published schema calls `question` is `query` in every recorded call. */
export const tableQuestionAnswering = (router: Router): WireTask<'table-question-answering'> => ({
  request(input, context) {
    requireText(input.question, 'question', context);
    requireTable(input.table, context);
    const inputs = { query: input.question, table: input.table };
    return { url: router.task(input.model, context), json: taskBody(inputs, {}, input, context) };
  },
  read: (body, _, reply) => ({ answers: readAnswers(body, reply), ...reply.base() }),
});

type Table = TaskInput<'table-question-answering'>['table'];

/** @throws InferenceError 'invalid-request' unless there are columns of one length, with rows, and texts in them. */
function requireTable(table: Table, context: RequestContext): void {
  const columns = Object.values(table ?? {});
  const [first] = columns;
  const refuse = (message: string) => context.refuse('invalid-request', message);
  if (first === undefined) throw refuse('table is empty. Give at least one column, as { name: [cell, …] }');
  for (const [place, cells] of columns.entries()) {
    // By its number: what a column is called is the caller's own, and errors end in logs.
    const column = `column ${place + 1} of table`;
    if (!Array.isArray(cells)) throw refuse(`${column} is no list of cells. Give it as { name: [cell, …] }`);
    if (cells.length !== first.length) {
      throw refuse(
        `${column} has ${cells.length} cells and the first has ${first.length}. Fill the missing ones with ""`,
      );
    }
    const row = cells.findIndex((cell) => typeof cell !== 'string');
    if (row !== -1) throw refuse(`${column} has no text in row ${row + 1}. Write every cell as text, numbers too`);
  }
  if (first.length === 0) throw refuse('table has no rows. Give at least one');
}

const Answers = z
  .array(
    z.object({
      answer: z.string(),
      cells: z.optional(z.nullable(z.array(z.string()))),
      coordinates: z.optional(z.nullable(z.array(z.tuple([z.int(), z.int()])))),
      aggregator: z.optional(z.nullable(z.string())),
    }),
  )
  .check(z.minLength(1));

/** One answer comes as an object; newer backends give a list for one, too. */
function readAnswers(body: unknown, reply: ReplyContext): readonly TableAnswer[] {
  const answers = check(Answers, asList(unwrapBatch(body)), reply);
  return answers.map(({ answer, cells, coordinates, aggregator }) => ({
    text: answer,
    ...(cells && { cells }),
    ...(coordinates && { coordinates }),
    ...(aggregator && { aggregator }),
  }));
}
