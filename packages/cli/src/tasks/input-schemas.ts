import type { TaskInput, TaskName } from '@x/core';
import * as z from 'zod';
import { mediaSchema as media, messagesSchema } from './messages.ts';

const text = z.string({ error: 'expects a text' }).min(1, 'is empty');
const texts = z.array(text, { error: 'expects a list of texts' }).min(1, 'is empty');
const whole = z.int({ error: 'expects a whole number' }).min(1, 'expects a whole number from 1');
const number = z.number({ error: 'expects a number' });
const yesOrNo = z.boolean({ error: 'expects true or false' });
const size = z.templateLiteral([z.number(), 'x', z.number()], {
  error: 'expects width x height in pixels, such as 512x512',
});

const every = { model: text, parameters: z.record(z.string(), z.unknown()).optional() };
const sampling = {
  maxTokens: whole.optional(),
  temperature: number.optional(),
  topP: number.optional(),
  topK: whole.optional(),
  stop: z.union([text, texts]).optional(),
  seed: z.int().optional(),
  presencePenalty: number.optional(),
  frequencyPenalty: number.optional(),
};
const oneText = z.strictObject({ ...every, text });
const oneImage = z.strictObject({ ...every, image: media });
const imageQuestion = z.strictObject({ ...every, image: media, question: text });

/** What each task takes. A task that is added to the contract and forgotten here does not compile. */
const inputSchemas: { readonly [K in TaskName]: z.ZodType<TaskInput<K>> & z.ZodObject } = {
  chat: z.strictObject({
    ...every,
    ...sampling,
    prompt: text.optional(),
    messages: messagesSchema.optional(),
    system: text.optional(),
    reasoning: z.object({ effort: z.enum(['none', 'minimal', 'low', 'medium', 'high']) }).optional(),
    logprobs: z.union([yesOrNo, whole]).optional(),
  }),
  'text-generation': z.strictObject({ ...every, ...sampling, prompt: text }),
  summarization: oneText,
  translation: z.strictObject({ ...every, text, from: text.optional(), to: text.optional() }),
  'text-classification': oneText,
  'zero-shot-classification': z.strictObject({ ...every, text, labels: texts, multiLabel: yesOrNo.optional() }),
  'token-classification': oneText,
  'question-answering': z.strictObject({ ...every, question: text, context: text }),
  'table-question-answering': z.strictObject({ ...every, question: text, table: z.record(z.string(), texts) }),
  'fill-mask': oneText,
  'sentence-similarity': z.strictObject({ ...every, source: text, sentences: texts }),
  'text-ranking': z.strictObject({ ...every, query: text, documents: texts }),
  embedding: z.strictObject({ ...every, texts, dimensions: whole.optional() }),
  moderation: oneText,
  'text-to-image': z.strictObject({
    ...every,
    prompt: text,
    size: size.optional(),
    count: whole.optional(),
    seed: z.int().optional(),
  }),
  'image-to-image': z.strictObject({
    ...every,
    image: media,
    prompt: text.optional(),
    mask: media.optional(),
    size: size.optional(),
  }),
  'image-to-text': oneImage,
  'image-classification': oneImage,
  'zero-shot-image-classification': z.strictObject({ ...every, image: media, labels: texts }),
  'object-detection': oneImage,
  'image-segmentation': oneImage,
  'visual-question-answering': imageQuestion,
  'document-question-answering': imageQuestion,
  'automatic-speech-recognition': z.strictObject({
    ...every,
    audio: media,
    language: text.optional(),
    timestamps: yesOrNo.optional(),
  }),
  'audio-classification': z.strictObject({ ...every, audio: media }),
  'text-to-speech': z.strictObject({ ...every, text, voice: text.optional(), format: text.optional() }),
};

/** The schema of a task's input. */
export const inputSchemaOf = <K extends TaskName>(task: K): z.ZodType<TaskInput<K>> => inputSchemas[task];

/** The fields that a task takes beside the model, those that it needs first. */
export function fieldsOf(task: TaskName): { readonly needed: readonly string[]; readonly optional: readonly string[] } {
  const fields = Object.entries(inputSchemas[task].shape).filter(([name]) => name !== 'model');
  const isOptional = ([, schema]: (typeof fields)[number]) => z.safeParse(schema, undefined).success;
  const names = (chosen: typeof fields) => chosen.map(([name]) => name);
  return { needed: names(fields.filter((field) => !isOptional(field))), optional: names(fields.filter(isOptional)) };
}
