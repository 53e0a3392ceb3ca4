import * as z from 'zod';
import type { Prompt } from '../../comparison.ts';
import { placesOf } from '../places.ts';

const isFilled = (text: string): boolean => text.trim() !== '';

const text = z.string().refine(isFilled, 'the text is empty');
const id = z.string().refine(isFilled, 'the id is empty').optional();

const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.enum(['image', 'audio', 'video', 'file']),
    media: z.union([
      z.object({ url: z.string().min(1), mediaType: z.string().optional() }),
      z.object({ mediaType: z.string(), data: z.base64(), filename: z.string().optional() }),
    ]),
  }),
]);

const message = z.object({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.union([z.string(), z.array(part).min(1)]),
});

const withPrompt = z.object({ id, prompt: text });
const withMessages = z.object({
  id,
  messages: z.array(message).refine((all) => all.some(saysSomething), 'there is nothing in the messages'),
});

function saysSomething({ content }: z.infer<typeof message>): boolean {
  if (typeof content === 'string') return isFilled(content);
  return content.some((one) => one.type !== 'text' || isFilled(one.text));
}

/** A prompt, or what is wrong with it, in one line that quotes nothing of it. */
export type ReadPrompt = { readonly prompt: Prompt } | { readonly message: string };

/** Reads one item of a prompts file: a text, `{ prompt, id? }`, or `{ messages, id? }`. */
export function readPrompt(value: unknown): ReadPrompt {
  if (typeof value === 'string') return outcome(text.safeParse(value), (prompt) => prompt);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { message: expected };
  if ('messages' in value) return outcome(withMessages.safeParse(value), (prompt) => prompt);
  if ('prompt' in value) return outcome(withPrompt.safeParse(value), spelledOut);
  return { message: expected };
}

const expected = 'expected a text in quotes, { "prompt": "…" } or { "messages": […] }';

const outcome = <T>(parsed: z.ZodSafeParseResult<T>, toPrompt: (data: T) => Prompt): ReadPrompt =>
  parsed.success ? { prompt: toPrompt(parsed.data) } : { message: placesOf(parsed.error) };

const spelledOut = ({ id, prompt }: z.infer<typeof withPrompt>): Prompt =>
  id === undefined ? prompt : { id, messages: [{ role: 'user', content: prompt }] };
