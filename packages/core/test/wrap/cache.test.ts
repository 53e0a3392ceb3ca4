import { createHash } from 'node:crypto';
import { type ChatInput, type InferenceProvider, jsonSchema, type TaskOutput } from '@x/core';
import { type Store, withCache } from '@x/core/wrap';
import Keyv from 'keyv';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { type FakeAnswer, type FakeScript, fakeProvider } from '../fake-provider.ts';
import { answer, recordingFetch, stubVendor } from '../stub-vendor.ts';

afterEach(() => void vi.useRealTimers());

const input: ChatInput = { model: 'm', prompt: 'Hi' };
const rich: FakeAnswer = {
  reasoning: 'hm',
  text: ['Hel', 'lo'],
  toolCalls: [{ name: 'look', input: { at: 'it' }, id: 'call_1' }],
  usage: { inputTokens: 1, outputTokens: 2 },
};
const run = (provider: InferenceProvider<'chat'>, given = input, options = {}) => provider.run('chat', given, options);
const stream = (provider: InferenceProvider<'chat'>, given = input, options = {}) =>
  provider.stream('chat', given, options).result();
const both = [
  ['run', run],
  ['stream', stream],
] as const;
/** What is the same in an answer and its cached twin. */
const said = ({ meta: { cached: _, timing: __, raw: ___, ...meta }, ...output }: TaskOutput<'chat'>) => ({
  ...output,
  meta,
});

describe('withCache', () => {
  test.each(both.flatMap(([first, ask]) => both.map(([then, again]) => [first, then, ask, again] as const)))(
    'a %s is answered again as %s',
    async (_, __, ask, again) => {
      const provider = fakeProvider(rich);
      const cached = withCache(provider);
      const before = await ask(cached);
      const after = await again(cached);
      expect(before.meta.cached).toBeUndefined();
      expect(after.meta.cached).toBe(true);
      expect(said(after)).toEqual(said(before));
      expect(provider.inputs).toHaveLength(1);
    },
  );

  test('a cached stream gives deltas, parts and the end', async () => {
    const cached = withCache(fakeProvider(rich));
    await run(cached);
    const events: string[] = [];
    for await (const event of cached.stream('chat', input))
      events.push(`${event.type} ${'index' in event ? event.index : ''}`);
    expect(events).toEqual([
      'reasoning-delta 0',
      'part 0',
      'text-delta 1',
      'part 1',
      'tool-call-delta 2',
      'part 2',
      'end ',
    ]);
  });

  test.each<[string, FakeScript]>([
    ['a failure', [{ error: 'server' }, { text: 'Hello' }]],
    ['an interrupted answer', [{ text: 'Hel', error: 'interrupted' }, { text: 'Hello' }]],
    ['an answer that a limit cut', [{ text: 'Hel', finishReason: 'length' }, { text: 'Hello' }]],
    ['an answer with an unknown end', [{ text: 'Hel', finishReason: 'other' }, { text: 'Hello' }]],
  ])('%s is not kept', async (_, script) => {
    for (const [, ask] of both) {
      const cached = withCache(fakeProvider(script));
      await ask(cached).catch((error: unknown) => expect(error).toBeInstanceOf(Error));
      expect((await ask(cached)).text).toBe('Hello');
    }
  });

  test('ttlMs ends an answer', async () => {
    vi.useFakeTimers();
    const provider = fakeProvider('Hello');
    const cached = withCache(provider, { ttlMs: 1000 });
    await run(cached);
    await vi.advanceTimersByTimeAsync(999);
    await run(cached);
    expect(provider.inputs).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await run(cached);
    expect(provider.inputs).toHaveLength(2);
  });

  test('memory is bounded: what was not asked for longest goes', async () => {
    const provider = fakeProvider('Hello');
    const cached = withCache(provider);
    for (let count = 0; count < 1000; count++) await run(cached, { model: 'm', prompt: `${count}` });
    await run(cached, { model: 'm', prompt: '0' });
    await run(cached, { model: 'm', prompt: 'one too many' });
    await run(cached, { model: 'm', prompt: '0' });
    expect(provider.inputs).toHaveLength(1001);
    await run(cached, { model: 'm', prompt: '1' });
    expect(provider.inputs).toHaveLength(1002);
  });

  test('Keyv is a store, and a second process finds the answers', async () => {
    const store = new Keyv();
    await run(withCache(fakeProvider(rich), { store }));
    const provider = fakeProvider('never asked');
    const after = await stream(withCache(provider, { store }));
    expect(after).toMatchObject({ text: 'Hello', meta: { cached: true } });
    expect(provider.inputs).toHaveLength(0);
  });

  test('bytes and vectors survive a store of text', async () => {
    const vectors = [new Float32Array([0.5, -1.25, 3e-8]), new Float32Array([])];
    const audio = { mediaType: 'audio/wav', data: new Uint8Array([0, 255, 128]) };
    const kept = { warnings: [], meta: { provider: 'p', model: 'm', attempts: 1, timing: { totalMs: 1 } } };
    const answers = { embedding: { vectors, ...kept }, 'text-to-speech': { audio, ...kept } };
    let asked = 0;
    const provider = {
      id: 'p',
      tasks: { embedding: true, 'text-to-speech': true },
      run: async (task: keyof typeof answers) => {
        asked++;
        return answers[task];
      },
    } as unknown as InferenceProvider<'embedding' | 'text-to-speech'>;
    const cached = withCache(provider);
    const embed = () => cached.run('embedding', { model: 'm', texts: ['a', ''] });
    const speak = () => cached.run('text-to-speech', { model: 'm', text: 'a' });
    await embed();
    await speak();
    expect((await embed()).vectors).toEqual(vectors);
    expect((await speak()).audio).toEqual(audio);
    expect(asked).toBe(2);
  });

  test('a key never reaches the store', async () => {
    const written: unknown[] = [];
    const memory = new Map<string, unknown>();
    const store: Store = {
      get: async (key) => memory.get(key),
      set: async (key, value) => void written.push(key, value, memory.set(key, value)),
      delete: async (key) => memory.delete(key),
    };
    const { fetch } = recordingFetch(() => answer('Hello'));
    const provider = withCache<'chat' | 'embedding'>(stubVendor({ apiKey: 'sk-secret', fetch }), { store });
    await provider.run('chat', input, { headers: { 'x-more': 'hush' } });
    expect(String(written[0])).toMatch(/^x:1:[0-9a-f]{64}$/);
    expect(JSON.stringify(written)).not.toMatch(/sk-secret|hush/);
  });
});

