import { type ChatInput, type ErrorCode, InferenceError, registry } from '@x/core';
import { withFallback } from '@x/core/wrap';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakeAnswer, fakeProvider } from '../fake-provider.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const input = { model: 'a', prompt: 'Hi' };

/** A provider whose models answer as the record says. */
const models = (answers: Readonly<Record<string, FakeAnswer>>) =>
  fakeProvider(({ model }: ChatInput) => answers[model] ?? { error: 'not-found' });

const both = [
  ['run', (provider: ReturnType<typeof withFallback<'chat'>>, options = {}) => provider.run('chat', input, options)],
  [
    'stream',
    (provider: ReturnType<typeof withFallback<'chat'>>, options = {}) =>
      provider.stream('chat', input, options).result(),
  ],
] as const;

describe.each(both)('withFallback, %s', (_, call) => {
  test('a first model that answers leaves no log', async () => {
    const output = await call(withFallback(models({ a: { text: 'one' } }), { to: ['b'] }));
    expect(output).toMatchObject({ text: 'one' });
    expect(output.meta).not.toHaveProperty('fallbacks');
  });

  test.each<ErrorCode>(['rate-limit', 'overloaded', 'network', 'server', 'quota', 'not-found', 'unsupported'])(
    'goes on at %s',
    async (code) => {
      const output = await call(withFallback(models({ a: { error: code }, b: { text: 'two' } }), { to: ['b'] }));
      expect(output.text).toBe('two');
      expect(output.meta.fallbacks).toEqual([
        { provider: 'fake', model: 'a', ms: expect.any(Number), error: expect.objectContaining({ code }) },
        { provider: 'fake', model: 'b', ms: expect.any(Number) },
      ]);
    },
  );

  test.each<ErrorCode>(['auth', 'invalid-request', 'context-length', 'gated', 'permission', 'aborted'])(
    'does not go on at %s',
    async (code) => {
      const provider = models({ a: { error: code }, b: { text: 'two' } });
      await expect(call(withFallback(provider, { to: ['b'] }))).rejects.toMatchObject({ code });
      expect(provider.inputs.map(({ model }) => model)).toEqual(['a']);
    },
  );

  test('`on` is the whole list', async () => {
    const provider = withFallback(
      models({ a: { error: 'context-length' }, b: { error: 'server' }, c: { text: '3' } }),
      {
        to: ['b', 'c'],
        on: ['context-length'],
      },
    );
    await expect(call(provider)).rejects.toMatchObject({ code: 'server', fallbacks: [{ model: 'a' }, { model: 'b' }] });
  });

  test('when all fail the last error has the log', async () => {
    const error = await call(
      withFallback(models({ a: { error: 'server' }, b: { error: 'quota' } }), { to: ['b'] }),
    ).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'quota', model: 'b' });
    expect(InferenceError.is(error) && error.fallbacks?.map(({ model, error: own }) => [model, own?.code])).toEqual([
      ['a', 'server'],
      ['b', 'quota'],
    ]);
  });

  test('an abort ends it', async () => {
    const abort = new AbortController();
    const provider = models({ a: { hangs: true }, b: { text: 'two' } });
    const pending = call(withFallback(provider, { to: ['b'], on: ['aborted'] }), { signal: abort.signal });
    const outcome = expect(pending).rejects.toMatchObject({ code: 'aborted' });
    await vi.advanceTimersByTimeAsync(1);
    abort.abort();
    await outcome;
    expect(provider.inputs).toHaveLength(1);
  });

  test('timeout.total bounds all tries together', async () => {
    const provider = models({ a: { delayMs: 80, error: 'server' }, b: { hangs: true }, c: { text: 'three' } });
    const pending = call(withFallback(provider, { to: ['b', 'c'] }), { timeout: { total: 100 } });
    const outcome = expect(pending).rejects.toMatchObject({ code: 'timeout', timer: 'total' });
    await vi.advanceTimersByTimeAsync(100);
    await outcome;
  });

  test.each<[string, FakeAnswer, boolean]>([
    ['no text', { text: '' }, true],
    ['blank text', { text: [' ', '\n'] }, true],
    ['a tool call', { toolCalls: [{ name: 'look' }] }, false],
    ['a filter', { text: '', finishReason: 'content-filter' }, false],
  ])('rejectEmpty and an answer of %s', async (_name, answer, rejected) => {
    const provider = withFallback(models({ a: answer, b: { text: 'two' } }), { to: ['b'], rejectEmpty: true, on: [] });
    const output = await call(provider);
    expect(output.text === 'two').toBe(rejected);
    expect(output.meta.fallbacks?.[0]?.error?.code).toBe(rejected ? 'bad-response' : undefined);
  });

  test('an empty answer is an answer where nothing else is asked', async () => {
    const output = await call(withFallback(models({ a: { text: '' }, b: { text: 'two' } }), { to: ['b'] }));
    expect(output.text).toBe('');
  });

  test('a model that keeps failing is put aside and comes back', async () => {
    let failing = true;
    const provider = fakeProvider(({ model }: ChatInput) =>
      model === 'a' && failing ? { error: 'server' } : { text: model },
    );
    const wrapped = withFallback(provider, { to: ['b'], cooldownMs: 1000 });
    for (let count = 0; count < 4; count++) await call(wrapped);
    expect(provider.inputs.map(({ model }) => model).join('')).toBe('abababb');
    // It was not asked this time, and the answer is not its own.
    expect((await call(wrapped)).meta.fallbacks).toMatchObject([{ model: 'b' }]);
    await vi.advanceTimersByTimeAsync(1001);
    failing = false;
    expect((await call(wrapped)).text).toBe('a');
    failing = true;
    await call(wrapped);
    expect(provider.inputs.map(({ model }) => model).join('')).toBe('abababbbaab');
  });

  test('what is put aside is tried when nothing else is left', async () => {
    let second: FakeAnswer = { text: 'two' };
    const provider = fakeProvider(({ model }: ChatInput) => (model === 'a' ? { error: 'server' } : second));
    const wrapped = withFallback(provider, { to: ['b'] });
    for (let count = 0; count < 3; count++) await call(wrapped);
    second = { error: 'quota' };
    await expect(call(wrapped)).rejects.toMatchObject({ code: 'server', fallbacks: [{ model: 'b' }, { model: 'a' }] });
  });
});

