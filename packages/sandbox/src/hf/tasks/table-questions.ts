import * as z from 'zod';
import { answerFromTable } from '../../engines/table-question.ts';
import { isObject } from '../../schema/json-schema.ts';
import { defineTask, someText } from './define.ts';

const cell = z.union([z.string(), z.number()]).transform(String);
const table = z.record(z.string(), z.array(cell).min(1)).refine(haveOneLength, 'All arrays must be of the same length');

/**
 * `table-question-answering`: one object with the cells, their places and how they make the answer, which the answer
 * begins with ("SUM > 3, 4"). The question is called `query` by the services and `question` by the task's schema.
 */
export const tableQuestionAnswering = defineTask(
  z.object({
    inputs: z.preprocess(
      (inputs) => (isObject(inputs) && 'question' in inputs ? { query: inputs['question'], ...inputs } : inputs),
      z.object({ query: someText, table }),
    ),
  }),
  ({ inputs }) => {
    const { aggregator, cells, coordinates } = answerFromTable(inputs.query, inputs.table);
    const prefix = aggregator === 'NONE' ? '' : `${aggregator} > `;
    return { answer: prefix + cells.join(', '), coordinates, cells, aggregator };
  },
);

function haveOneLength(columns: Readonly<Record<string, readonly string[]>>): boolean {
  return new Set(Object.values(columns).map(({ length }) => length)).size === 1;
}
