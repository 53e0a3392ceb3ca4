import { type ChatInput, jsonSchema, type Part } from '@x/core';
import { describe, expect, test } from 'vitest';
import { openai } from '../src/responses.ts';
import { answered, inputs, results, weather } from './responses-inputs.ts';

const model = 'gpt-4.1-mini';

const prepare = (input: Partial<ChatInput>, provider = openai()) => provider.prepare('chat', { model, ...input });
const bodyOf = async (input: Partial<ChatInput>): Promise<unknown> => (await prepare(input)).body;
const refusalOf = (input: Partial<ChatInput>): Promise<unknown> =>
  prepare(input).then(
    () => 'it was not refused',
    (error: unknown) => error,
  );

test('a prompt, and nothing that was not asked for', async () => {
  const { method, url, body } = await prepare({ prompt: 'Hi' });
  expect({ method, url }).toEqual({ method: 'POST', url: 'https://api.openai.com/v1/responses' });
  expect(body).toEqual({ model, input: [{ role: 'user', content: 'Hi' }], store: false });
});

test('a stream says so', async () => {
  const { body } = await openai().prepare('chat', { model, prompt: 'Hi' }, { stream: true });
  expect(body).toMatchObject({ stream: true });
});

test('what the system says first is the instructions, and what it says later a message', async () => {
  const body = await bodyOf({
    system: 'One.',
    messages: [
      { role: 'system', content: 'Two.' },
      { role: 'user', content: 'Hi' },
      { role: 'system', content: 'Three.' },
    ],
  });
  expect(body).toMatchObject({
    instructions: 'One.\n\nTwo.',
    input: [
      { role: 'user', content: 'Hi' },
      { role: 'system', content: 'Three.' },
    ],
  });
});

test('instructions alone are sent as a message', async () => {
  const body = await bodyOf({ messages: [{ role: 'system', content: 'One.' }] });
  expect(body).toMatchObject({ input: [{ role: 'system', content: 'One.' }] });
});

test('media', async () => {
  const picture = {
    type: 'image',
    media: { url: 'data:image/png;base64,AQID' },
    providerMetadata: { openai: { detail: 'low' } },
  } as const;
  const { messages = [] } = inputs['media'] ?? {};
  expect(await bodyOf({ messages: [...messages, { role: 'user', content: [picture] }] })).toMatchObject({
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'What is it?' },
          { type: 'input_image', image_url: 'data:image/png;base64,AQID', detail: 'auto' },
          { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'auto' },
          { type: 'input_file', file_url: 'https://example.com/a.pdf' },
          { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AQID' },
        ],
      },
      { content: [{ type: 'input_image', image_url: 'data:image/png;base64,AQID', detail: 'low' }] },
    ],
  });
});

test('a file without a name is given one', async () => {
  const media = { mediaType: 'application/pdf', data: 'AQID' };
  const body = await bodyOf({ messages: [{ role: 'user', content: [{ type: 'file', media }] }] });
  expect(body).toMatchObject({ input: [{ content: [{ filename: 'file.pdf' }] }] });
});

describe('settings', () => {
  test('that the API takes', async () => {
    const body = await bodyOf({ prompt: 'Hi', maxTokens: 99, temperature: 0.5, topP: 0.9, logprobs: 3 });
    expect(body).toMatchObject({
      max_output_tokens: 99,
      temperature: 0.5,
      top_p: 0.9,
      top_logprobs: 3,
      include: ['message.output_text.logprobs'],
    });
  });

  test.each(['topK', 'stop', 'seed', 'presencePenalty', 'frequencyPenalty'] as const)(
    '%s is left out',
    async (setting) => {
      const { body, warnings } = await prepare({ prompt: 'Hi', [setting]: setting === 'stop' ? 'x' : 1 });
      expect(warnings).toMatchObject([{ type: 'unsupported', setting }]);
      expect(body).toEqual(await bodyOf({ prompt: 'Hi' }));
    },
  );

  test('fewer tokens than the API takes become the fewest', async () => {
    const { body, warnings } = await prepare({ prompt: 'Hi', maxTokens: 5 });
    expect(body).toMatchObject({ max_output_tokens: 16 });
    expect(warnings).toMatchObject([{ type: 'changed', setting: 'maxTokens' }]);
  });

  test('what the model does not take is left out', async () => {
    const { body, warnings } = await prepare({ model: 'gpt-5-mini', prompt: 'Hi', temperature: 1 });
    expect(body).not.toHaveProperty('temperature');
    expect(warnings).toMatchObject([{ type: 'unsupported', setting: 'temperature' }]);
  });

  test.each<[string, ChatInput['reasoning'], unknown, boolean]>([
    ['gpt-5-mini', undefined, undefined, true],
    ['gpt-5-mini', { effort: 'low' }, { effort: 'low', summary: 'auto' }, true],
    ['gpt-5.2', { effort: 'none' }, { effort: 'none' }, true],
    ['openai/o4-mini', undefined, undefined, true],
    ['gpt-4.1', undefined, undefined, false],
    ['model-of-tomorrow', undefined, undefined, false],
    ['model-of-tomorrow', { effort: 'high' }, { effort: 'high', summary: 'auto' }, true],
  ])('reasoning of %s, asked for %j', async (name, reasoning, written, kept) => {
    const body = await bodyOf({ model: name, prompt: 'Hi', reasoning });
    expect({ include: undefined, reasoning: undefined, ...(body as object) }).toMatchObject({
      reasoning: written,
      include: kept ? ['reasoning.encrypted_content'] : undefined,
    });
  });

  test("of the API's own go over ours: members of text and reasoning, entries of include and tools", async () => {
    const body = await bodyOf({
      model: 'gpt-5-mini',
      prompt: 'Hi',
      reasoning: { effort: 'low' },
      responseFormat: { type: 'json' },
      tools: { weather },
      parameters: {
        store: true,
        text: { verbosity: 'low' },
        reasoning: { summary: 'detailed' },
        include: ['web_search_call.action.sources'],
      },
      providerOptions: { openai: { tools: [{ type: 'web_search' }] }, gemini: { store: false } },
    });
    expect(body).toMatchObject({
      store: true,
      text: { format: { type: 'json_object' }, verbosity: 'low' },
      reasoning: { effort: 'low', summary: 'detailed' },
      include: ['reasoning.encrypted_content', 'web_search_call.action.sources'],
      tools: [{ type: 'function', name: 'weather' }, { type: 'web_search' }],
    });
    expect(await bodyOf({ model: 'gpt-5-mini', prompt: 'Hi', parameters: { include: null } })).toMatchObject({
      include: null,
    });
  });
});

