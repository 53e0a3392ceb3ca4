import { type ChatInput, jsonSchema, runMany, type TaskInput, tool } from '@x/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { openaiTasks } from '../src/tasks/index.ts';
import { audio, image, png } from './media.ts';
import { provider } from './provider.ts';
import { missing, readSpecification, type Specification, specificationFound } from './specification.ts';
import { failureOf, stubFetch } from './stub.ts';

const weather = tool({
  description: 'The weather in a city',
  input: jsonSchema<{ city: string }>({ type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }),
});

const call = { type: 'tool-call', id: 'call_1', name: 'weather', input: { city: 'Rome' }, rawArguments: '' } as const;

const everySetting: Omit<ChatInput, 'model'> = {
  prompt: 'Hi',
  system: 'Be brief',
  maxTokens: 9,
  temperature: 0.5,
  topP: 0.9,
  stop: ['a', 'b'],
  seed: 1,
  presencePenalty: 0.1,
  frequencyPenalty: 0.1,
  logprobs: 2,
  reasoning: { effort: 'none' },
  parameters: { store: false, verbosity: 'low' },
};

const chats: Readonly<Record<string, ChatInput>> = {
  'a prompt': { model: 'gpt-4.1-mini', prompt: 'Hi' },
  'every setting, to a model that takes all': { model: 'gpt-5.1', ...everySetting },
  'every setting, to a model that takes few': { model: 'o3-mini', ...everySetting },
  'every setting, to a model that takes least': { model: 'o1-mini', ...everySetting },
  'an image, a sound and a file': {
    model: 'a-model-nobody-knows',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What are these?' },
          { type: 'image', media: { url: 'https://example.com/a.png' } },
          { type: 'image', media: image },
          { type: 'audio', media: { mediaType: 'audio/wav', data: Uint8Array.of(1) } },
          { type: 'file', media: { mediaType: 'application/pdf', data: Uint8Array.of(1), filename: 'a.pdf' } },
        ],
      },
    ],
  },
  'tools, their calls and their results': {
    model: 'gpt-4.1-mini',
    messages: [
      { role: 'user', content: 'Weather?' },
      { role: 'assistant', content: [call] },
      { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', name: 'weather', output: { sun: true } }] },
    ],
    tools: { weather },
    toolChoice: { name: 'weather' },
    parallelToolCalls: false,
  },
  'an answer after a schema': {
    model: 'gpt-4.1-mini',
    prompt: 'Hi',
    responseFormat: { type: 'json', name: 'city', schema: weather.input },
  },
  'an answer after a schema, of a model without': {
    model: 'gpt-3.5-turbo',
    prompt: 'Hi',
    responseFormat: { type: 'json', schema: weather.input },
  },
  'an answer in JSON': { model: 'gpt-4.1-mini', prompt: 'Give JSON', responseFormat: { type: 'json' } },
};

type Rest = keyof typeof openaiTasks;
interface Asked<K extends Rest> {
  readonly schema: string;
  readonly inputs: readonly TaskInput<K>[];
}

const asked: { readonly [K in Rest]: Asked<K> } = {
  embedding: {
    schema: 'CreateEmbeddingRequest',
    inputs: [
      { model: 'text-embedding-3-small', texts: ['Hi'] },
      { model: 'text-embedding-3-small', texts: ['Hi', 'Ho'], dimensions: 256, parameters: { user: 'u' } },
    ],
  },
  moderation: { schema: 'CreateModerationRequest', inputs: [{ model: 'omni-moderation-latest', text: 'Hi' }] },
  'text-to-image': {
    schema: 'CreateImageRequest',
    inputs: [
      { model: 'gpt-image-1', prompt: 'A cat' },
      { model: 'gpt-image-1', prompt: 'A cat', size: '1024x1024', count: 2, seed: 1, parameters: { quality: 'low' } },
      { model: 'dall-e-3', prompt: 'A cat', size: '1792x1024', count: 2 },
    ],
  },
  'image-to-image': {
    schema: 'CreateImageEditRequest',
    inputs: [
      { model: 'gpt-image-1', prompt: 'Blue', image },
      {
        model: 'dall-e-2',
        prompt: 'Blue',
        image: new Blob([png], { type: 'image/png' }),
        mask: image,
        size: '512x512',
      },
    ],
  },
  'text-to-speech': {
    schema: 'CreateSpeechRequest',
    inputs: [
      { model: 'tts-1', text: 'Hi' },
      { model: 'gpt-4o-mini-tts', text: 'Hi', voice: 'nova', format: 'wav', parameters: { instructions: 'Softly' } },
    ],
  },
  'automatic-speech-recognition': {
    schema: 'CreateTranscriptionRequest',
    inputs: [
      { model: 'whisper-1', audio, language: 'de-CH', timestamps: true, parameters: { temperature: 0.2 } },
      { model: 'gpt-4o-transcribe', audio, timestamps: true },
      { model: 'gpt-4o-transcribe-diarize', audio, timestamps: true },
    ],
  },
};

