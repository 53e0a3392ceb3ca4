import type { ChatInput, Message } from '@x/core';
import { fromBase64, toBase64 } from '@x/core/adapter';
import { readUsage } from '@x/core/dialects/chat-completions';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { delta, events, finish, recordingFetch, stubVendor } from './stub-vendor.ts';

const provider = stubVendor({ apiKey: 'k' });
const written = async (input: Partial<ChatInput>) => {
  const { body } = await provider.prepare('chat', {
    model: 'm',
    ...(input.messages ? {} : { prompt: 'hi' }),
    ...input,
  });
  return body;
};
const bytes = new Uint8Array([1, 2, 3]);

describe('requests', () => {
  test.each<[string, Partial<ChatInput>, object]>([
    [
      'sampling',
      { maxTokens: 5, temperature: 0, topP: 0.5, stop: ['a'], seed: 7, presencePenalty: 1, frequencyPenalty: -1 },
      { max_tokens: 5, temperature: 0, top_p: 0.5, stop: ['a'], seed: 7, presence_penalty: 1, frequency_penalty: -1 },
    ],
    [
      'a system text',
      { system: 's' },
      {
        messages: [
          { role: 'system', content: 's' },
          { role: 'user', content: 'hi' },
        ],
      },
    ],
    ['json', { responseFormat: { type: 'json' } }, { response_format: { type: 'json_object' } }],
    [
      'a schema',
      { responseFormat: { type: 'json', name: 'n', schema: z.object({ a: z.string() }) } },
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'n', schema: expect.objectContaining({ required: ['a'] }) },
        },
      },
    ],
    ['reasoning', { reasoning: { effort: 'low' } }, { reasoning_effort: 'low' }],
    ['log probabilities', { logprobs: 3 }, { logprobs: true, top_logprobs: 3 }],
    [
      'tools',
      { tools: { f: { description: 'd', input: z.object({}) } }, toolChoice: { name: 'f' }, parallelToolCalls: false },
      {
        tools: [
          {
            type: 'function',
            function: { name: 'f', description: 'd', parameters: expect.objectContaining({ type: 'object' }) },
          },
        ],
        tool_choice: { type: 'function', function: { name: 'f' } },
        parallel_tool_calls: false,
      },
    ],
    [
      'a tool of the vendor',
      { tools: { s: { provider: 'stub', definition: { type: 'search' } } } },
      { tools: [{ type: 'search' }] },
    ],
    [
      "the vendor's own settings, the named ones last",
      { parameters: { a: 1, b: 1 }, providerOptions: { stub: { b: 2 }, other: { c: 3 } } },
      { a: 1, b: 2 },
    ],
  ])('%s', async (_, input, expected) => {
    expect(await written(input)).toMatchObject(expected);
  });

  test('a tool of another vendor is left out, with a warning', async () => {
    const tools = { s: { provider: 'other', definition: {} } };
    const { body, warnings } = await provider.prepare('chat', { model: 'm', prompt: 'hi', tools });
    expect(body).not.toHaveProperty('tools');
    expect(warnings).toMatchObject([{ setting: 'tools.s' }]);
  });

  test.each<[string, Message[], object[]]>([
    [
      'parts',
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 't' },
            { type: 'image', media: { mediaType: 'image/png', data: bytes } },
            { type: 'image', media: { url: 'https://h/i.png' } },
            { type: 'audio', media: { mediaType: 'audio/mpeg', data: 'AQID' } },
            { type: 'file', media: { mediaType: 'application/pdf', data: bytes, filename: 'a.pdf' } },
          ],
        },
      ],
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 't' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
            { type: 'image_url', image_url: { url: 'https://h/i.png' } },
            { type: 'input_audio', input_audio: { data: 'AQID', format: 'mp3' } },
            { type: 'file', file: { file_data: 'data:application/pdf;base64,AQID', filename: 'a.pdf' } },
          ],
        },
      ],
    ],
    [
      'a turn with tools',
      [
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'hidden' },
            { type: 'tool-call', id: 'a', name: 'f', input: { x: 1 }, rawArguments: '{"x":1}' },
            { type: 'tool-call', id: 'b', name: 'g', input: undefined, rawArguments: '{"x', invalid: true },
          ],
        },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', id: 'a', name: 'f', output: { y: 2 } },
            { type: 'tool-result', id: 'b', name: 'g', output: 'bad', failed: true },
          ],
        },
      ],
      [
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } },
            { id: 'b', type: 'function', function: { name: 'g', arguments: '{}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'a', content: '{"y":2}' },
        { role: 'tool', tool_call_id: 'b', content: 'Error: bad' },
      ],
    ],
  ])('%s', async (_, messages, expected) => {
    expect(await written({ messages })).toMatchObject({ messages: expected });
  });

  test.each(['video', 'reasoning'] as const)('a %s from a user is refused', async (type) => {
    const part = type === 'video' ? { type, media: { url: 'https://h' } } : { type, text: 'x' };
    await expect(written({ messages: [{ role: 'user', content: [part] }] })).rejects.toMatchObject({
      code: 'unsupported',
    });
  });

  test('audio by url is refused, since it would have to be fetched', async () => {
    const content = [{ type: 'audio', media: { url: 'https://h/a.mp3' } }] as const;
    await expect(written({ messages: [{ role: 'user', content }] })).rejects.toMatchObject({ code: 'unsupported' });
  });
});

