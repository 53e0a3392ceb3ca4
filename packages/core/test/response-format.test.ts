import type { ChatInput, Message, ToolResultPart } from '@x/core';
import { bearer, defineProvider } from '@x/core/adapter';
import { chatCompletions, type SchemaSupport } from '@x/core/dialects/chat-completions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { stubVendor } from './stub-vendor.ts';

const vendor = (support: SchemaSupport) =>
  defineProvider({
    id: 'stub',
    baseUrl: 'https://api.stub.test/v1',
    keys: { scheme: bearer, environment: [], hosts: [], page: 'https://stub.test/keys' },
    errors: () => undefined,
    tasks: () => ({ chat: chatCompletions({ schemas: () => support }) }),
  })({ apiKey: 'k' });

const schema = z.object({ city: z.string(), zip: z.string().optional() });
const json = { type: 'json', schema, name: 'place' } as const;
const prepare = async (support: SchemaSupport, input: Partial<ChatInput>) => {
  const { body, warnings } = await vendor(support).prepare('chat', { model: 'm', prompt: 'Where?', ...input });
  return {
    body: body as { messages: readonly { role: string; content: string }[]; response_format?: object },
    warnings,
  };
};
const changed = (message: string) => [
  { type: 'changed', setting: 'responseFormat', message: expect.stringContaining(message) },
];

describe('a schema is asked for as the model takes it', () => {
  test('strict: lowered, and said to be strict', async () => {
    const { body, warnings } = await prepare('strict', { responseFormat: json });
    expect(body.response_format).toEqual({
      type: 'json_schema',
      json_schema: {
        name: 'place',
        strict: true,
        schema: {
          type: 'object',
          properties: { city: { type: 'string' }, zip: { type: ['string', 'null'] } },
          required: ['city', 'zip'],
          additionalProperties: false,
        },
      },
    });
    expect(warnings).toEqual([]);
  });

  test('plain: as it is', async () => {
    const { body } = await prepare('plain', { responseFormat: { type: 'json', schema } });
    const given = { properties: { city: { type: 'string' }, zip: { type: 'string' } }, required: ['city'] };
    expect(body.response_format).toMatchObject({ type: 'json_schema', json_schema: { name: 'answer', schema: given } });
    expect(body.response_format).not.toHaveProperty('json_schema.strict');
  });

  test.each<readonly [SchemaSupport, object | undefined, string]>([
    ['json', { type: 'json_object' }, 'takes no schema; JSON mode and an instruction'],
    ['prompt', undefined, 'takes no schema; an instruction in the system message'],
  ])('%s: in words, with a warning', async (support, format, message) => {
    const { body, warnings } = await prepare(support, { responseFormat: json });
    expect(body.response_format).toEqual(format);
    expect(body.messages).toEqual([
      { role: 'system', content: expect.stringMatching(/JSON Schema: \{.*"zip":\{"type":"string"\}/) },
      { role: 'user', content: 'Where?' },
    ]);
    expect(warnings).toEqual(changed(message));
  });

  test('the words go into the system message that is there', async () => {
    const { body } = await prepare('prompt', { system: 'Be brief.', responseFormat: json });
    expect(body.messages).toHaveLength(2);
    expect(body.messages[0]?.content).toMatch(/^Be brief\.\n\nAnswer with JSON/);
  });

  test('a caller who wants no change gets an error', async () => {
    const run = vendor('prompt').run(
      'chat',
      { model: 'm', prompt: 'x', responseFormat: json },
      { onUnsupported: 'error' },
    );
    await expect(run).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('responseFormat'),
    });
  });
});

describe('JSON without a schema', () => {
  test.each<readonly [SchemaSupport]>([['strict'], ['plain'], ['json']])('%s has a mode for it', async (support) => {
    const { body, warnings } = await prepare(support, { responseFormat: { type: 'json' } });
    expect(body.response_format).toEqual({ type: 'json_object' });
    expect(warnings).toEqual([]);
  });

  test('prompt: in words, with a warning', async () => {
    const { body, warnings } = await prepare('prompt', { responseFormat: { type: 'json' } });
    expect(body.response_format).toBeUndefined();
    expect(body.messages[0]?.content).toBe('Answer with one JSON value and nothing else.');
    expect(warnings).toEqual(changed('takes no JSON mode'));
  });

  test('text is asked for by saying nothing', async () => {
    expect((await prepare('prompt', { responseFormat: { type: 'text' } })).body).not.toHaveProperty('response_format');
  });
});

const call = { type: 'tool-call', id: 'c1', name: 'f', input: {}, rawArguments: '{}' } as const;
const result: ToolResultPart = { type: 'tool-result', id: 'c1', name: 'f', output: 'ok' };
const user: Message = { role: 'user', content: 'hi' };
const answered: readonly Message[] = [
  user,
  { role: 'assistant', content: [call] },
  { role: 'tool', content: [result] },
];
const tools = { f: { input: z.object({}) } };

describe('what could not work is refused before it is sent', () => {
  test.each<readonly [string, Partial<ChatInput>, string]>([
    ['both prompt and messages', { prompt: 'x', messages: [user] }, 'exactly one of prompt and messages'],
    ['neither', { prompt: undefined }, 'exactly one of prompt and messages'],
    ['no messages', { prompt: undefined, messages: [] }, 'messages is empty'],
    ['an empty prompt', { prompt: ' ' }, 'prompt is empty'],
    [
      'a result without its call',
      { prompt: undefined, messages: [user, ...answered.slice(2)] },
      'a result of f without its call',
    ],
    [
      'a result before its call',
      {
        prompt: undefined,
        messages: [
          { role: 'tool', content: [result] },
          { role: 'assistant', content: [call] },
        ],
      },
      'a result of f without its call',
    ],
    ['a choice of no tool', { toolChoice: { name: 'g' }, tools }, 'toolChoice names g, which is none of the tools (f)'],
    ['a choice without tools', { toolChoice: { name: 'g' } }, 'which is none of the tools (there are none)'],
    [
      'a schema that JSON cannot say',
      { responseFormat: { type: 'json', schema: z.object({ d: z.date() }) } },
      'responseFormat.schema cannot be said as JSON Schema (Date',
    ],
    [
      'a tool whose input JSON cannot say',
      { tools: { f: { input: z.object({ d: z.date() }) } } },
      'tools.f.input cannot be said as JSON Schema (Date',
    ],
    [
      'a schema that strict mode cannot say',
      {
        responseFormat: {
          type: 'json',
          schema: z.object({ list: z.array(z.object({ any: z.record(z.string(), z.string()) })) }),
        },
      },
      'responseFormat.schema cannot be kept to at $.list[].any: its properties must be known',
    ],
  ])('%s', async (_, input, message) => {
    const expected = { code: 'invalid-request', message: expect.stringContaining(message) };
    await expect(prepare('strict', input)).rejects.toMatchObject(expected);
  });

  test('a result with its call is sent', async () => {
    const { body } = await stubVendor({ apiKey: 'k' }).prepare('chat', {
      model: 'm',
      messages: answered,
      tools,
      toolChoice: { name: 'f' },
    });
    expect(body).toMatchObject({
      messages: [{}, { tool_calls: [{ id: 'c1' }] }, { tool_call_id: 'c1', content: 'ok' }],
    });
  });
});
