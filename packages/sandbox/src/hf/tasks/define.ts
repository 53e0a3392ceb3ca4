import * as z from 'zod';
import { fieldErrors } from '../request-error.ts';

/** Answers the body of a request to one model. @throws VendorError (HTTP 400) when the body has not the task's shape. */
export type Task = (body: unknown, model: string) => unknown;

/** A text that has more than white space. */
export const someText = z.string().regex(/\S/u);

/** One text, or a list of texts that is answered by a list. */
export const oneOrMoreTexts = z.union([someText, z.array(someText).min(1)]);

/** How many answers are wanted. */
export const answerCount = z.int().min(1).nullish();

/** A task by the shape of its request and the function that answers it. */
export function defineTask<Schema extends z.ZodType>(
  schema: Schema,
  answer: (request: z.infer<Schema>, model: string) => unknown,
): Task {
  return (body, model) => {
    const result = schema.safeParse(body, { reportInput: true });
    if (!result.success) throw fieldErrors(result.error);
    return answer(result.data, model);
  };
}

/** One answer for one text, a list of answers for a list of texts. */
export function forEachText<Answer>(
  inputs: string | readonly string[],
  answer: (text: string) => Answer,
): Answer | readonly Answer[] {
  return typeof inputs === 'string' ? answer(inputs) : inputs.map(answer);
}
