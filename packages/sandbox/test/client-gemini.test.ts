import { ApiError, GoogleGenAI } from '@google/genai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedSandbox, serveSandbox } from '../src/node.ts';
import { collect } from './support/call.ts';

describe('the @google/genai client against the sandbox on a port', () => {
  let served: ServedSandbox;
  let client: GoogleGenAI;

  beforeAll(async () => {
    served = await serveSandbox();
    client = new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: `${served.url}/gemini` } });
  });
  afterAll(() => served.close());

  it('chats', async () => {
    const answer = await client.models.generateContent({ model: 'gemini-2.5-flash', contents: 'Why is the sky blue?' });
    expect(answer.text).toMatch(/^\[sandbox\] .*sky/su);
    expect(answer.candidates?.[0]?.finishReason).toBe('STOP');
    const { promptTokenCount = 0, candidatesTokenCount = 0, totalTokenCount } = answer.usageMetadata ?? {};
    expect(totalTokenCount).toBe(promptTokenCount + candidatesTokenCount);
  });

  it('streams the same text as it gives whole, with usage in every chunk and the finish reason in the last', async () => {
    const request = { model: 'gemini-2.5-pro', contents: 'Tell me about rivers.' };
    const whole = await client.models.generateContent(request);
    const chunks = await collect(await client.models.generateContentStream(request));
    expect(chunks.map(({ text }) => text ?? '').join('')).toBe(whole.text);
    expect(chunks.every(({ usageMetadata }) => usageMetadata?.promptTokenCount !== undefined)).toBe(true);
    expect(
      chunks.map(({ candidates }) => candidates?.[0]?.finishReason).filter((reason) => reason !== undefined),
    ).toEqual(['STOP']);
    expect(chunks.at(-1)?.usageMetadata).toEqual(whole.usageMetadata);
  });

  it('calls functions and answers with their results', async () => {
    const tools = [
      {
        functionDeclarations: [
          {
            name: 'get_weather',
            parametersJsonSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
          },
        ],
      },
    ];
    const question = { role: 'user', parts: [{ text: 'What is the weather in Paris?' }] };
    const called = await client.models.generateContent({
      model: 'gemini-3-pro-preview',
      contents: [question],
      config: { tools },
    });
    expect(called.functionCalls).toEqual([{ name: 'get_weather', args: { city: 'Paris' } }]);
    const content = called.candidates?.[0]?.content ?? {};
    const result = { role: 'user', parts: [{ functionResponse: { name: 'get_weather', response: { degrees: 21 } } }] };
    const answer = await client.models.generateContent({
      model: 'gemini-3-pro-preview',
      contents: [question, content, result],
      config: { tools },
    });
    expect(answer.text).toBe('[sandbox] get_weather answered {"degrees":21}.');
  });

  it('answers with JSON of a schema', async () => {
    const answer = await client.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: 'Where is the Eiffel Tower?',
      config: {
        responseMimeType: 'application/json',
        responseJsonSchema: { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] },
      },
    });
    expect(JSON.parse(answer.text ?? '')).toEqual({ place: 'Eiffel Tower' });
  });

  it('embeds several texts', async () => {
    const { embeddings } = await client.models.embedContent({
      model: 'gemini-embedding-001',
      contents: ['a river', 'a mountain'],
      config: { outputDimensionality: 256 },
    });
    expect(embeddings?.map(({ values }) => values?.length)).toEqual([256, 256]);
  });

  it('counts tokens and lists models', async () => {
    const { totalTokens } = await client.models.countTokens({ model: 'gemini-2.5-flash', contents: 'one two three' });
    expect(totalTokens).toBe(8);
    const models = await collect(await client.models.list({ config: { pageSize: 5 } }));
    const names = models.map(({ name }) => name);
    expect(names).toContain('models/gemini-2.5-flash');
    expect(names).toContain('models/sandbox/429');
  });

  it('raises the errors of the client, with the status of the vendor', async () => {
    const ask = (model: string, apiKey = 'key') =>
      new GoogleGenAI({ apiKey, httpOptions: { baseUrl: `${served.url}/gemini` } }).models
        .generateContent({ model, contents: 'Hello' })
        .catch((error: unknown) => (error instanceof ApiError ? error.status : error));
    expect(await ask('gemini-2.5-flash', 'invalid')).toBe(400);
    expect(await ask('does-not-exist')).toBe(404);
    expect(await ask('sandbox/429')).toBe(429);
    expect(await ask('sandbox/503-loading')).toBe(503);
  });
});
