import { type ChatEvent, collectChat, fromResponse, InferenceError, type Part, toResponse } from '@x/core';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fakeProvider } from './fake-provider.ts';

afterEach(() => void vi.useRealTimers());

const end: ChatEvent = {
  type: 'end',
  finishReason: 'stop',
  warnings: [],
  meta: { provider: 'p', model: 'm', attempts: 1, timing: { totalMs: 1 } },
};

async function* from(events: readonly ChatEvent[], error?: unknown): AsyncGenerator<ChatEvent> {
  yield* events;
  if (error !== undefined) throw error;
}

/** The same response, its body cut into pieces of `size` bytes and ended after `length` of them. */
async function cut(response: Response, size: number, length = Number.POSITIVE_INFINITY): Promise<Response> {
  const bytes = (await response.bytes()).subarray(0, length);
  let place = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (place >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(place, place + size));
      place += size;
    },
  });
  return new Response(body, { headers: response.headers });
}

/** What a reader sees: the events, and the error if there is one. */
async function read(stream: AsyncIterable<ChatEvent>): Promise<{ events: ChatEvent[]; error?: unknown }> {
  const events: ChatEvent[] = [];
  try {
    for await (const event of stream) events.push(event);
    return { events };
  } catch (error) {
    return { events, error };
  }
}

// Words with what trips an encoding: several bytes, both halves of a pair, line ends, the wire's own signs.
const word = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('\r\n', '\n\ndata: x', '🦀', 'é', '\u2028', ':'),
);
const index = fc.nat(5);
const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => new Uint8Array(array));
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: word }),
  fc.record({
    type: fc.constant('reasoning' as const),
    text: word,
    providerMetadata: fc.constant({ p: { $x: 'bytes' } }),
  }),
  fc.record({
    type: fc.constant('tool-call' as const),
    id: word,
    name: word,
    input: fc.jsonValue({ maxDepth: 2 }),
    rawArguments: word,
  }),
  fc.record({
    type: fc.constantFrom('image' as const, 'audio' as const, 'file' as const),
    media: fc.record({ mediaType: word, data: bytes }),
  }),
  fc.record({ type: fc.constant('provider-tool' as const), name: word, data: fc.jsonValue({ maxDepth: 2 }) }),
);
const event: fc.Arbitrary<ChatEvent> = fc.oneof(
  fc.record({ type: fc.constant('text-delta' as const), index, text: word }),
  fc.record({ type: fc.constant('reasoning-delta' as const), index, text: word }),
  fc.record({ type: fc.constant('tool-call-delta' as const), index, id: word, name: word, arguments: word }),
  fc.record({ type: fc.constant('part' as const), index, part }),
);
const last: fc.Arbitrary<ChatEvent> = fc.record({
  type: fc.constant('end' as const),
  finishReason: fc.constantFrom('stop' as const, 'length' as const, 'tool-calls' as const),
  logprobs: fc.constant([{ token: 'a', logprob: Number.NEGATIVE_INFINITY }]),
  usage: fc.record({ inputTokens: fc.nat() }),
  warnings: fc.array(fc.record({ type: fc.constant('changed' as const), setting: word, message: word })),
  meta: fc.constant({
    ...('meta' in end ? end.meta : undefined),
    provider: 'p',
    model: 'm',
    attempts: 2,
    timing: { totalMs: 1.5 },
    fallbacks: [
      {
        provider: 'q',
        model: 'n',
        ms: 3,
        error: new InferenceError({ code: 'quota', provider: 'q', message: 'used up' }),
      },
    ],
  }),
});

