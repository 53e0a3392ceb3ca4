import { type ChatEvent, type ChatOutput, collectChat } from '@x/core';
import { describe, expect, test } from 'vitest';
import { answering, call, eventText, geminiAt, inPieces, read, saying, streamed } from './stub-fetch.ts';

const usage = (promptTokenCount: number, candidatesTokenCount: number) => ({
  usageMetadata: { promptTokenCount, candidatesTokenCount, totalTokenCount: promptTokenCount + candidatesTokenCount },
});

/** One answer with parts of every kind, in the pieces in which it streams. */
const pieces: readonly object[] = [
  { text: 'Let me ', thought: true },
  { text: 'think 🤔', thought: true },
  { text: 'Größe: ' },
  { text: 'grün ' },
  { text: '😀', thoughtSignature: 'on-text' },
  { executableCode: { language: 'PYTHON', code: 'print("é")' }, thoughtSignature: 'on-code' },
  { codeExecutionResult: { outcome: 'OUTCOME_OK', output: 'é' } },
  { text: 'Now ' },
  { text: 'the call.' },
  { functionCall: { name: 'look', id: 'c1', args: { at: 'sky', deep: [1, null] } }, thoughtSignature: 'on-call' },
  { functionCall: { name: 'listen', id: 'c2', args: {} } },
  { inlineData: { mimeType: 'image/png', data: 'AQID' } },
  { text: '', thoughtSignature: 'alone' },
];
const chunks = [
  ...pieces.map((part, place) => ({ ...saying([part]), ...usage(7, place), responseId: 'r', modelVersion: 'm-1' })),
  { ...saying([], { finishReason: 'STOP' }), ...usage(7, 40), responseId: 'r', modelVersion: 'm-1' },
];

/** What does not depend on how the answer came. */
const essence = ({ meta: { timing: _, raw: __, ...meta }, ...output }: ChatOutput) => ({ ...output, meta });

test.each([1, 5, 7, 64, 100_000])('cut into pieces of %i bytes it equals the whole', async (size) => {
  const whole = await read({ ...answering(pieces), ...usage(7, 40), responseId: 'r', modelVersion: 'm-1' });
  const collected = await collectChat(streamed(chunks, size));
  expect(essence(collected)).toEqual(essence(whole));
  expect(collected.meta.timing.firstTokenMs).toEqual(expect.any(Number));
  expect(collected.usage).toEqual({ inputTokens: 7, outputTokens: 40, totalTokens: 47 });
});

test('the same fold over the events gives the same answer', async () => {
  async function* replayed(list: readonly ChatEvent[]) {
    yield* list;
  }
  const stream = streamed(chunks, 3);
  const events: ChatEvent[] = [];
  for await (const event of stream) events.push(event);
  expect(await collectChat(replayed(events))).toEqual(await stream.result());
  expect(events.filter(({ type }) => type === 'end')).toHaveLength(1);
  expect(events.at(-1)?.type).toBe('end');
});

test('text comes as it is said, before the end', async () => {
  const texts: string[] = [];
  for await (const text of streamed(chunks).text()) texts.push(text);
  expect(texts).toEqual(['Größe: ', 'grün ', '😀', 'Now ', 'the call.']);
});

test('the last counts are those of the answer, and a chunk without counts does not erase them', async () => {
  const { usage: counts } = await streamed([
    { ...saying([{ text: 'a' }]), ...usage(5, 1) },
    { ...answering([{ text: 'b' }]), ...usage(5, 2) },
    { usageMetadata: { trafficType: 'ON_DEMAND' } },
  ]).result();
  expect(counts).toEqual({ inputTokens: 5, outputTokens: 2, totalTokens: 7 });
});

describe('ends', () => {
  test('a prompt that was blocked is the end', async () => {
    const output = await streamed([{ promptFeedback: { blockReason: 'SAFETY' }, ...usage(5, 0) }]).result();
    expect(output).toMatchObject({ text: '', finishReason: 'content-filter', meta: { rawFinishReason: 'SAFETY' } });
  });

  test('a reason without words is an answer', async () => {
    expect(await streamed([{ candidates: [{ finishReason: 'MAX_TOKENS' }] }]).result()).toMatchObject({
      text: '',
      finishReason: 'length',
    });
  });

  test.each([
    ['after some words', [saying([{ text: 'Hel' }]), saying([{ text: 'lo' }])], 'Hello'],
    ['after thoughts alone', [saying([{ text: 'Hm', thought: true }])], ''],
  ])('a stream that breaks off %s is interrupted', async (_, cut, text) => {
    await expect(streamed(cut).result()).rejects.toMatchObject({
      code: 'interrupted',
      partial: { text, content: [{}] },
    });
  });

  test('a stream of nothing is interrupted, and may be tried again', async () => {
    await expect(streamed([]).result()).rejects.toMatchObject({ code: 'interrupted', retryable: true });
    await expect(streamed([saying([{}])]).result()).rejects.toMatchObject({ code: 'interrupted', retryable: true });
  });
});

