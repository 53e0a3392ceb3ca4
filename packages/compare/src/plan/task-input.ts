import type { TaskName } from '@x/core';
import { mistake } from '../mistake.ts';

type Fields = Readonly<Record<string, unknown>>;

const text = (value: string): Fields => ({ text: value });
const prompt = (value: string): Fields => ({ prompt: value });

/** What a bare text means to a task, where it can mean one thing only. Chat has messages. */
const fieldsOfText: Partial<Record<TaskName, (value: string) => Fields>> = {
  'text-generation': prompt,
  summarization: text,
  translation: text,
  'text-classification': text,
  'token-classification': text,
  'fill-mask': text,
  embedding: (value) => ({ texts: [value] }),
  moderation: text,
  'text-to-image': prompt,
  'text-to-speech': text,
};

/** What the other tasks take, for the message that asks for it. */
const fieldsOfTask: Partial<Record<TaskName, string>> = {
  'zero-shot-classification': 'text, labels',
  'question-answering': 'question, context',
  'table-question-answering': 'question, table',
  'sentence-similarity': 'source, sentences',
  'text-ranking': 'query, documents',
  'image-to-image': 'image, prompt',
  'image-to-text': 'image',
  'image-classification': 'image',
  'zero-shot-image-classification': 'image, labels',
  'object-detection': 'image',
  'image-segmentation': 'image',
  'visual-question-answering': 'image, question',
  'document-question-answering': 'image, question',
  'automatic-speech-recognition': 'audio',
  'audio-classification': 'audio',
};

/**
 * The input that a bare text stands for.
 *
 * @throws InferenceError `invalid-request` where the task takes more than a text
 */
export function inputOfText(task: TaskName, value: string, id: string): Fields {
  const fields = fieldsOfText[task];
  if (fields !== undefined) return fields(value);
  throw mistake(
    `Prompt "${id}" is a text, but ${task} takes ${fieldsOfTask[task] ?? 'more than that'}. ` +
      'Write { "input": { … } } with these names, and {{name}} where a row has the value.',
  );
}

/** Sampling settings that an axis may vary and that are the input's own; any other name is the vendor's. */
const samplingNames: ReadonlySet<string> = new Set([
  'maxTokens',
  'temperature',
  'topP',
  'topK',
  'stop',
  'seed',
  'presencePenalty',
  'frequencyPenalty',
  'reasoning',
]);

const sampledTasks: ReadonlySet<TaskName> = new Set(['chat', 'text-generation']);

/** Fields that an axis may vary of tasks that have no sampling. */
const ownNames: Partial<Record<TaskName, ReadonlySet<string>>> = {
  embedding: new Set(['dimensions']),
  'text-to-image': new Set(['size', 'count', 'seed']),
  'image-to-image': new Set(['size']),
  'text-to-speech': new Set(['voice', 'format']),
  translation: new Set(['from', 'to']),
  'automatic-speech-recognition': new Set(['language', 'timestamps']),
};

/** Parts the values of the axes into the input's own fields and the vendor's parameters. */
export function placeAxes(task: TaskName, axes: Fields): { readonly fields: Fields; readonly parameters: Fields } {
  const own = sampledTasks.has(task) ? samplingNames : ownNames[task];
  const entries = Object.entries(axes);
  return {
    fields: Object.fromEntries(entries.filter(([name]) => own?.has(name) === true)),
    parameters: Object.fromEntries(entries.filter(([name]) => own?.has(name) !== true)),
  };
}

/** Whether the task takes `maxTokens` and `temperature`. */
export const hasSampling = (task: TaskName): boolean => sampledTasks.has(task);