describe('toResponse and fromResponse', () => {
  test('give back the same events and the same answer, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event), last, fc.constantFrom(1, 2, 7, 1000), async (events, whole, size) => {
        const sent = [...events, whole];
        const stream = fromResponse(await cut(toResponse(from(sent)), size));
        const { events: heard, error } = await read(stream);
        expect(error).toBeUndefined();
        expect(heard).toEqual(sent);
        expect(await stream.result()).toEqual(await collectChat(from(sent)));
      }),
      { numRuns: 150 },
    );
  });

  test('a body that stops anywhere before its end is interrupted, with what had come', async () => {
    const sent: ChatEvent[] = [
      { type: 'text-delta', index: 0, text: 'Hé' },
      { type: 'text-delta', index: 0, text: 'llo' },
      { type: 'part', index: 0, part: { type: 'text', text: 'Héllo' } },
    ];
    const whole = await toResponse(from(sent)).bytes();
    for (let length = 0; length <= whole.length; length++) {
      const { events, error } = await read(fromResponse(await cut(toResponse(from(sent)), 5, length)));
      expect(error).toMatchObject({ code: 'interrupted' });
      expect(events).toEqual(sent.slice(0, events.length));
      const partial = InferenceError.is(error) ? error.partial?.text : undefined;
      expect(partial).toBe([undefined, 'Hé', 'Héllo', 'Héllo'][events.length]);
    }
  });

  test('an error comes back as it was', async () => {
    const error = new InferenceError({
      code: 'rate-limit',
      provider: 'p',
      model: 'm',
      message: 'p (m): wait',
      status: 429,
      requestId: 'r',
      retryAfterMs: 1500,
      partial: { text: 'Hel', content: [{ type: 'text', text: 'Hel' }] },
      fallbacks: [
        { provider: 'q', model: 'n', ms: 1, error: new InferenceError({ code: 'auth', provider: 'q', message: 'no' }) },
      ],
    });
    const delta: ChatEvent = { type: 'text-delta', index: 0, text: 'Hel' };
    const response = toResponse(from([delta], error));
    const copy = response.clone();
    const stream = fromResponse(response);
    const { events, error: heard } = await read(stream);
    expect(events).toEqual([delta]);
    expect(InferenceError.is(heard) && heard.toJSON()).toEqual(error.toJSON());
    expect(heard).toMatchObject({ retryable: true, fallbacks: [{ error: { code: 'auth' } }] });
    await expect(stream.result()).rejects.toBe(heard);
    expect(await copy.text()).toContain('event: failure\ndata: ');
  });

  test('what was thrown that is none of ours keeps its words', async () => {
    const response = toResponse(from([], new TypeError('postgres://user:password@host')));
    const text = await response.clone().text();
    expect(text).not.toContain('password');
    expect((await read(fromResponse(response))).error).toMatchObject({ code: 'server' });
  });

  test('a provider streams through it', async () => {
    const provider = fakeProvider({ reasoning: 'hm', text: ['Hel', 'lo'], toolCalls: [{ name: 'look', id: 'c' }] });
    const given = { model: 'm', prompt: 'Hi' };
    const { meta: _, ...direct } = await provider.run('chat', given);
    const { meta, ...through } = await fromResponse(toResponse(provider.stream('chat', given))).result();
    expect(through).toEqual(direct);
    expect(meta).not.toHaveProperty('raw');
  });

  test('headers and status are those that were given, over our own', () => {
    const response = toResponse(from([end]), { status: 201, headers: { 'cache-control': 'private', 'x-own': '1' } });
    expect(response.status).toBe(201);
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'private',
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      'x-own': '1',
    });
  });

  test('nothing is asked before the body is read, and one event for each read', async () => {
    let asked = 0;
    async function* counting(): AsyncGenerator<ChatEvent> {
      for (;;) {
        asked++;
        yield { type: 'text-delta', index: 0, text: 'a' };
      }
    }
    const reader = toResponse(counting()).body?.getReader();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked).toBe(0);
    await reader?.read();
    await reader?.read();
    expect(asked).toBe(2);
    await reader?.cancel();
  });

  test('a client that goes away closes the source, also while nothing comes', async () => {
    const provider = fakeProvider({ text: 'a', hangs: true });
    const stream = provider.stream('chat', { model: 'm', prompt: 'Hi' });
    const reader = toResponse(stream).body?.getReader();
    await reader?.read();
    const waiting = reader?.read();
    await reader?.cancel();
    expect(await waiting).toMatchObject({ done: true });
    await expect(stream.result()).rejects.toMatchObject({ code: 'aborted', partial: { text: 'a' } });
  });

  test('leaving the other end cancels the body', async () => {
    let cancelled = false;
    const body = new ReadableStream({
      start: (controller) =>
        controller.enqueue(new TextEncoder().encode('data: {"type":"text-delta","index":0,"text":"a"}\n\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    const stream = fromResponse(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
    for await (const _ of stream) break;
    expect(cancelled).toBe(true);
    await expect(stream.result()).rejects.toMatchObject({ code: 'aborted', partial: { text: 'a' } });
  });

  test('a comment every 15 s keeps a silent connection open, and no timer is left', async () => {
    vi.useFakeTimers();
    const source = { ...end };
    async function* slow(): AsyncGenerator<ChatEvent> {
      await new Promise((resolve) => setTimeout(resolve, 40_000));
      yield source;
    }
    const text = toResponse(slow()).text();
    await vi.advanceTimersByTimeAsync(40_000);
    expect((await text).match(/^: /gm)).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
    const reader = toResponse(slow()).body?.getReader();
    void reader?.read();
    await vi.advanceTimersByTimeAsync(1);
    const cancelled = reader?.cancel();
    await vi.advanceTimersByTimeAsync(40_000);
    await cancelled;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('fromResponse and what toResponse did not write', () => {
  const events = { 'content-type': 'text/event-stream' };

  test.each<[string, Response, object]>([
    ['401', new Response('no', { status: 401 }), { code: 'auth', status: 401, message: 'The server answered 401: no' }],
    [
      '429',
      new Response('', { status: 429, headers: { 'retry-after': '2' } }),
      { code: 'rate-limit', retryAfterMs: 2000, retryable: true },
    ],
    [
      '500 with HTML',
      new Response('<html>secret</html>', { status: 500, headers: { 'content-type': 'text/html' } }),
      { code: 'server', message: expect.not.stringContaining('secret') },
    ],
    [
      '502 with JSON',
      Response.json({ error: { message: 'upstream' } }, { status: 502 }),
      { code: 'server', message: expect.stringContaining('upstream') },
    ],
    [
      'an error as JSON',
      Response.json(new InferenceError({ code: 'quota', provider: 'p', message: 'used up' }), { status: 402 }),
      { code: 'quota', provider: 'p', status: 402, message: 'used up' },
    ],
    ['a page', new Response('<html>', { headers: { 'content-type': 'text/html' } }), { code: 'bad-response' }],
    ['no body', new Response(null, { headers: events }), { code: 'bad-response' }],
    ['an event that is not JSON', new Response('data: hello\n\n', { headers: events }), { code: 'bad-response' }],
    [
      'an event of another kind',
      new Response('data: {"type":"other"}\n\n', { headers: events }),
      { code: 'bad-response' },
    ],
    [
      'an event without its fields',
      new Response('data: {"type":"end"}\n\n', { headers: events }),
      { code: 'bad-response' },
    ],
    ['JSON without events', new Response('{"a":1}', { headers: events }), { code: 'bad-response' }],
    ['an empty body', new Response('', { headers: events }), { code: 'interrupted', retryable: true }],
  ])('%s', async (_, response, expected) => {
    const { error } = await read(fromResponse(response));
    expect(InferenceError.is(error)).toBe(true);
    expect(error).toMatchObject(expected);
  });

  test('a connection that breaks is interrupted, with what had come', async () => {
    let pulls = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (pulls++ > 0) return controller.error(new TypeError('terminated'));
        controller.enqueue(new TextEncoder().encode('data: {"type":"text-delta","index":0,"text":"a"}\n\n'));
      },
    });
    const stream = fromResponse(new Response(body, { headers: events }));
    await expect(stream.result()).rejects.toMatchObject({
      code: 'interrupted',
      retryable: false,
      partial: { text: 'a' },
    });
  });
});
