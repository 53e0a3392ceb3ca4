import { describe, expect, it } from 'vitest';
import { post } from './support/call.ts';

const hello = [{ role: 'user', content: 'Hello' }];
const calls = [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }];
const strict = (schema: object) => ({
  type: 'json_schema',
  json_schema: { name: 'place', strict: true, schema },
});
const objectSchema = { type: 'object', properties: { city: { type: 'string' } } };

/** What OpenAI would refuse: the body, and the parameter, code and words of the refusal. */
const openaiRows: readonly (readonly [
  name: string,
  body: unknown,
  param: string | null,
  code: string | null,
  words: RegExp,
])[] = [
  ['no model', { messages: hello }, null, null, /must provide a model/u],
  ['no messages', { model: 'm' }, 'messages', 'missing_required_parameter', /Missing required parameter: 'messages'/u],
  ['empty messages', { model: 'm', messages: [] }, 'messages', 'empty_array', /too short/u],
  [
    'messages as text',
    { model: 'm', messages: 'Hello' },
    'messages',
    'invalid_type',
    /expected an array, but got a string/u,
  ],
  [
    'bad role',
    { model: 'm', messages: [{ role: 'robot', content: 'x' }] },
    'messages[0].role',
    'invalid_value',
    /'system', .*and 'developer'/u,
  ],
  [
    'content as number',
    { model: 'm', messages: [{ role: 'user', content: 5 }] },
    'messages[0].content',
    'invalid_type',
    /got an integer/u,
  ],
  ['no content', { model: 'm', messages: [{ role: 'user' }] }, 'messages.[0].content', null, /got null/u],
  [
    'bad part',
    { model: 'm', messages: [{ role: 'user', content: [{ type: 'smell' }] }] },
    'messages[0].content[0].type',
    'invalid_value',
    /'image_url'/u,
  ],
  ['temperature 9', { model: 'm', messages: hello, temperature: 9 }, 'temperature', 'decimal_above_max_value', /<= 2/u],
  [
    'temperature -1',
    { model: 'm', messages: hello, temperature: -1 },
    'temperature',
    'decimal_below_min_value',
    />= 0/u,
  ],
  [
    'top_p as text',
    { model: 'm', messages: hello, top_p: '1' },
    'top_p',
    'invalid_type',
    /expected a number, but got a string/u,
  ],
  ['max_tokens 0', { model: 'm', messages: hello, max_tokens: 0 }, 'max_tokens', 'integer_below_min_value', />= 1/u],
  ['half a choice', { model: 'm', messages: hello, n: 1.5 }, 'n', 'invalid_type', /expected an integer/u],
  [
    'five stops',
    { model: 'm', messages: hello, stop: ['a', 'b', 'c', 'd', 'e'] },
    'stop',
    'array_above_max_length',
    /too long/u,
  ],
  [
    'unknown field',
    { model: 'm', messages: hello, top_k: 4 },
    null,
    null,
    /Unrecognized request argument supplied: top_k/u,
  ],
  [
    'nameless tool',
    { model: 'm', messages: hello, tools: [{ type: 'function' }] },
    'tools[0].function',
    'missing_required_parameter',
    /tools/u,
  ],
  [
    'bad tool name',
    { model: 'm', messages: hello, tools: [{ type: 'function', function: { name: 'a b' } }] },
    'tools[0].function.name',
    'invalid_value',
    /tools\[0\]/u,
  ],
  [
    'unanswered call',
    { model: 'm', messages: [...hello, { role: 'assistant', tool_calls: calls }] },
    'messages',
    null,
    /did not have response messages: call_1/u,
  ],
  [
    'result of no call',
    { model: 'm', messages: [...hello, { role: 'tool', tool_call_id: 'x', content: 'y' }] },
    'messages.[1].role',
    null,
    /must be a response/u,
  ],
  [
    'result without id',
    { model: 'm', messages: [...hello, { role: 'tool', content: 'y' }] },
    'messages[1].tool_call_id',
    'missing_required_parameter',
    /tool_call_id/u,
  ],
  [
    'JSON unasked',
    { model: 'm', messages: hello, response_format: { type: 'json_object' } },
    'messages',
    null,
    /must contain the word 'json'/u,
  ],
  [
    'no schema',
    { model: 'm', messages: hello, response_format: { type: 'json_schema' } },
    'response_format.json_schema',
    'missing_required_parameter',
    /json_schema/u,
  ],
  [
    'open object',
    { model: 'm', messages: hello, response_format: strict(objectSchema) },
    'response_format',
    'invalid_json_schema',
    /'additionalProperties' is required/u,
  ],
  [
    'optional property',
    { model: 'm', messages: hello, response_format: strict({ ...objectSchema, additionalProperties: false }) },
    'response_format',
    'invalid_json_schema',
    /Missing 'city'/u,
  ],
  [
    'list at the root',
    { model: 'm', messages: hello, response_format: strict({ type: 'array' }) },
    'response_format',
    'invalid_json_schema',
    /got 'type: "array"'/u,
  ],
  [
    'open object within',
    {
      model: 'm',
      messages: hello,
      tools: [
        {
          type: 'function',
          function: {
            name: 'f',
            strict: true,
            parameters: {
              type: 'object',
              properties: { a: { type: 'array', items: objectSchema } },
              required: ['a'],
              additionalProperties: false,
            },
          },
        },
      ],
    },
    'tools[0].function.parameters',
    'invalid_json_schema',
    /context=\('properties', 'a', 'items'\)/u,
  ],
  [
    'max_tokens when reasoning',
    { model: 'o3', messages: hello, max_tokens: 5 },
    'max_tokens',
    'unsupported_parameter',
    /max_completion_tokens/u,
  ],
  [
    'temperature when reasoning',
    { model: 'gpt-5-mini', messages: hello, temperature: 0.2 },
    'temperature',
    'unsupported_parameter',
    /temperature/u,
  ],
  ['not JSON', '{"model":', null, null, /could not parse/u],
];

describe('what OpenAI refuses', () => {
  it.each(openaiRows)('%s', async (_, body, param, code, words) => {
    const response = await post('/openai/v1/chat/completions', body);
    expect(response.status).toBe(400);
    const answer = await response.json();
    expect(answer).toEqual({
      error: { message: expect.stringMatching(words), type: 'invalid_request_error', param, code },
    });
  });

  it.each([
    [
      'a reasoning model without those settings',
      { model: 'o3', messages: hello, max_completion_tokens: 5, temperature: 1 },
    ],
    ['gpt-5-chat with a temperature', { model: 'gpt-5-chat-latest', messages: hello, temperature: 0.5 }],
    ['nulls', { model: 'm', messages: hello, temperature: null, stop: null, tools: null, max_tokens: null }],
    [
      'fields the sandbox does not act on',
      { model: 'm', messages: hello, store: false, user: 'u', reasoning_effort: 'low' },
    ],
    [
      'a picture',
      {
        model: 'm',
        messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://e.org/a.png' } }] }],
      },
    ],
  ])('but not %s', async (_, body) => {
    expect((await post('/openai/v1/chat/completions', body)).status).toBe(200);
  });

  it('paths and models that it does not have', async () => {
    expect((await post('/openai/v1/nothing', {})).status).toBe(404);
    const missing = await post('/openai/v1/chat/completions', { model: 'does-not-exist', messages: hello });
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ error: { code: 'model_not_found' } });
  });

  it('a prompt that is too long', async () => {
    const content = 'word '.repeat(130_000);
    const response = await post('/openai/v1/chat/completions', { model: 'm', messages: [{ role: 'user', content }] });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
  });
});
