import { describe, expect, it } from 'vitest';
import { post } from './support/call.ts';
import { responsesPath } from './support/responses.ts';

const question = { role: 'user', content: 'Hello' };
const call = { type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{}' };
const result = { type: 'function_call_output', call_id: 'call_1', output: 'done' };
const reasoning = { type: 'reasoning', id: 'rs_1', summary: [] };
const loose = { type: 'object', properties: { city: { type: 'string' } } };
const format = (more: object) => ({ format: { type: 'json_schema', name: 'place', schema: loose, ...more } });

/** What is wrong with a request, and the parameter, code and words of the refusal. */
const refused: Readonly<
  Record<string, readonly [body: object, param: string | null, code: string | null, words: RegExp]>
> = {
  'no input': [{}, 'input', 'missing_required_parameter', /Missing required/u],
  'the messages of the other API': [{ messages: [question] }, 'messages', 'unsupported_parameter', /moved to 'input'/u],
  'two pasts': [
    { input: 'a', previous_response_id: 'resp_1', conversation: 'conv_1' },
    null,
    'mutually_exclusive_parameters',
    /only one of/u,
  ],
  'a choice without tools': [{ input: 'a', tool_choice: 'required' }, 'tool_choice', null, /'required' must be/u],
  'an unknown parameter': [
    { input: 'a', colour: 'red' },
    'colour',
    'unknown_parameter',
    /Unknown parameter: 'colour'/u,
  ],
  'a limit below 16': [{ input: 'a', max_output_tokens: 4 }, 'max_output_tokens', 'integer_below_min_value', />= 16/u],
  'a temperature out of range': [{ input: 'a', temperature: 3 }, 'temperature', 'decimal_above_max_value', /<= 2/u],
  'an unknown item': [{ input: [{ type: 'poem' }] }, 'input[0].type', 'invalid_value', /'message'/u],
  'an unknown role': [{ input: [{ role: 'robot', content: 'a' }] }, 'input[0].role', 'invalid_value', /'user'/u],
  'parts of the other API': [
    { input: [{ role: 'user', content: [{ type: 'text', text: 'a' }] }] },
    'input[0].content[0].type',
    'invalid_value',
    /'input_text'/u,
  ],
  'input parts of an assistant': [
    { input: [{ role: 'assistant', content: [{ type: 'input_text', text: 'a' }] }] },
    'input[0].content[0].type',
    'invalid_value',
    /'output_text' and|'output_text', and/u,
  ],
  'an image that is no address': [
    { input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'AAAA' }] }] },
    'input[0].content[0].image_url',
    'invalid_value',
    /valid URL/u,
  ],
  'a function of the other API': [
    { input: 'a', tools: [{ type: 'function', function: { name: 'f' } }] },
    'tools[0].name',
    'missing_required_parameter',
    /Missing/u,
  ],
  'a choice of the other API': [
    {
      input: 'a',
      tools: [{ type: 'function', name: 'f' }],
      tool_choice: { type: 'function', function: { name: 'f' } },
    },
    'tool_choice.name',
    'missing_required_parameter',
    /Missing/u,
  ],
  'reasoning without what follows it': [
    { input: [question, reasoning, question] },
    'input',
    null,
    /Item 'rs_1' of type 'reasoning' was provided without its required following item/u,
  ],
  'reasoning at the end': [{ input: [question, reasoning] }, 'input', null, /required following item/u],
  'a result without a call': [{ input: [question, result] }, 'input', null, /No tool call found .* call_1/u],
  'a call without a result': [{ input: [question, call] }, 'input', null, /No tool output found .* call_1/u],
  'a format without a name': [
    { input: 'a', text: { format: { type: 'json_schema', schema: loose } } },
    'text.format.name',
    'missing_required_parameter',
    /Missing/u,
  ],
  'a strict schema that is not': [
    { input: 'a', text: format({ strict: true }) },
    'text.format.schema',
    'invalid_json_schema',
    /additionalProperties/u,
  ],
  'a strict function that is not': [
    { input: 'a', tools: [{ type: 'function', name: 'f', strict: true, parameters: loose }] },
    'tools[0].parameters',
    'invalid_json_schema',
    /additionalProperties/u,
  ],
  'an object without the word': [{ input: 'a', text: { format: { type: 'json_object' } } }, 'input', null, /'json'/u],
  'a temperature when reasoning': [
    { model: 'o4-mini', input: 'a', temperature: 0.5 },
    'temperature',
    'unsupported_parameter',
    /not supported with this model/u,
  ],
  'a temperature with an effort': [
    { model: 'gpt-5.2', input: 'a', temperature: 0.5, reasoning: { effort: 'low' } },
    'temperature',
    'unsupported_parameter',
    /not supported/u,
  ],
  'an effort of a model that cannot reason': [
    { model: 'gpt-4o', input: 'a', reasoning: { effort: 'low' } },
    'reasoning.effort',
    'unsupported_parameter',
    /not supported/u,
  ],
  'a summary of a model that cannot reason': [
    { model: 'gpt-4.1', input: 'a', reasoning: { summary: 'auto' } },
    'reasoning.summary',
    'unsupported_parameter',
    /not supported/u,
  ],
  'encrypted thoughts of a model that cannot reason': [
    { model: 'gpt-4.1', input: 'a', include: ['reasoning.encrypted_content'] },
    'include',
    null,
    /Encrypted content is not supported/u,
  ],
  'an unknown model': [{ model: 'does-not-exist', input: 'a' }, 'model', 'model_not_found', /does not exist/u],
  'too long an input': [{ input: 'word '.repeat(130_000) }, 'input', 'context_length_exceeded', /context window/u],
};

const taken: Readonly<Record<string, object>> = {
  'a call and its result': { input: [question, call, result] },
  'reasoning and its call': { input: [question, reasoning, call, result] },
  'reasoning and its message': { input: [question, reasoning, { role: 'assistant', content: 'Hi' }, question] },
  'a temperature without an effort': { model: 'gpt-5.2', input: 'a', temperature: 0.5 },
  'a loose schema that is not strict': { input: 'a', text: format({}) },
  'tools that OpenAI runs': {
    input: 'a',
    tools: [{ type: 'web_search' }],
    tool_choice: { type: 'web_search_preview' },
  },
  'null for what is not set': {
    input: 'a',
    temperature: null,
    tools: null,
    reasoning: null,
    previous_response_id: null,
  },
};

describe('Responses refuses', () => {
  it.each(Object.entries(refused))('%s', async (_, [body, param, code, words]) => {
    const response = await post(responsesPath, { model: 'gpt-4o', ...body });
    expect(await response.json()).toEqual({
      error: { type: 'invalid_request_error', param, code, message: expect.stringMatching(words) },
    });
    expect(response.status).toBe(400);
  });

  it.each(Object.entries(taken))('but not %s', async (_, body) => {
    expect((await post(responsesPath, { model: 'gpt-4o', ...body })).status).toBe(200);
  });
});
