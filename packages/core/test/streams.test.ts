import { type ChatEvent, collectChat, InferenceError } from '@x/core';
import { expect, test, vi } from 'vitest';
import { answerBody, delta, events, finish, recordingFetch, stubVendor } from './stub-vendor.ts';

const input = { model: 'm', prompt: 'hello' };
const make = (respond: Parameters<typeof recordingFetch>[0], options: { limit?: number } = {}) => {
  const { fetch, seen } = recordingFetch(respond);
  return { provider: stubVendor({ apiKey: 'k', fetch, retry: { limit: options.limit ?? 2 } }), seen };
};
const story = [delta('Hel'), delta('lo'), finish('stop'), '[DONE]'];

async function read(
  stream: AsyncIterable<ChatEvent>,
): Promise<{ types: string[]; text: string; error?: InferenceError }> {
  const types: string[] = [];
  let text = '';
  try {
    for await (const event of stream) {
      types.push(event.type);
      if (event.type === 'text-delta') text += event.text;
    }
    return { types, text };
  } catch (error) {
    if (!InferenceError.is(error)) throw error;
    return { types, text, error };
  }
}

test('nothing is sent before the first pull', async () => {
  const { provider, seen } = make(() => events(story));
  const stream = provider.stream('chat', input);
  await Promise.resolve();
  expect(seen).toHaveLength(0);
  expect((await stream.result()).text).toBe('Hello');
  expect(seen).toHaveLength(1);
});

test('a reader beside result() sees every event, in order', async () => {
  const { provider } = make(() => events([...[...'abcdefg'].map(delta), finish('stop')], 9));
  const stream = provider.stream('chat', input);
  const result = stream.result();
  expect(await read(stream)).toMatchObject({ text: 'abcdefg', types: [...Array(7).fill('text-delta'), 'part', 'end'] });
  expect((await result).text).toBe('abcdefg');
  expect((await collectChat(stream)).text).toBe('abcdefg');
});