describe('the address of a call', () => {
  const image = (data: Uint8Array | string | Blob): ChatInput => ({
    model: 'm',
    messages: [
      {
        role: 'user',
        content: [
          {
            type: 'image',
            media:
              data instanceof Blob ? data : ({ mediaType: 'image/png', data } as { mediaType: string; data: string }),
          },
        ],
      },
    ],
  });
  const withTool = (field: string): ChatInput => ({
    ...input,
    tools: { look: { input: z.object({ [field]: z.string() }), execute: () => field } },
  });

  test.each<[string, ChatInput, ChatInput, boolean]>([
    ['the order of keys', { model: 'm', prompt: 'a', topK: 1 }, { topK: 1, prompt: 'a', model: 'm' }, true],
    ['what is undefined', input, { ...input, temperature: undefined }, true],
    ['the model', input, { ...input, model: 'n' }, false],
    ['a setting', input, { ...input, temperature: 0 }, false],
    ['the same bytes', image(new Uint8Array([1, 2])), image(new Uint8Array([1, 2])), true],
    ['other bytes', image(new Uint8Array([1, 2])), image(new Uint8Array([1, 3])), false],
    ['the same blob', image(new Blob(['a'])), image(new Blob(['a'])), true],
    ['another blob', image(new Blob(['a'])), image(new Blob(['b'])), false],
    ['the same schema', withTool('a'), withTool('a'), true],
    ['another schema', withTool('a'), withTool('b'), false],
    [
      'another answer format',
      { ...input, responseFormat: { type: 'json', schema: jsonSchema({ type: 'object' }) } },
      { ...input, responseFormat: { type: 'json', schema: jsonSchema({ type: 'array' }) } },
      false,
    ],
  ])('%s', async (_, one, other, same) => {
    const provider = fakeProvider('Hello');
    const cached = withCache(provider);
    await run(cached, one);
    expect((await run(cached, other)).meta.cached).toBe(same ? true : undefined);
  });

  test('depends on the provider and the task', async () => {
    const store = new Keyv();
    const one = fakeProvider('one', { id: 'one' });
    const two = fakeProvider('two', { id: 'two' });
    await run(withCache(one, { store }));
    expect((await run(withCache(two, { store }))).text).toBe('two');
  });

  test('an input without an address is asked without the cache, and says so', async () => {
    const provider = fakeProvider('Hello');
    const cached = withCache(provider);
    const self: Record<string, unknown> = {};
    self['self'] = self;
    for (const [, ask] of both) {
      const output = await ask(cached, { ...input, parameters: self });
      expect(output).toMatchObject({ text: 'Hello', warnings: [{ setting: 'cache' }] });
    }
    expect(provider.inputs).toHaveLength(2);
  });
});

