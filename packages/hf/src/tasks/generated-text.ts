import { check, type ReplyContext } from '@x/core/adapter';
import * as z from 'zod/mini';
import { asList, unwrapBatch } from './shapes.ts';

type TextField = 'summary_text' | 'translation_text' | 'generated_text';

/** Pipelines name their text after the task; those that came in through the general one say `generated_text`. */
const Texts = z
  .array(
    z.object({
      summary_text: z.optional(z.string()),
      translation_text: z.optional(z.string()),
      generated_text: z.optional(z.string()),
    }),
  )
  .check(z.minLength(1));

/**
 * The text of an answer that is `[{ <field> }]` or that object alone. Of several that the caller asked for, the first.
 *
 * @throws InferenceError 'bad-response'
 */
export function readText(answer: unknown, field: TextField, reply: ReplyContext): string {
  const [first] = check(Texts, asList(unwrapBatch(answer)), reply);
  const text = first?.[field] ?? first?.generated_text;
  if (text === undefined) throw reply.unreadable(`${field} is missing`);
  return text;
}