const reply = (choice: object, rest: object = {}) =>
  stubVendor({ apiKey: 'k', fetch: recordingFetch(() => Response.json({ choices: [choice], ...rest })).fetch });

describe('answers', () => {
  test.each<[string, object, object]>([
    [
      'a refusal',
      { message: { content: null, refusal: 'I will not' }, finish_reason: 'stop' },
      { text: 'I will not', finishReason: 'content-filter' },
    ],
    [
      'thoughts beside',
      { message: { content: 'a', reasoning_content: 'r' }, finish_reason: 'stop' },
      { text: 'a', reasoning: 'r' },
    ],
    [
      'thoughts inside',
      { message: { content: '<think>r</think>\n\na' }, finish_reason: 'eos_token' },
      { text: 'a', reasoning: 'r', finishReason: 'stop' },
    ],
    [
      'thoughts as parts',
      {
        message: {
          content: [
            { type: 'thinking', thinking: [{ type: 'text', text: 'r' }] },
            { type: 'text', text: 'a' },
          ],
        },
        finish_reason: 'stop',
      },
      { text: 'a', reasoning: 'r' },
    ],
    [
      'a legacy call',
      { message: { content: null, function_call: { name: 'f', arguments: '{}' } }, finish_reason: 'function_call' },
      { finishReason: 'tool-calls', toolCalls: [{ name: 'f', input: {} }] },
    ],
    [
      'arguments as an object',
      { message: { tool_calls: [{ id: 'a', function: { name: 'f', arguments: { x: 1 } } }] }, finish_reason: 'stop' },
      { finishReason: 'tool-calls', toolCalls: [{ id: 'a', rawArguments: '{"x":1}' }] },
    ],
    [
      'arguments under their old name',
      { message: { tool_calls: [{ id: 0, function: { name: 'f', parameters: { x: 1 } } }] }, finish_reason: 'eos' },
      { finishReason: 'tool-calls', toolCalls: [{ input: { x: 1 } }] },
    ],
    [
      'malformed arguments',
      {
        message: { tool_calls: [{ id: 'a', function: { name: 'f', arguments: '{"x' } }] },
        finish_reason: 'tool_calls',
      },
      { toolCalls: [{ invalid: true, rawArguments: '{"x' }] },
    ],
    [
      'an unknown reason',
      { message: { content: 'a' }, finish_reason: 'toString' },
      { finishReason: 'other', meta: { rawFinishReason: 'toString' } },
    ],
    [
      'a citation',
      {
        message: {
          content: 'a',
          annotations: [{ type: 'url_citation', url_citation: { url: 'u', title: 't', start_index: 0, end_index: 1 } }],
        },
        finish_reason: 'stop',
      },
      {
        content: [
          { type: 'text', text: 'a', annotations: [{ type: 'citation', url: 'u', title: 't', start: 0, end: 1 }] },
        ],
      },
    ],
    [
      'log probabilities',
      {
        message: { content: 'a' },
        finish_reason: 'stop',
        logprobs: { content: [{ token: 'a', logprob: -1, top_logprobs: [{ token: 'b', logprob: -2 }] }] },
      },
      { logprobs: [{ token: 'a', logprob: -1, top: [{ token: 'b', logprob: -2 }] }] },
    ],
  ])('%s', async (_, choice, expected) => {
    expect(await reply(choice).run('chat', { model: 'm', prompt: 'hi' })).toMatchObject(expected);
  });

  test('a call without an id gets one', async () => {
    const choice = {
      message: { tool_calls: [{ function: { name: 'f', arguments: '' } }, { function: { name: 'f' } }] },
      finish_reason: 'stop',
    };
    const { toolCalls } = await reply(choice).run('chat', { model: 'm', prompt: 'hi' });
    expect(new Set(toolCalls.map((call) => call.id)).size).toBe(2);
    expect(toolCalls.every((call) => call.id.length > 8)).toBe(true);
  });

  test('an index that counts tokens is no choice', async () => {
    const token = (index: number, content: string, reason: string | null) => ({
      choices: [{ index, delta: { content }, finish_reason: reason }],
    });
    const { fetch } = recordingFetch(() => events([token(1, 'a', null), token(2, 'b', 'eos_token')]));
    const stream = stubVendor({ apiKey: 'k', fetch }).stream('chat', { model: 'm', prompt: 'hi' });
    expect(await stream.result()).toMatchObject({ text: 'ab', finishReason: 'stop' });
  });

  test('only choice 0 of a stream is read', async () => {
    const other = { choices: [{ index: 1, delta: { content: 'no' }, finish_reason: 'length' }] };
    const { fetch } = recordingFetch(() => events([delta('a'), other, finish('stop'), '[DONE]']));
    expect(
      await stubVendor({ apiKey: 'k', fetch }).stream('chat', { model: 'm', prompt: 'hi' }).result(),
    ).toMatchObject({ text: 'a', finishReason: 'stop' });
  });
});

