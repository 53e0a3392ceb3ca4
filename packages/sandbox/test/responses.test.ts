import { describe, expect, it } from 'vitest';
import { toBase64 } from '../src/media/base64.ts';
import { post, postJson } from './support/call.ts';
import { picture } from './support/media.ts';
import { ask, eventsOf, responsesPath } from './support/responses.ts';

const weather = {
  type: 'function',
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const refund = { ...weather, name: 'issue_refund' };
const weatherQuestion = 'What is the weather in Paris, and can I have a refund?';
const calls = (...names: readonly string[]) => ({ output: names.map((name) => ({ type: 'function_call', name })) });
const says = (text: unknown) => ({ output: [{ type: 'message', content: [{ type: 'output_text', text }] }] });

const called = [
  { role: 'user', content: 'What is the weather in Paris?' },
  { type: 'function_call', call_id: 'call_1', name: 'get_weather', arguments: '{"city":"Paris"}' },
];

/** What a request is answered with, in part. */
const answers: Readonly<Record<string, readonly [body: object, expected: object]>> = {
  'instructions are no question': [
    { input: 'Calculate 6 * 7', instructions: 'Translate into French: the house' },
    says('[sandbox] 42'),
  ],
  'messages without a type': [
    {
      input: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'assistant', content: [{ type: 'output_text', text: 'Yes?' }] },
        { role: 'user', content: [{ type: 'input_text', text: 'Calculate 6 * 7' }] },
      ],
    },
    says('[sandbox] 42'),
  ],
  'images and files, which are counted': [
    {
      input: [
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_text', text: 'Describe this.' },
            { type: 'input_image', image_url: `data:image/png;base64,${toBase64(picture)}`, detail: 'low' },
            { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' },
          ],
        },
      ],
    },
    { usage: { input_tokens: expect.toSatisfy((count: number) => count > 516) } },
  ],
  'tools that the message mentions': [
    { input: weatherQuestion, tools: [weather, refund] },
    calls('get_weather', 'issue_refund'),
  ],
  'one tool at a time': [
    { input: weatherQuestion, tools: [weather, refund], parallel_tool_calls: false },
    calls('get_weather'),
  ],
  'no tool': [
    { input: weatherQuestion, tools: [weather], tool_choice: 'none' },
    says(expect.stringContaining('[sandbox]')),
  ],
  'a named tool': [
    { input: 'Hello', tools: [weather, refund], tool_choice: { type: 'function', name: 'issue_refund' } },
    calls('issue_refund'),
  ],
  'allowed tools': [
    {
      input: 'Hello',
      tools: [weather, refund],
      tool_choice: { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'issue_refund' }] },
    },
    calls('issue_refund'),
  ],
  'tools of a namespace and of a later item': [
    {
      input: [
        { role: 'user', content: weatherQuestion },
        { type: 'additional_tools', role: 'developer', tools: [refund] },
      ],
      tools: [{ type: 'namespace', name: 'outdoors', tools: [weather] }, { type: 'web_search' }],
    },
    calls('get_weather', 'issue_refund'),
  ],
  'the result of a call, in parts': [
    {
      input: [
        ...called,
        { type: 'function_call_output', call_id: 'call_1', output: [{ type: 'input_text', text: '21 degrees' }] },
      ],
      tools: [weather],
    },
    says('[sandbox] get_weather answered 21 degrees.'),
  ],
  'a result whose call an earlier response has': [
    {
      input: [{ type: 'function_call_output', call_id: 'call_1', output: '21 degrees' }],
      previous_response_id: 'resp_1',
    },
    { ...says('[sandbox] The tool answered 21 degrees.'), previous_response_id: 'resp_1' },
  ],
  'any JSON object': [
    { input: 'Give me JSON', text: { format: { type: 'json_object' } } },
    says(expect.stringMatching(/^\{/u)),
  ],
  'a limit': [
    { input: 'Tell me about rivers', max_output_tokens: 16 },
    { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, usage: { output_tokens: 16 } },
  ],
};

describe('Responses', () => {
  it.each(Object.entries(answers))('%s', async (_, [body, expected]) => {
    expect(await postJson(responsesPath, { model: 'gpt-4o', ...body })).toMatchObject(expected);
  });

  it('reasoning uses up a limit, and then there is no message', async () => {
    const body = await (await ask('gpt-5', { max_output_tokens: 16 })).json();
    expect(body).toMatchObject({ status: 'incomplete', output: [{ type: 'reasoning', summary: [] }] });
    expect(body).toMatchObject({ usage: { output_tokens: 16, output_tokens_details: { reasoning_tokens: 16 } } });
  });

  it('thoughts come with a summary and encrypted only when asked', async () => {
    expect(await (await ask('gpt-5')).json()).toMatchObject({ output: [{ type: 'reasoning', summary: [] }, {}] });
    const more = { reasoning: { summary: 'auto' }, include: ['reasoning.encrypted_content'] };
    expect(await (await ask('gpt-5', more)).json()).toMatchObject({
      output: [
        {
          summary: [{ type: 'summary_text', text: expect.stringContaining('[sandbox]') }],
          encrypted_content: expect.any(String),
        },
        {},
      ],
    });
    expect(await (await ask('gpt-5.4', { reasoning: { effort: 'none' } })).json()).toMatchObject({
      output: [{ type: 'message' }],
    });
  });

  it('the same request has the same answer', async () => {
    expect(await (await ask('gpt-5')).text()).toBe(await (await ask('gpt-5')).text());
  });
});

describe('a stream of Responses', () => {
  it('numbers its events from 0 and ends with the whole response', async () => {
    const whole: unknown = await (await ask('gpt-5', { reasoning: { summary: 'auto' } })).json();
    const { events } = await eventsOf(await ask('gpt-5', { reasoning: { summary: 'auto' }, stream: true }));
    expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_, index) => index));
    const types = events.map(({ type }) => type.replace('response.', ''));
    expect(types.filter((type, index) => type !== types[index - 1])).toEqual([
      'created',
      'in_progress',
      'output_item.added',
      'reasoning_summary_part.added',
      'reasoning_summary_text.delta',
      'reasoning_summary_text.done',
      'reasoning_summary_part.done',
      'output_item.done',
      'output_item.added',
      'content_part.added',
      'output_text.delta',
      'output_text.done',
      'content_part.done',
      'output_item.done',
      'completed',
    ]);
    expect(events.at(-1)?.['response']).toEqual(whole);
  });

  it('pads its deltas unless asked not to', async () => {
    const isDelta = ({ type }: { type: string }): boolean => type.endsWith('.delta');
    const padded = await eventsOf(await ask('gpt-4o', { stream: true }));
    expect(padded.events.filter(isDelta).every((event) => 'obfuscation' in event)).toBe(true);
    const plain = await eventsOf(await ask('gpt-4o', { stream: true, stream_options: { include_obfuscation: false } }));
    expect(plain.events.some((event) => 'obfuscation' in event)).toBe(false);
  });

  it('has no [DONE]', async () => {
    expect(await (await post(responsesPath, { model: 'gpt-4o', input: 'Hello', stream: true })).text()).not.toContain(
      '[DONE]',
    );
  });
});