test('leaving before the end closes the connection and has no answer', async () => {
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(delta('Hel'))}\n\n`)),
    cancel,
  });
  const { provider } = make(() => new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
  const stream = provider.stream('chat', input);
  for await (const event of stream) {
    expect(event).toMatchObject({ text: 'Hel' });
    break;
  }
  await expect(stream.result()).rejects.toMatchObject({ code: 'aborted', partial: { text: 'Hel' } });
  expect(cancel).toHaveBeenCalledOnce();
});

test('leaving while the first pull waits settles it and sends nothing more', async () => {
  // This host ignores the signal, as some test doubles and proxies do.
  const { provider, seen } = make(() => new Promise<Response>(() => undefined));
  const reader = provider.stream('chat', input)[Symbol.asyncIterator]();
  const pending = reader.next();
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  await reader.return?.();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(seen).toHaveLength(1);
});

test('leaving a text() that waits closes the connection at once', async () => {
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array>({ cancel });
  const { provider, seen } = make(() => new Response(body));
  const reader = provider.stream('chat', input).text()[Symbol.asyncIterator]();
  const pending = reader.next();
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  await reader.return?.();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(cancel).toHaveBeenCalledOnce();
});

test('an answer that is whole stays so for one who leaves at its end', async () => {
  const { provider } = make(() => events(story));
  const stream = provider.stream('chat', input);
  for await (const event of stream) if (event.type === 'end') break;
  expect((await stream.result()).text).toBe('Hello');
});

const broken = { error: { message: 'busy', code: 503, type: 'overloaded_error' } };

test.each([1, 40, 10_000])(
  'an error in mid-stream comes after all that came before it (pieces of %i bytes)',
  async (cut) => {
    const { provider, seen } = make(() => events([delta('Hel'), delta('lo'), broken], cut));
    const { text, error } = await read(provider.stream('chat', input));
    expect(text).toBe('Hello');
    expect(error).toMatchObject({ code: 'overloaded', partial: { text: 'Hello' }, status: 503 });
    expect(seen).toHaveLength(1);
  },
);

test('an error as the first event is tried again', async () => {
  const { provider } = make((_, count) =>
    events(count === 1 ? [{ error: { message: 'x', type: 'server_error' } }] : story),
  );
  const result = await provider.stream('chat', input).result();
  expect(result).toMatchObject({ text: 'Hello', meta: { attempts: 2 } });
});

test('an error that states no status reports none', async () => {
  const { provider } = make(() => events([{ error: { message: 'x', type: 'server_error' } }]), { limit: 0 });
  const { error } = await read(provider.stream('chat', input));
  expect(error).toMatchObject({ code: 'server' });
  expect(error).not.toHaveProperty('status');
});

const json = (body: unknown) => () => Response.json(body);

test('a host that cannot stream answers whole', async () => {
  const { provider } = make(json(answerBody('Hello')));
  expect(await read(provider.stream('chat', input))).toEqual({ text: 'Hello', types: ['text-delta', 'part', 'end'] });
});

test('a list of events is a stream, with its errors and its end', async () => {
  expect((await read(make(json([delta('Hi'), finish('stop')])).provider.stream('chat', input))).text).toBe('Hi');
  const cut = await read(make(json([delta('Hi')])).provider.stream('chat', input));
  expect(cut.error).toMatchObject({ code: 'interrupted', partial: { text: 'Hi' } });
  const failed = await read(make(json([delta('Hi'), broken])).provider.stream('chat', input));
  expect(failed.error).toMatchObject({ code: 'overloaded', partial: { text: 'Hi' } });
  const empty = await read(make(json([]), { limit: 0 }).provider.stream('chat', input));
  expect(empty.error).toMatchObject({ code: 'interrupted' });
});

const text =
  (body: string, type = 'text/event-stream') =>
  () =>
    new Response(body, { headers: { 'content-type': type } });
const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

test('a JSON error between events is heard before the body ends', async () => {
  const body = `${event(delta('Hi'))}${JSON.stringify(broken, null, 2)}\n\ndata: [DONE]\n\n`;
  const { error } = await read(make(text(body)).provider.stream('chat', input));
  expect(error).toMatchObject({ code: 'overloaded', partial: { text: 'Hi' } });
});

test('a page is named by its type and is not shown', async () => {
  for (const type of ['text/html', 'text/plain']) {
    const { error } = await read(make(text('<html>secret page</html>', type)).provider.stream('chat', input));
    expect(error).toMatchObject({ code: 'bad-response' });
    expect(error?.message).toContain(type);
    expect(error?.message).not.toContain('secret');
  }
});

test('once the terminal marker came, a broken or silent connection loses nothing', async () => {
  for (const after of ['break', 'silence']) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(event(delta('Hi')) + event(finish('stop'))));
      },
      pull(controller) {
        if (after === 'break') controller.error(new TypeError('terminated'));
        return new Promise(() => undefined);
      },
    });
    const { fetch } = recordingFetch(() => new Response(body));
    const provider = stubVendor({ apiKey: 'k', fetch, timeout: { idle: 20 } });
    expect(await provider.stream('chat', input).result()).toMatchObject({ text: 'Hi', finishReason: 'stop' });
  }
});

test('[DONE] without a reason ends as other', async () => {
  const { provider } = make(() => events([delta('Hi'), '[DONE]']));
  expect(await provider.stream('chat', input).result()).toMatchObject({ text: 'Hi', finishReason: 'other' });
});

test('idle after the first token is not retryable, before it is', async () => {
  const silent = (first: string) => () =>
    new Response(new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(new TextEncoder().encode(first)) }));
  for (const [first, retryable] of [
    [event(delta('Hi')), false],
    [': hold on\n\n', true],
  ] as const) {
    const { fetch } = recordingFetch(silent(first));
    const provider = stubVendor({ apiKey: 'k', fetch, timeout: { idle: 15 }, retry: { limit: 0 } });
    const { error } = await read(provider.stream('chat', input));
    expect(error).toMatchObject({ code: 'timeout', timer: 'idle', retryable });
  }
});

test('a foreign stream of deltas is folded, and one without an end is not an answer', async () => {
  async function* foreign(end: boolean): AsyncGenerator<ChatEvent> {
    yield { type: 'reasoning-delta', index: 0, text: 'hm' };
    yield { type: 'tool-call-delta', index: 1, id: 'a', name: 'f', arguments: '{"x"' };
    yield { type: 'tool-call-delta', index: 1, arguments: ':1}' };
    const meta = { provider: 'p', model: 'm', attempts: 1, timing: { totalMs: 1 } };
    if (end) yield { type: 'end', finishReason: 'tool-calls', warnings: [], meta };
  }
  const call = { type: 'tool-call', id: 'a', name: 'f', input: { x: 1 }, rawArguments: '{"x":1}' };
  expect(await collectChat(foreign(true))).toMatchObject({
    reasoning: 'hm',
    toolCalls: [call],
    finishReason: 'tool-calls',
  });
  await expect(collectChat(foreign(false))).rejects.toMatchObject({ code: 'interrupted', partial: { text: '' } });
});