/** A form as the specification has it: lists by their names without brackets, a file as a text. */
function plain(body: unknown): unknown {
  if (!(body instanceof FormData)) return body;
  const names = [...new Set(body.keys())];
  const fieldOf = (name: string): unknown => {
    const values = body.getAll(name).map((value) => (typeof value === 'string' ? value : value.name));
    return name.endsWith('[]') ? values : values[0];
  };
  return Object.fromEntries(names.map((name) => [name.replace(/\[\]$/, ''), fieldOf(name)]));
}

describe.skipIf(!specificationFound)(`requests fit the specification${missing}`, () => {
  let json: Specification;
  let form: Specification;
  beforeAll(() => {
    json = readSpecification();
    form = readSpecification(true);
  }, 60_000);

  test.each(Object.entries(chats))('chat: %s', async (_, input) => {
    for (const stream of [false, true]) {
      const { body } = await provider().prepare('chat', input, { stream });
      expect(json.faults('CreateChatCompletionRequest', body), JSON.stringify(body)).toEqual([]);
    }
  });

  test.each(Object.keys(asked) as Rest[])('%s', async (task) => {
    const { schema, inputs } = asked[task];
    for (const input of inputs) {
      const { body } = await provider().prepare(task, input);
      const specification = body instanceof FormData ? form : json;
      expect(specification.faults(schema, plain(body)), JSON.stringify(plain(body))).toEqual([]);
    }
  });

  test('several texts for moderation', async () => {
    const { fetch, seen } = stubFetch(() => Response.json({ results: [] }));
    const inputs = ['a', 'b'].map((text) => ({ model: 'omni-moderation-latest', text }));
    await failureOf(runMany(provider({ apiKey: 'k', fetch }), 'moderation', inputs));
    expect(json.faults('CreateModerationRequest', seen[0]?.body)).toEqual([]);
  });

  test('an image by its address', async () => {
    const input = { model: 'gpt-image-1', prompt: 'Blue', image: { url: 'https://example.com/a.png' }, mask: image };
    const { body } = await provider().prepare('image-to-image', input);
    expect(json.faults('EditImageBodyJsonParam', body)).toEqual([]);
  });

  test.each<readonly [string, object]>([
    ['CreateChatCompletionRequest', { model: 'm' }],
    ['CreateChatCompletionRequest', { model: 'm', messages: [{ role: 'nobody' }] }],
    ['CreateChatCompletionRequest', { model: 'm', messages: [{ role: 'user', content: 'a' }], topK: 3 }],
    ['CreateEmbeddingRequest', { model: 'text-embedding-3-small', input: ['a'], encoding_format: 'base32' }],
    ['CreateImageRequest', { prompt: 'a', n: 11 }],
    ['CreateSpeechRequest', { model: 'm', input: 'a', voice: 'b', response_format: 'midi' }],
    ['CreateTranscriptionRequest', { model: 'm' }],
  ])('%s finds what is wrong in %j', (schema, body) => {
    expect(json.faults(schema, body)).not.toEqual([]);
  });
});
