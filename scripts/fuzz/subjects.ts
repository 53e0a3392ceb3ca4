import type { HttpProvider, TaskName } from '@x/core';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';
import { chatCompletions, generateContent, responses, usage } from './chat-answers.ts';

type Fetch = typeof globalThis.fetch;

/** Something that can be asked, and answers from which wrong ones are made. */
export interface Subject {
  /** Makes one call and reads its answer to the end. */
  readonly call: (fetch: Fetch, streaming: boolean) => Promise<unknown>;
  /** Bodies of good and of bad statuses. */
  readonly bodies: readonly unknown[];
  /** Streams, event by event; none where the task does not stream. */
  readonly streams: readonly (readonly unknown[])[];
}

const retry = { limit: 0 };
const timeout = { firstByte: 2_000, idle: 2_000 };
const options = (fetch: Fetch) => ({ apiKey: 'key', fetch, retry, timeout });

const conversation = {
  model: 'model',
  messages: [{ role: 'user' as const, content: 'What is the weather in Paris?' }],
};

const chat =
  (make: (fetch: Fetch) => HttpProvider<'chat'>): Subject['call'] =>
  (fetch, streaming) =>
    streaming ? make(fetch).stream('chat', conversation).result() : make(fetch).run('chat', conversation);

/** Tasks of Hugging Face whose answers are JSON, each with an input and with answers as they have been seen. */
const hfTasks: { readonly [K in TaskName]?: { readonly input: object; readonly bodies: readonly unknown[] } } = {
  summarization: { input: { text: 'a' }, bodies: [[{ summary_text: 'b' }], { summary_text: 'b' }] },
  translation: { input: { text: 'a' }, bodies: [[{ translation_text: 'b' }], { translation_text: 'b' }] },
  'text-classification': {
    input: { text: 'a' },
    bodies: [[[{ label: 'b', score: 0.5 }]], [{ label: 'b', score: 0.5 }]],
  },
  'zero-shot-classification': {
    input: { text: 'a', labels: ['b', 'c'] },
    bodies: [{ sequence: 'a', labels: ['b', 'c'], scores: [0.6, 0.4] }, [{ label: 'b', score: 0.6 }]],
  },
  'token-classification': {
    input: { text: 'Ada' },
    bodies: [[{ entity_group: 'PER', word: 'Ada', score: 0.9, start: 0, end: 3 }]],
  },
  'question-answering': {
    input: { question: 'a', context: 'b' },
    bodies: [{ answer: 'b', score: 0.5, start: 0, end: 1 }, [{ answer: 'b', score: 0.5, start: 0, end: 1 }]],
  },
  'fill-mask': {
    input: { text: 'a [MASK]' },
    bodies: [[{ sequence: 'a b', score: 0.5, token: 1, token_str: 'b' }]],
  },
  embedding: {
    input: { texts: ['a'] },
    bodies: [
      [[0.1, 0.2]],
      [0.1, 0.2],
      [
        [
          [0.1, 0.2],
          [0.3, 0.4],
        ],
      ],
    ],
  },
  'sentence-similarity': { input: { source: 'a', sentences: ['b'] }, bodies: [[0.5]] },
  'object-detection': {
    input: { image: { mediaType: 'image/png', data: new Uint8Array([137, 80, 78, 71]) } },
    bodies: [[{ label: 'a', score: 0.5, box: { xmin: 0, ymin: 0, xmax: 1, ymax: 1 } }]],
  },
};

const hfSubjects = Object.fromEntries(
  Object.entries(hfTasks).map(([task, { input, bodies }]): [string, Subject] => [
    `hf ${task}`,
    {
      call: (fetch) => {
        const provider: { run(task: string, input: object): Promise<unknown> } = hf(options(fetch)) as never;
        return provider.run(task, { model: 'model', ...input });
      },
      bodies: [...bodies, { error: 'Model model is currently loading', estimated_time: 1 }],
      streams: [],
    },
  ]),
);

export const subjects: Readonly<Record<string, Subject>> = {
  'openai chat': { call: chat((fetch) => openai({ ...options(fetch), api: 'chat' })), ...chatCompletions },
  'openai responses': { call: chat((fetch) => openai({ ...options(fetch), api: 'responses' })), ...responses },
  'gemini chat': { call: chat((fetch) => gemini(options(fetch))), ...generateContent },
  'hf chat': { call: chat((fetch) => hf(options(fetch))), ...chatCompletions },
  'hf text-generation': {
    call: (fetch, streaming) => {
      const input = { model: 'model', prompt: 'a' };
      const provider = hf(options(fetch));
      return streaming ? provider.stream('text-generation', input).result() : provider.run('text-generation', input);
    },
    bodies: [
      [{ generated_text: 'a b', details: { finish_reason: 'length', generated_tokens: 2 } }],
      { error: 'overloaded' },
    ],
    streams: [
      [
        { index: 1, token: { id: 1, text: ' b', logprob: -1, special: false }, generated_text: null, details: null },
        {
          index: 2,
          token: { id: 2, text: ' c', logprob: -1, special: false },
          generated_text: ' b c',
          details: { finish_reason: 'length', generated_tokens: 2 },
        },
      ],
    ],
  },
  'openai embedding': {
    call: (fetch) => openai(options(fetch)).run('embedding', { model: 'model', texts: ['a', 'b'] }),
    bodies: [
      {
        data: [
          { index: 1, embedding: 'AACAPw==' },
          { index: 0, embedding: [1] },
        ],
        model: 'model-1',
        usage,
      },
    ],
    streams: [],
  },
  ...hfSubjects,
};