describe('withFallback', () => {
  test('over a registry the strings name providers', async () => {
    const x = registry({
      one: fakeProvider({ error: 'overloaded' }, { id: 'one' }),
      two: fakeProvider('Hello', { id: 'two' }),
    });
    const output = await withFallback(x, { to: ['two:m'] }).run('chat', { model: 'one:m', prompt: 'Hi' });
    expect(output.meta).toMatchObject({
      provider: 'two',
      fallbacks: [
        { provider: 'one', model: 'one:m' },
        { provider: 'two', model: 'two:m' },
      ],
    });
  });

  test('a stream whose token was handed on stays with its model', async () => {
    const provider = models({ a: { text: ['one'], error: 'overloaded' }, b: { text: 'two' } });
    const stream = withFallback(provider, { to: ['b'] }).stream('chat', input);
    const texts: string[] = [];
    const read = async () => {
      for await (const text of stream.text()) texts.push(text);
    };
    await expect(read()).rejects.toMatchObject({ code: 'overloaded', partial: { text: 'one' } });
    expect(texts).toEqual(['one']);
    expect(provider.inputs).toHaveLength(1);
  });

  test('a failure after going on has both in its log', async () => {
    const provider = models({ a: { error: 'server' }, b: { text: ['two'], error: 'server' } });
    await expect(
      withFallback(provider, { to: ['b'] })
        .stream('chat', input)
        .result(),
    ).rejects.toMatchObject({
      partial: { text: 'two' },
      fallbacks: [{ model: 'a' }, { model: 'b' }],
    });
  });

  test('nothing is sent before the first pull, and leaving closes what is open', async () => {
    const provider = models({ a: { hangs: true } });
    const stream = withFallback(provider, { to: ['b'] }).stream('chat', input);
    expect(provider.inputs).toHaveLength(0);
    const events = stream[Symbol.asyncIterator]();
    const pulled = events.next();
    await vi.advanceTimersByTimeAsync(1);
    await events.return?.();
    expect(await pulled).toMatchObject({ done: true });
    await expect(stream.result()).rejects.toMatchObject({ code: 'aborted' });
    expect(provider.inputs).toHaveLength(1);
  });
});
