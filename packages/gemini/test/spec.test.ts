import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ChatInput, jsonSchema, type PreparedRequest, tool } from '@x/core';
import { countTokens, gemini } from '@x/gemini';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';

const place = process.env['X_RECORDINGS']
  ? `${process.env['X_RECORDINGS']}/../specs/gemini-v1beta.openapi.json`
  : fileURLToPath(new URL('../../../../shared/specs/gemini-v1beta.openapi.json', import.meta.url));
const found = existsSync(place);

interface Json {
  [name: string]: unknown;
}
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The API refuses fields that it does not know, which the specification leaves open. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (!isJson(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, closed(item)] as const);
  const open = isJson(value['properties']) && value['additionalProperties'] === undefined;
  return { ...Object.fromEntries(entries), ...(open && { additionalProperties: false }) };
}

function validator(schema: string): ValidateFunction {
  const specification: unknown = JSON.parse(readFileSync(place, 'utf8'));
  const components = isJson(specification) ? closed(specification['components']) : {};
  // The formats are protobuf's names for kinds of numbers.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  return ajv.compile({ components, $ref: `#/components/schemas/${schema}` });
}

const bytes = new Uint8Array([1, 2, 3]);
const user = { role: 'user', content: 'Hi' } as const;
const weather = tool({
  input: jsonSchema<{ city: string }>({ type: 'object', properties: { city: { type: 'string' } } }),
});

const inputs: Readonly<Record<string, Partial<ChatInput>>> = {
  'one prompt': { prompt: 'Hi' },
  'every setting': {
    prompt: 'Hi',
    system: 'Be brief.',
    maxTokens: 10,
    temperature: 1,
    topP: 0.5,
    topK: 3,
    stop: ['a'],
    seed: 1,
    presencePenalty: 0.1,
    frequencyPenalty: 0.1,
    logprobs: 2,
    reasoning: { effort: 'low' },
    responseFormat: { type: 'json', schema: jsonSchema({ type: 'object' }) },
  },
  'a thinking level': { model: 'gemini-3-flash-preview', prompt: 'Hi', reasoning: { effort: 'minimal' } },
  tools: {
    prompt: 'Hi',
    tools: { weather, search: { provider: 'gemini', definition: { googleSearch: {} } } },
    toolChoice: { name: 'weather' },
  },
  media: {
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is it?' },
          { type: 'image', media: { mediaType: 'image/png', data: bytes } },
          { type: 'audio', media: { mediaType: 'audio/mp3', data: bytes } },
          { type: 'file', media: { url: 'https://example.com/a.pdf', mediaType: 'application/pdf' } },
          {
            type: 'video',
            media: { url: 'https://www.youtube.com/watch?v=x' },
            providerMetadata: { gemini: { videoMetadata: { fps: 1 } } },
          },
        ],
      },
    ],
  },
  'a history with tools': {
    model: 'gemini-3-flash-preview',
    messages: [
      user,
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'Hm', providerMetadata: { gemini: { thoughtSignature: 'cw==' } } },
          { type: 'text', text: 'Wait.' },
          {
            type: 'provider-tool',
            name: 'executableCode',
            data: { language: 'PYTHON', code: '1' },
            providerMetadata: { gemini: {} },
          },
          { type: 'tool-call', id: '1', name: 'weather', input: { city: 'Oslo' }, rawArguments: '{"city":"Oslo"}' },
        ],
      },
      { role: 'tool', content: [{ type: 'tool-result', id: '1', name: 'weather', output: 'rain' }] },
    ],
  },
  "settings of Gemini's own": {
    prompt: 'Hi',
    parameters: {
      safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
      cachedContent: 'cachedContents/1',
      responseModalities: ['TEXT'],
      toolConfig: { functionCallingConfig: { mode: 'VALIDATED' } },
      tools: [{ urlContext: {} }],
    },
  },
};

const name = found ? 'requests are valid' : 'requests are valid (skipped: ../shared/specs is not here)';
describe.skipIf(!found)(name, () => {
  test.each(Object.entries(inputs))('%s', async (_, input) => {
    const valid = validator('GenerateContentRequest');
    const { body } = await gemini().prepare('chat', { model: 'gemini-2.5-flash', ...input });
    valid(body);
    expect(valid.errors ?? []).toEqual([]);
  });

  const embedded = { model: 'gemini-embedding-001', texts: ['a', 'b'], dimensions: 8 };
  const audio = { mediaType: 'audio/mp3', data: bytes };
  const provider = gemini();
  test.each<[name: string, schema: string, () => Promise<PreparedRequest>]>([
    [
      'embedding',
      'BatchEmbedContentsRequest',
      () => provider.prepare('embedding', { ...embedded, parameters: { taskType: 'RETRIEVAL_DOCUMENT', title: 'T' } }),
    ],
    [
      'a picture of a model that writes and draws',
      'GenerateContentRequest',
      () =>
        provider.prepare('text-to-image', {
          model: 'gemini-3-pro-image',
          prompt: 'A house',
          size: '2048x1152',
          seed: 1,
        }),
    ],
    [
      'a picture of Imagen',
      'PredictRequest',
      () => provider.prepare('text-to-image', { model: 'imagen-4.0-generate-001', prompt: 'A house', count: 2 }),
    ],
    [
      'speech',
      'GenerateContentRequest',
      () => provider.prepare('text-to-speech', { model: 'gemini-2.5-pro-preview-tts', text: 'Hello', voice: 'Puck' }),
    ],
    [
      'a transcript',
      'GenerateContentRequest',
      () => provider.prepare('automatic-speech-recognition', { model: 'gemini-2.5-flash', audio, language: 'de' }),
    ],
    [
      'a transcript with times',
      'GenerateContentRequest',
      () => provider.prepare('automatic-speech-recognition', { model: 'gemini-2.5-flash', audio, timestamps: true }),
    ],
  ])('%s', async (_, schema, prepare) => {
    const valid = validator(schema);
    const { body, warnings } = await prepare();
    valid(body);
    expect(valid.errors ?? []).toEqual([]);
    expect(warnings.every(({ setting }) => setting === 'size')).toBe(true);
  });

  test('a count of tokens', async () => {
    const valid = validator('CountTokensRequest');
    const sent: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      sent.push(JSON.parse(String(init?.body)));
      return Response.json({ totalTokens: 1 });
    };
    await countTokens({ model: 'gemini-2.5-flash', prompt: 'Hi', ...inputs['every setting'] }, { apiKey: 'k', fetch });
    valid(sent[0]);
    expect(valid.errors ?? []).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  test('a field that the API does not know is found', () => {
    const valid = validator('GenerateContentRequest');
    expect(valid({ contents: [], generationConfig: { max_tokens: 5 } })).toBe(false);
  });
});
