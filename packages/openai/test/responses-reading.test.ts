import type { ChatOutput, Part } from '@x/core';
import { collectChat, InferenceError } from '@x/core';
import { scriptedFetch } from '@x/testing';
import { describe, expect, test } from 'vitest';
import { openai } from '../src/responses.ts';

type Item = Readonly<Record<string, unknown>>;
type Event = Item & { readonly type: string };

const input = { model: 'gpt-5-mini', prompt: 'Hi' };
const response = (output: readonly unknown[], fields: object = {}) => ({
  id: 'resp_1',
  object: 'response',
  model: 'gpt-5-mini-2025-08-07',
  status: 'completed',
  output,
  ...fields,
});

const provider = (reply: Parameters<typeof scriptedFetch>[0]) =>
  openai({ apiKey: 'test', retry: { limit: 0 }, fetch: scriptedFetch(reply) });

const run = (output: readonly unknown[], fields?: object): Promise<ChatOutput> =>
  provider({ json: response(output, fields) }).run('chat', input);

const streamOf = (events: readonly Event[]) =>
  provider({ frames: events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`) }).stream(
    'chat',
    input,
  );

const done = (output: readonly unknown[], fields?: object): Event => ({
  type: 'response.completed',
  response: response(output, fields),
});

const message = (...content: readonly object[]): Item => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content,
});
const text = (words: string, fields: object = {}): object => ({
  type: 'output_text',
  text: words,
  annotations: [],
  ...fields,
});
const reasoning: Item = {
  id: 'rs_1',
  type: 'reasoning',
  summary: [
    { type: 'summary_text', text: 'First.' },
    { type: 'summary_text', text: 'Then.' },
  ],
  encrypted_content: 'gAAAA',
};
const call: Item = {
  id: 'fc_1',
  type: 'function_call',
  call_id: 'call_1',
  name: 'weather',
  arguments: '{"city":"Graz"}',
};
const search: Item = { id: 'ws_1', type: 'web_search_call', status: 'completed', action: { type: 'search' } };

/** Items, and the parts that they become. */
const items: Readonly<Record<string, readonly [output: readonly Item[], content: readonly Part[]]>> = {
  'a text': [[message(text('Hi'))], [{ type: 'text', text: 'Hi' }]],
  'two texts of one message': [
    [message(text('Hi'), text('Ho'))],
    [
      { type: 'text', text: 'Hi' },
      { type: 'text', text: 'Ho' },
    ],
  ],
  'sources of the web, of files and of code': [
    [
      message(
        text('Hi', {
          annotations: [
            { type: 'url_citation', url: 'https://a.test', title: 'A', start_index: 0, end_index: 2 },
            { type: 'file_citation', file_id: 'file-1', filename: 'a.pdf', index: 3 },
            { type: 'container_file_citation', file_id: 'cfile_1', filename: 'b.csv', start_index: 1, end_index: 2 },
          ],
        }),
      ),
    ],
    [
      {
        type: 'text',
        text: 'Hi',
        annotations: [
          { type: 'citation', url: 'https://a.test', title: 'A', start: 0, end: 2 },
          { type: 'citation', title: 'a.pdf' },
          { type: 'citation', title: 'b.csv', start: 1, end: 2 },
        ],
      },
    ],
  ],
  'reasoning, and what is tied to it': [
    [reasoning, message(text('Hi')), call],
    [
      {
        type: 'reasoning',
        text: 'First.\n\nThen.',
        providerMetadata: { openai: { id: 'rs_1', summary: reasoning['summary'], encrypted_content: 'gAAAA' } },
      },
      { type: 'text', text: 'Hi', providerMetadata: { openai: { id: 'msg_1' } } },
      {
        type: 'tool-call',
        id: 'call_1',
        name: 'weather',
        input: { city: 'Graz' },
        rawArguments: '{"city":"Graz"}',
        providerMetadata: { openai: { id: 'fc_1' } },
      },
    ],
  ],
  'reasoning that cannot go back': [
    [{ ...reasoning, encrypted_content: null }, call],
    [
      { type: 'reasoning', text: 'First.\n\nThen.' },
      { type: 'tool-call', id: 'call_1', name: 'weather', input: { city: 'Graz' }, rawArguments: '{"city":"Graz"}' },
    ],
  ],
  'reasoning of which nothing is told': [
    [{ id: 'rs_1', type: 'reasoning', summary: [] }, message(text('Hi'))],
    [{ type: 'text', text: 'Hi' }],
  ],
  'reasoning in words of its own': [
    [{ id: 'rs_1', type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'Hm' }] }],
    [{ type: 'reasoning', text: 'Hm' }],
  ],
  'a comment before the answer': [
    [{ ...message(text('Wait.')), phase: 'commentary' }],
    [{ type: 'text', text: 'Wait.', providerMetadata: { openai: { phase: 'commentary' } } }],
  ],
  'malformed arguments': [
    [{ ...call, arguments: '{"city"' }],
    [{ type: 'tool-call', id: 'call_1', name: 'weather', input: undefined, rawArguments: '{"city"', invalid: true }],
  ],
  'a call of a tool that takes text': [
    [{ id: 'ctc_1', type: 'custom_tool_call', call_id: 'call_2', name: 'query', input: 'SELECT 1' }],
    [
      {
        type: 'tool-call',
        id: 'call_2',
        name: 'query',
        input: 'SELECT 1',
        rawArguments: 'SELECT 1',
        providerMetadata: { openai: { custom: true } },
      },
    ],
  ],
  "a tool of the API's own": [
    [search],
    [{ type: 'provider-tool', name: 'web_search_call', data: search, providerMetadata: { openai: {} } }],
  ],
  'an item of tomorrow': [
    [{ type: 'dream', id: 'd_1' }],
    [{ type: 'provider-tool', name: 'dream', data: { type: 'dream', id: 'd_1' }, providerMetadata: { openai: {} } }],
  ],
  'a picture': [
    [{ id: 'ig_1', type: 'image_generation_call', status: 'completed', output_format: 'webp', result: 'AQID' }],
    [
      {
        type: 'image',
        media: { mediaType: 'image/webp', data: new Uint8Array([1, 2, 3]) },
        providerMetadata: {
          openai: { item: { id: 'ig_1', type: 'image_generation_call', status: 'completed', output_format: 'webp' } },
        },
      },
    ],
  ],
  'a picture that was not drawn': [
    [{ id: 'ig_1', type: 'image_generation_call', status: 'failed', result: null }],
    [
      {
        type: 'provider-tool',
        name: 'image_generation_call',
        data: { id: 'ig_1', type: 'image_generation_call', status: 'failed', result: null },
        providerMetadata: { openai: {} },
      },
    ],
  ],
};

describe.each(Object.entries(items))('%s', (_, [output, content]) => {
  test('of a whole answer', async () => {
    expect((await run(output)).content).toEqual(content);
  });

  test('of a stream that gives items whole', async () => {
    const events = output.map((item, output_index) => ({ type: 'response.output_item.done', output_index, item }));
    expect((await streamOf([...events, done(output)]).result()).content).toEqual(content);
  });

  test('of a stream that gives nothing but the response', async () => {
    expect((await streamOf([done(output)]).result()).content).toEqual(content);
  });
});

describe('why an answer ended', () => {
  const incomplete = (reason: string) => ({ status: 'incomplete', incomplete_details: { reason } });
  test.each<[string, readonly Item[], object, ChatOutput['finishReason'], string]>([
    ['completed', [message(text('Hi'))], {}, 'stop', 'completed'],
    ['with a call', [call], {}, 'tool-calls', 'completed'],
    ['too long', [message(text('Hi'))], incomplete('max_output_tokens'), 'length', 'max_output_tokens'],
    ['too long in a call', [call], incomplete('max_output_tokens'), 'length', 'max_output_tokens'],
    ['filtered', [message(text('Hi'))], incomplete('content_filter'), 'content-filter', 'content_filter'],
    ['a refusal', [message({ type: 'refusal', refusal: 'No.' })], {}, 'content-filter', 'completed'],
    ['incomplete without a reason', [message(text('Hi'))], { status: 'incomplete' }, 'other', 'incomplete'],
    ['cancelled', [], { status: 'cancelled' }, 'other', 'cancelled'],
    ['nothing said', [], {}, 'stop', 'completed'],
  ])('%s', async (_, output, fields, finishReason, rawFinishReason) => {
    const answer = await run(output, fields);
    expect([answer.finishReason, answer.meta.rawFinishReason]).toEqual([finishReason, rawFinishReason]);
    const streamed = await streamOf([done(output, fields)]).result();
    expect([streamed.finishReason, streamed.meta.rawFinishReason]).toEqual([finishReason, rawFinishReason]);
  });

  test('a stream whose last event has no response is told by the event', async () => {
    const events = [{ type: 'response.output_text.delta', delta: 'Hi' }, { type: 'response.completed' }];
    expect(await streamOf(events).result()).toMatchObject({ text: 'Hi', finishReason: 'stop' });
  });
});

describe('a stream', () => {
  const added = (item: Item, output_index: number): Event => ({
    type: 'response.output_item.added',
    output_index,
    item,
  });
  const ended = (item: Item, output_index: number): Event => ({
    type: 'response.output_item.done',
    output_index,
    item,
  });
  const delta = (name: string, words: string, fields: object = {}): Event => ({
    type: `response.${name}.delta`,
    output_index: 0,
    content_index: 0,
    delta: words,
    ...fields,
  });

  test('says each paragraph of a summary, and the whole once', async () => {
    const name = 'reasoning_summary_text';
    const events = [
      added({ ...reasoning, summary: [], encrypted_content: null }, 0),
      delta(name, 'Fir', { summary_index: 0 }),
      delta(name, 'st.', { summary_index: 0 }),
      delta(name, 'Then.', { summary_index: 1 }),
      ended(reasoning, 0),
      added({ ...message(), status: 'in_progress' }, 1),
      delta('output_text', 'Hi', { output_index: 1 }),
      ended(message(text('Hi')), 1),
    ];
    const stream = streamOf([...events, done([reasoning, message(text('Hi'))])]);
    const answer = await stream.result();
    expect(answer.content).toEqual((await run([reasoning, message(text('Hi'))])).content);
    expect(answer.reasoning).toBe('First.\n\nThen.');
  });

  test('of two texts in one message keeps the sources of each', async () => {
    const sourced = (words: string, url: string) => text(words, { annotations: [{ type: 'url_citation', url }] });
    const whole = message(sourced('Hi', 'https://a.test'), sourced('Ho', 'https://b.test'));
    const events = [
      added(message(), 0),
      delta('output_text', 'Hi'),
      { type: 'response.content_part.done', output_index: 0, content_index: 0, part: sourced('Hi', 'https://a.test') },
      delta('output_text', 'H', { content_index: 1 }),
      ended(whole, 0),
    ];
    expect((await streamOf([...events, done([whole])]).result()).content).toEqual((await run([whole])).content);
  });

  test('of calls by turns keeps them apart', async () => {
    const other = { ...call, id: 'fc_2', call_id: 'call_2', arguments: '{"city":"Linz"}' };
    const name = 'function_call_arguments';
    const events = [
      added({ ...call, arguments: '' }, 0),
      added({ ...other, arguments: '' }, 1),
      delta(name, '{"city":'),
      delta(name, '{"city":', { output_index: 1 }),
      delta(name, '"Graz"}'),
      delta(name, '"Linz"}', { output_index: 1 }),
      ended(call, 0),
      ended(other, 1),
    ];
    const answer = await streamOf([...events, done([call, other])]).result();
    expect(answer.toolCalls).toEqual((await run([call, other])).toolCalls);
  });

  test('whose response numbers its items otherwise says nothing twice', async () => {
    const whole = message(text('Hi'));
    const events = [added(message(), 0), delta('output_text', 'Hi'), ended(whole, 0), done([reasoning, whole])];
    expect((await streamOf(events).result()).text).toBe('Hi');
  });

  test('ignores events that it does not know, and whatever follows its end but a failure', async () => {
    const events = [
      { type: 'response.output_text.sparkle', delta: 'no' },
      delta('output_text', 'Hi'),
      done([message(text('Hi'))]),
      delta('output_text', ' again'),
    ];
    expect((await streamOf(events).result()).text).toBe('Hi');
    const failing = streamOf([...events, { type: 'error', code: 'server_error', message: 'no' }]).result();
    await expect(failing).rejects.toMatchObject({ code: 'server', partial: { text: 'Hi' } });
  });

  test('folds to the answer from its events alone', async () => {
    const output = [reasoning, search, message(text('Hi')), call];
    async function* bare() {
      yield* streamOf([...output.map(ended), done(output)]);
    }
    const { meta: _, ...folded } = await collectChat(bare());
    const { meta: __, ...ran } = await run(output);
    expect(folded).toEqual(ran);
  });
});

test('two items of one id are two', async () => {
  const output = [message(text('Hi')), message(text('Ho'))];
  expect((await run(output)).text).toBe('HiHo');
  expect((await streamOf([done(output)]).result()).text).toBe('HiHo');
});

test('log probabilities', async () => {
  const logprobs = [
    { token: 'Hi', logprob: -0.1, bytes: [72], top_logprobs: [{ token: 'Ho', logprob: -2, bytes: [] }] },
  ];
  const expected = [{ token: 'Hi', logprob: -0.1, top: [{ token: 'Ho', logprob: -2 }] }];
  const output = [message(text('Hi', { logprobs }))];
  expect((await run(output)).logprobs).toEqual(expected);
  expect((await streamOf([done(output)]).result()).logprobs).toEqual(expected);
});

describe('a response that failed', () => {
  test.each([
    ['server_error', 'server', true],
    ['rate_limit_exceeded', 'rate-limit', true],
    ['vector_store_timeout', 'server', true],
    ['invalid_prompt', 'invalid-request', false],
    ['image_too_large', 'invalid-request', false],
    ['failed_to_download_image', 'invalid-request', false],
    ['data_residency_mismatch', 'permission', false],
    ['a_code_of_tomorrow', 'server', true],
  ])('%s is %s', async (name, code, retryable) => {
    const error = { code: name, message: 'It did not work.' };
    const whole = response([], { status: 'failed', error });
    const failures = [
      run([], { status: 'failed', error }),
      streamOf([{ type: 'response.failed', response: whole }]).result(),
      streamOf([{ type: 'error', ...error, param: null }]).result(),
      streamOf([{ type: 'error', error }]).result(),
    ];
    for (const failure of failures) {
      const thrown: unknown = await failure.catch((reason: unknown) => reason);
      expect(InferenceError.is(thrown) && [thrown.code, thrown.retryable]).toEqual([code, retryable]);
      expect(String(thrown)).toContain('It did not work');
    }
  });

  test('without saying why is a fault of the host', async () => {
    await expect(run([], { status: 'failed', error: null })).rejects.toMatchObject({ code: 'server' });
  });

  test('says how long to wait', async () => {
    const error = { code: 'rate_limit_exceeded', message: 'Please try again in 1.5s.' };
    const failing = streamOf([{ type: 'response.failed', response: response([], { status: 'failed', error }) }]);
    await expect(failing.result()).rejects.toMatchObject({ code: 'rate-limit', retryAfterMs: 1_500 });
  });
});

test('a response in the background is no answer yet', async () => {
  await expect(run([], { status: 'queued' })).rejects.toMatchObject({
    code: 'bad-response',
    message: expect.stringContaining('queued'),
  });
});
