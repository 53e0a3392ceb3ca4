import { describe, expect, it } from 'vitest';
import { eventsOf, framesOf, getJson, post, postJson } from './support/call.ts';
import { specsFolder } from './support/shared.ts';
import { type Check, geminiChecks, openaiChecks } from './support/specification.ts';

const absent = specsFolder === undefined;
const reason = absent ? ' (skipped: there are no specifications beside this repository)' : '';

const tool = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
};
const question = [{ role: 'user', content: 'What is the weather in Paris?' }];
const schema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

const openaiChats: Readonly<Record<string, object>> = {
  text: { model: 'gpt-4o', messages: question },
  'several choices': { model: 'gpt-4o', messages: question, n: 2 },
  'tool call': { model: 'gpt-4o', messages: question, tools: [tool] },
  'old function call': { model: 'gpt-4o', messages: question, functions: [tool.function] },
  'JSON of a schema': {
    model: 'gpt-4o',
    messages: question,
    response_format: { type: 'json_schema', json_schema: { name: 'place', strict: true, schema } },
  },
  'length limit': { model: 'gpt-4o', messages: question, max_completion_tokens: 4 },
  refusal: { model: 'sandbox/refusal', messages: question },
  'content filter': { model: 'sandbox/content-filter', messages: question },
  'bad arguments': { model: 'sandbox/bad-tool-arguments', messages: question },
};

const geminiChats: Readonly<Record<string, readonly [model: string, body: object]>> = {
  text: ['gemini-2.5-flash', { contents: [{ parts: [{ text: 'Hello rivers' }] }] }],
  candidates: [
    'gemini-2.5-flash',
    { contents: [{ parts: [{ text: 'Hello rivers' }] }], generationConfig: { candidateCount: 2 } },
  ],
  'function call': [
    'gemini-2.5-flash',
    {
      contents: [{ parts: [{ text: 'What is the weather in Paris?' }] }],
      tools: [{ functionDeclarations: [{ name: 'get_weather', parameters: { type: 'OBJECT', properties: {} } }] }],
    },
  ],
  'blocked prompt': ['sandbox/prompt-block', { contents: [{ parts: [{ text: 'Hello' }] }] }],
  'content filter': ['sandbox/content-filter', { contents: [{ parts: [{ text: 'Hello' }] }] }],
  reasoning: ['sandbox/reasoning', { contents: [{ parts: [{ text: 'Hello' }] }] }],
  'bad arguments': ['sandbox/bad-tool-arguments', { contents: [{ parts: [{ text: 'Hello' }] }] }],
};

function faultsOf(values: readonly unknown[], check: Check): readonly string[] {
  return values.flatMap((value) => check(value));
}

describe.skipIf(absent)(`answers and OpenAI's specification${reason}`, () => {
  it.each(Object.entries(openaiChats))('%s, whole', async (_, body) => {
    const check = openaiChecks()('CreateChatCompletionResponse');
    expect(check(await postJson('/openai/v1/chat/completions', body))).toEqual([]);
  });

  it.each(Object.entries(openaiChats))('%s, streamed', async (_, body) => {
    const streamed = { ...body, stream: true, stream_options: { include_usage: true } };
    const { frames } = await framesOf(await post('/openai/v1/chat/completions', streamed));
    expect(faultsOf(eventsOf(frames), openaiChecks()('CreateChatCompletionStreamResponse'))).toEqual([]);
  });

  it('embeddings, models and errors', async () => {
    const check = openaiChecks();
    const embeddings = await postJson('/openai/v1/embeddings', { model: 'text-embedding-3-small', input: ['a', 'b'] });
    expect(check('CreateEmbeddingResponse')(embeddings)).toEqual([]);
    expect(check('ListModelsResponse')(await getJson('/openai/v1/models'))).toEqual([]);
    const error = await postJson('/openai/v1/chat/completions', {});
    expect(check('ErrorResponse')(error)).toEqual([]);
  });
});

describe.skipIf(absent)(`answers and Gemini's specification${reason}`, () => {
  it.each(Object.entries(geminiChats))('%s, whole and streamed', async (_, [model, body]) => {
    const check = geminiChecks()('GenerateContentResponse');
    expect(check(await postJson(`/gemini/v1beta/models/${model}:generateContent`, body))).toEqual([]);
    const { frames } = await framesOf(await post(`/gemini/v1beta/models/${model}:streamGenerateContent?alt=sse`, body));
    expect(faultsOf(eventsOf(frames), check)).toEqual([]);
    const streamed = await postJson(`/gemini/v1beta/models/${model}:streamGenerateContent`, body);
    expect(Array.isArray(streamed) ? faultsOf(streamed, check) : ['not a list']).toEqual([]);
  });

  it('embeddings, token counts and models', async () => {
    const check = geminiChecks();
    const request = { content: { parts: [{ text: 'Hello' }] }, outputDimensionality: 8 };
    const path = '/gemini/v1beta/models/gemini-embedding-001';
    expect(check('EmbedContentResponse')(await postJson(`${path}:embedContent`, request))).toEqual([]);
    const requests = [{ ...request, model: 'models/gemini-embedding-001' }];
    expect(check('BatchEmbedContentsResponse')(await postJson(`${path}:batchEmbedContents`, { requests }))).toEqual([]);
    expect(check('ListModelsResponse')(await getJson('/gemini/v1beta/models'))).toEqual([]);
    const contents = [request.content];
    expect(check('CountTokensResponse')(await postJson(`${path}:countTokens`, { contents }))).toEqual([]);
  });
});