describe('the form of the answer', () => {
  const schema = jsonSchema({ type: 'object', properties: { city: { type: 'string' } } });

  test('by a schema, lowered to strict mode', async () => {
    const body = await bodyOf({ prompt: 'Hi', responseFormat: { type: 'json', schema, name: 'place' } });
    expect(body).toMatchObject({
      text: {
        format: {
          type: 'json_schema',
          name: 'place',
          strict: true,
          schema: {
            type: 'object',
            properties: { city: { type: ['string', 'null'] } },
            required: ['city'],
            additionalProperties: false,
          },
        },
      },
    });
  });

  test('by a schema at a host that has no strict mode', async () => {
    const provider = openai({ baseUrl: 'https://acme.test/v1' });
    const { body } = await prepare({ prompt: 'Hi', responseFormat: { type: 'json', schema } }, provider);
    expect(body).toMatchObject({
      text: { format: { strict: false, schema: { properties: { city: { type: 'string' } } } } },
    });
  });

  test('in words, where the model knows no schemas', async () => {
    const { body, warnings } = await prepare({
      model: 'gpt-4',
      prompt: 'Hi',
      responseFormat: { type: 'json', schema },
    });
    expect(body).toMatchObject({ instructions: expect.stringContaining('"city"') });
    expect(warnings).toMatchObject([{ type: 'changed', setting: 'responseFormat' }]);
  });

  test('by a schema that strict mode cannot say is refused, with the place', async () => {
    const record = jsonSchema({ type: 'object', properties: { a: { type: 'object', additionalProperties: true } } });
    const error = await refusalOf({ prompt: 'Hi', responseFormat: { type: 'json', schema: record } });
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('$.a') });
  });
});

describe('tools', () => {
  test('are functions with their own schema, and the tools of the API as they are given', async () => {
    expect(await bodyOf(inputs['tools'] ?? {})).toMatchObject({
      tools: [
        { type: 'function', name: 'weather', description: 'The weather in a city', strict: false },
        { type: 'web_search' },
        { type: 'custom', name: 'query' },
      ],
      tool_choice: { type: 'function', name: 'weather' },
      parallel_tool_calls: false,
    });
  });

  test.each<[object, unknown]>([
    [{ type: 'code_interpreter', container: { type: 'auto' } }, { type: 'code_interpreter' }],
    [
      { type: 'custom', name: 'query' },
      { type: 'custom', name: 'query' },
    ],
    [
      { type: 'mcp', server_label: 'wiki', server_url: 'https://wiki.test' },
      { type: 'mcp', server_label: 'wiki' },
    ],
  ])('%j is chosen by its type', async (definition, choice) => {
    const tools = { it: { provider: 'openai', definition } };
    expect(await bodyOf({ prompt: 'Hi', tools, toolChoice: { name: 'it' } })).toMatchObject({ tool_choice: choice });
  });

  test("of another vendor's own are left out", async () => {
    const tools = { search: { provider: 'gemini', definition: { googleSearch: {} } } };
    const { body, warnings } = await prepare({ prompt: 'Hi', tools });
    expect(body).not.toHaveProperty('tools');
    expect(warnings).toMatchObject([{ type: 'unsupported', setting: 'tools.search' }]);
  });
});