describe('identical calls under way', () => {
  // The digest of the platform takes time of its own, which no fake clock knows.
  beforeEach(() => {
    const digest = async (_: AlgorithmIdentifier, data: BufferSource) =>
      new Uint8Array(
        createHash('sha256')
          .update(data as Uint8Array)
          .digest(),
      ).buffer;
    vi.spyOn(crypto.subtle, 'digest').mockImplementation(digest);
  });
  afterEach(() => void vi.restoreAllMocks());

  test.each(both)('%s: share one call, and one abort harms nobody else', async (_, ask) => {
    vi.useFakeTimers();
    const provider = fakeProvider({ text: ['Hel', 'lo'], delayMs: 100, betweenMs: 10 });
    const cached = withCache(provider);
    const abort = new AbortController();
    const first = ask(cached, input, { signal: abort.signal });
    const others = [ask(cached), ask(cached)];
    const outcome = expect(first).rejects.toMatchObject({ code: 'aborted' });
    await vi.advanceTimersByTimeAsync(50);
    abort.abort();
    await outcome;
    await vi.advanceTimersByTimeAsync(200);
    const outputs = await Promise.all(others);
    expect(outputs.map(({ text }) => text)).toEqual(['Hello', 'Hello']);
    expect(outputs.map(({ meta }) => meta.cached)).toEqual([true, true]);
    expect(provider.inputs).toHaveLength(1);
  });

  test.each(both)('%s: when the last one leaves the call is aborted', async (_, ask) => {
    vi.useFakeTimers();
    const { fetch, seen } = recordingFetch(() => new Promise<Response>(() => undefined));
    const cached: InferenceProvider<'chat'> = withCache<'chat' | 'embedding'>(stubVendor({ apiKey: 'k', fetch }));
    const aborts = [new AbortController(), new AbortController()];
    const calls = aborts.map(({ signal }) => ask(cached, input, { signal }));
    const outcomes = calls.map((call) => expect(call).rejects.toMatchObject({ code: 'aborted' }));
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    aborts[0]?.abort();
    await outcomes[0];
    expect(seen[0]?.init.signal?.aborted).toBe(false);
    aborts[1]?.abort();
    await outcomes[1];
    await vi.waitFor(() => expect(seen[0]?.init.signal?.aborted).toBe(true));
  });

  test('one that comes later reads a stream from its beginning, and leaving one leaves the other', async () => {
    vi.useFakeTimers();
    const provider = fakeProvider({ text: ['a', 'b', 'c'], betweenMs: 10 });
    const cached = withCache(provider);
    const first = cached.stream('chat', input)[Symbol.asyncIterator]();
    const pulled = first.next();
    await vi.advanceTimersByTimeAsync(1);
    await pulled;
    const second = stream(cached);
    await vi.advanceTimersByTimeAsync(1);
    await first.return?.();
    await vi.advanceTimersByTimeAsync(100);
    expect((await second).text).toBe('abc');
    expect(provider.inputs).toHaveLength(1);
  });

  test('one who aborts a stream is told what had come', async () => {
    const abort = new AbortController();
    const stream = withCache(fakeProvider({ text: ['a', 'b'], hangs: true })).stream('chat', input, {
      signal: abort.signal,
    });
    const read = async () => {
      for await (const event of stream) if (event.type === 'text-delta' && event.text === 'b') abort.abort();
    };
    await expect(read()).rejects.toMatchObject({ code: 'aborted', partial: { text: 'ab' } });
  });

  test('all see the failure, and the next call is a new one', async () => {
    const cached = withCache(fakeProvider([{ error: 'server', delayMs: 1 }, { text: 'Hello' }]));
    const outcomes = await Promise.allSettled([run(cached), run(cached)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await run(cached)).text).toBe('Hello');
  });

  test.each(both)('%s: a caller whose signal is aborted already asks nothing', async (_, ask) => {
    const provider = fakeProvider('Hello');
    await expect(ask(withCache(provider), input, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(provider.inputs).toHaveLength(0);
  });
});

describe('a broken store', () => {
  const fail = async () => {
    throw new TypeError('redis://user:password@host');
  };
  const working: Store = { get: async () => undefined, set: async () => true, delete: async () => true };

  test.each<[string, Store, number]>([
    ['that cannot be read', { ...working, get: fail }, 1],
    ['that cannot be written', { ...working, set: fail }, 1],
    ['that can neither', { ...working, get: fail, set: fail }, 2],
    ['with something else in it', { ...working, get: async () => 'not ours' }, 1],
    ['with half an answer in it', { ...working, get: async () => '[{"text":"Hel"}]' }, 1],
  ])('%s fails no call and is not passed over in silence', async (_, store, warnings) => {
    for (const [, ask] of both) {
      const output = await ask(withCache(fakeProvider('Hello'), { store }));
      expect(output.text).toBe('Hello');
      expect(output.warnings.map(({ setting }) => setting)).toEqual(Array(warnings).fill('cache'));
      expect(JSON.stringify(output)).not.toContain('password');
    }
  });
});