test.each([
  [
    { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
    { inputTokens: 3, outputTokens: 2, totalTokens: 5 },
  ],
  [
    { prompt_tokens: 3, completion_tokens: 2, total_tokens: 9, completion_tokens_details: { reasoning_tokens: 4 } },
    { inputTokens: 3, outputTokens: 6, totalTokens: 9, reasoningTokens: 4 },
  ],
  [{ prompt_tokens: 3, completion_tokens: null }, { inputTokens: 3 }],
  [
    { prompt_tokens: 3, prompt_cache_hit_tokens: 1 },
    { inputTokens: 3, cachedInputTokens: 1 },
  ],
  [
    { prompt_tokens: 3, prompt_tokens_details: { cached_tokens: 0 } },
    { inputTokens: 3, cachedInputTokens: 0 },
  ],
  [{}, undefined],
  [null, undefined],
])('usage %j', (wire, usage) => {
  expect(readUsage(wire)).toEqual(usage);
});

describe('embeddings', () => {
  const input = { model: 'm', texts: ['a', 'b'] };
  const floats = [
    [1, -0.5],
    [0.25, 2],
  ];
  const base64 = (vector: number[]) => toBase64(new Uint8Array(new Float32Array(vector).buffer));
  const host = (data: unknown) =>
    stubVendor({
      apiKey: 'k',
      fetch: recordingFetch(() => Response.json({ data, usage: { prompt_tokens: 2, total_tokens: 2 } })).fetch,
    });

  test.each([
    [
      'numbers',
      [
        { index: 0, embedding: floats[0] },
        { index: 1, embedding: floats[1] },
      ],
    ],
    ['base64', floats.map((vector, index) => ({ index, embedding: base64(vector) }))],
    [
      'another order',
      [
        { index: 1, embedding: floats[1] },
        { index: 0, embedding: floats[0] },
      ],
    ],
    ['no index', floats.map((embedding) => ({ embedding }))],
  ])('as %s', async (_, data) => {
    const { vectors, usage } = await host(data).run('embedding', input);
    expect(vectors.map((vector) => [...vector])).toEqual(floats);
    expect(usage).toMatchObject({ inputTokens: 2 });
  });

  test('one vector too few is no answer', async () => {
    await expect(host([{ embedding: [1] }]).run('embedding', input)).rejects.toMatchObject({ code: 'bad-response' });
  });

  test('no texts are refused', async () => {
    await expect(host([]).run('embedding', { model: 'm', texts: [] })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});

test('base64 goes both ways', () => {
  const roundTrip = fc.property(fc.uint8Array({ maxLength: 70_000 }), (data) => {
    expect(fromBase64(toBase64(data))).toEqual(data);
  });
  fc.assert(roundTrip, { numRuns: 20 });
});