describe('errors in mid-stream', () => {
  const error = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } };
  const begun = eventText([saying([{ text: 'Hel' }])]);
  const shapes = [
    ['as an event', begun + eventText([error])],
    ['as JSON without data:', `${begun}${JSON.stringify(error, null, 2)}\n`],
    ['as a list without data:', `${begun}${JSON.stringify([error], null, 2)}\n`],
  ] as const;

  test.each(shapes)('%s', async (_, text) => {
    for (const size of [1, 5, 7, 100_000]) {
      const failure = await geminiAt(() => inPieces(text, size))
        .provider.stream('chat', call)
        .result()
        .catch((thrown: unknown) => thrown);
      expect(failure).toMatchObject({
        code: 'overloaded',
        message: expect.stringContaining('The model is overloaded'),
        partial: { text: 'Hel', content: [{ type: 'text', text: 'Hel' }] },
      });
    }
  });

  test('after the reason it still throws', async () => {
    const text = eventText([answering([{ text: 'Hello' }]), error]);
    const { provider } = geminiAt(() => inPieces(text, 100_000));
    await expect(provider.stream('chat', call).result()).rejects.toMatchObject({ code: 'overloaded' });
  });

  test('as the first event it is retried like an HTTP error', async () => {
    let calls = 0;
    const { provider } = geminiAt(() => {
      calls++;
      return inPieces(eventText(calls === 1 ? [error] : [answering([{ text: 'Hello' }])]), 100_000);
    });
    const output = await provider.stream('chat', call, { retry: { limit: 1 } }).result();
    expect(output).toMatchObject({ text: 'Hello', meta: { attempts: 2 } });
  });
});

describe('without alt=sse', () => {
  const list = JSON.stringify([saying([{ text: 'Hel' }]), { ...answering([{ text: 'lo' }]), ...usage(5, 2) }], null, 1);

  test.each(['application/json; charset=UTF-8', 'text/event-stream'])('a list, as %s', async (type) => {
    for (const size of [1, 7, 100_000]) {
      const { provider } = geminiAt(() => inPieces(list, size, type));
      expect(await provider.stream('chat', call).result()).toMatchObject({
        text: 'Hello',
        finishReason: 'stop',
        usage: { outputTokens: 2 },
      });
    }
  });

  test.each([
    [
      'an error',
      [saying([{ text: 'Hel' }]), { error: { code: 503, message: 'Busy.', status: 'UNAVAILABLE' } }],
      'overloaded',
    ],
    ['no end', [saying([{ text: 'Hel' }])], 'interrupted'],
  ])('a list with %s in it is not an answer', async (_, body, code) => {
    for (const type of ['application/json', 'text/event-stream']) {
      const { provider } = geminiAt(() => inPieces(JSON.stringify(body), 7, type));
      await expect(provider.stream('chat', call).result()).rejects.toMatchObject({ code, partial: { text: 'Hel' } });
    }
  });

  test('an error as a list', async () => {
    const body = [{ error: { code: 429, message: 'Slow down.', status: 'RESOURCE_EXHAUSTED' } }];
    const { provider } = geminiAt(() => Response.json(body, { status: 429 }));
    await expect(provider.stream('chat', call).result()).rejects.toMatchObject({ code: 'rate-limit', status: 429 });
  });
});

describe('tool calls that come in pieces', () => {
  const piece = (functionCall: object) => saying([{ functionCall }]);

  test('are put together by path', async () => {
    const { toolCalls } = await streamed([
      saying([{ functionCall: { name: 'cook', id: 'c1', willContinue: true }, thoughtSignature: 's' }]),
      piece({ partialArgs: [{ jsonPath: '$.dish.name', stringValue: 'La', willContinue: true }], willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.dish.name', stringValue: 'sagna' }], willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.dish.steps[0].minutes', numberValue: 5 }], willContinue: true }),
      piece({ partialArgs: [{ jsonPath: "$.dish.steps[1]['too long']", boolValue: true }], willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.__proto__.polluted', nullValue: 'NULL_VALUE' }], willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.dish.steps[4000000000]', boolValue: true }], willContinue: true }),
      piece({}),
      piece({ name: 'look' }),
      piece({ name: 'wait', partialArgs: [{ jsonPath: '$.s', numberValue: 1 }] }),
      answering([]),
    ]).result();
    expect(toolCalls.map(({ name, rawArguments }) => [name, JSON.parse(rawArguments)])).toEqual([
      [
        'cook',
        {
          dish: { name: 'Lasagna', steps: [{ minutes: 5 }, { 'too long': true }] },
          ['__proto__']: { polluted: null },
        },
      ],
      ['look', {}],
      ['wait', { s: 1 }],
    ]);
    expect(toolCalls[0]).toMatchObject({ id: 'c1', providerMetadata: { gemini: { thoughtSignature: 's' } } });
    expect({}).not.toHaveProperty('polluted');
  });

  test('a call whose end is not said ends with the answer', async () => {
    const { toolCalls } = await streamed([
      piece({ name: 'cook', willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.a', numberValue: 1 }], willContinue: true }),
      answering([]),
    ]).result();
    expect(toolCalls).toMatchObject([{ name: 'cook', input: { a: 1 } }]);
  });

  test('a piece of no call is no call', async () => {
    const { toolCalls, finishReason } = await streamed([piece({}), answering([])]).result();
    expect([toolCalls, finishReason]).toEqual([[], 'stop']);
  });
});