describe('an answer that goes back', () => {
  const user = { role: 'user', content: 'Hi' } as const;
  const itemsOf = async (content: string | readonly Part[]): Promise<unknown> => {
    const body = await bodyOf({ messages: [user, { role: 'assistant', content }] });
    return (body as { readonly input: readonly unknown[] }).input.slice(1);
  };
  const parts = Array.isArray(answered.content) ? (answered.content as readonly Part[]) : [];

  test('is the items that it was, with what is tied to its reasoning', async () => {
    expect(await itemsOf(parts)).toEqual([
      { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'Hm.' }], encrypted_content: 'gAAAA' },
      { id: 'ws_1', type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'Graz' } },
      {
        type: 'message',
        id: 'msg_1',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'Wait.', annotations: [], logprobs: [] }],
        phase: 'commentary',
      },
      { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'weather', arguments: '{"city":"Graz"}' },
      { type: 'custom_tool_call', id: 'ctc_1', call_id: 'call_2', name: 'query', input: 'SELECT 1' },
      { id: 'ig_1', type: 'image_generation_call', status: 'completed', result: 'AQID' },
    ]);
  });

  test('without its reasoning has no ids, and none of what is nothing without', async () => {
    expect(await itemsOf(parts.slice(1))).toEqual([
      { role: 'assistant', content: 'Wait.', phase: 'commentary' },
      { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Graz"}' },
      { type: 'custom_tool_call', call_id: 'call_2', name: 'query', input: 'SELECT 1' },
    ]);
  });

  test('that lost the item after its reasoning loses that reasoning too', async () => {
    const [reasoning] = parts;
    if (reasoning === undefined) throw new Error('the answer has reasoning');
    expect(await itemsOf([reasoning])).toEqual([]);
    expect(await itemsOf([reasoning, { type: 'text', text: 'Another.' }])).toEqual([
      { role: 'assistant', content: 'Another.' },
    ]);
  });

  test.each<[string, Part]>([
    ['reasoning', { type: 'reasoning', text: 'Hm', providerMetadata: { gemini: { thoughtSignature: 's' } } }],
    ['reasoning that cannot go back', { type: 'reasoning', text: 'Hm', providerMetadata: { openai: { id: 'rs_1' } } }],
    [
      'a tool',
      { type: 'provider-tool', name: 'executableCode', data: { code: '1' }, providerMetadata: { gemini: {} } },
    ],
    ['a picture', { type: 'image', media: { mediaType: 'image/png', data: 'AQID' } }],
    ['nothing', { type: 'text', text: '' }],
  ])('leaves out %s that only its vendor can read', async (_, part) => {
    expect(await itemsOf([part, { type: 'text', text: 'Hi' }])).toEqual([{ role: 'assistant', content: 'Hi' }]);
  });

  test('with malformed arguments shows the model that it wrote none', async () => {
    const call = {
      type: 'tool-call',
      id: 'c',
      name: 'f',
      input: undefined,
      rawArguments: '{"a"',
      invalid: true,
    } as const;
    expect(await itemsOf([call])).toEqual([{ type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' }]);
  });

  test('is followed by the results of its calls, each of its kind', async () => {
    const { input } = (await bodyOf({ messages: [user, answered, results] })) as { input: readonly unknown[] };
    expect(input.slice(-2)).toEqual([
      { type: 'function_call_output', call_id: 'call_1', output: '{"sky":"clear"}' },
      { type: 'custom_tool_call_output', call_id: 'call_2', output: 'Error: no such table' },
    ]);
  });

  test("may be answered with an item of the API's own", async () => {
    const data = { type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve: true };
    const approval = { type: 'provider-tool', name: data.type, data, providerMetadata: { openai: {} } } as const;
    expect(await bodyOf({ messages: [user, { role: 'user', content: [approval] }] })).toMatchObject({
      input: [user, data],
    });
  });
});

test.each<[string, Partial<ChatInput>, string]>([
  ['both prompt and messages', { prompt: 'Hi', messages: [{ role: 'user', content: 'Hi' }] }, 'invalid-request'],
  ['neither of them', {}, 'invalid-request'],
  ['a result without its call', { messages: [results] }, 'invalid-request'],
  [
    'a sound',
    { messages: [{ role: 'user', content: [{ type: 'audio', media: { mediaType: 'audio/wav', data: 'AQID' } }] }] },
    'unsupported',
  ],
  [
    'a film',
    { messages: [{ role: 'user', content: [{ type: 'video', media: { url: 'https://a.test/v.mp4' } }] }] },
    'unsupported',
  ],
  [
    'a picture at a place that OpenAI does not fetch from',
    { messages: [{ role: 'user', content: [{ type: 'image', media: { url: 'gs://bucket/a.png' } }] }] },
    'unsupported',
  ],
])('%s is refused before the request', async (_, input, code) => {
  expect(await refusalOf(input)).toMatchObject({ code });
});
