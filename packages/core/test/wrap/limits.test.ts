import { type ChatInput, InferenceError } from '@x/core';
import { withLimits } from '@x/core/wrap';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakeAnswer, fakeProvider } from '../fake-provider.ts';
import { answer, recordingFetch, stubVendor } from '../stub-vendor.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const input = (prompt: string, model = 'm') => ({ model, prompt });
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** A provider of which it is known when each prompt was asked. */
function timed(script: (input: ChatInput) => FakeAnswer) {
  const asked: [string, number][] = [];
  const began = performance.now();
  const provider = fakeProvider((given: ChatInput) => {
    asked.push([given.prompt ?? '', Math.round(performance.now() - began)]);
    return script(given);
  });
  return { provider, asked };
}

describe('withLimits by settings', () => {
  test('concurrency holds, and calls start in their order', async () => {
    const { provider, asked } = timed(() => ({ text: 'x', delayMs: 100 }));
    const limited = withLimits(provider, { concurrency: 2 });
    const calls = ['a', 'b', 'c', 'd', 'e'].map((prompt) => limited.run('chat', input(prompt)));
    await pass(300);
    await Promise.all(calls);
    expect(asked).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 100],
      ['d', 100],
      ['e', 200],
    ]);
  });

  test.each([
    ['ends', { text: 'x', delayMs: 50 }, async (pending: Promise<unknown>) => pending],
    ['fails', { error: 'auth', delayMs: 50 }, async (pending: Promise<unknown>) => expect(pending).rejects.toThrow()],
  ] as const)('a call that %s leaves its place', async (_, first, settle) => {
    const { provider, asked } = timed(({ prompt }) => (prompt === 'a' ? first : { text: 'x' }));
    const limited = withLimits(provider, { concurrency: 1 });
    const pending = settle(limited.run('chat', input('a')));
    const second = limited.run('chat', input('b'));
    await pass(50);
    await pending;
    await second;
    expect(asked).toEqual([
      ['a', 0],
      ['b', 50],
    ]);
  });

  test.each(['break', 'abort', 'error', 'end'] as const)('a stream holds its place until %s', async (how) => {
    const hanging = how === 'break' || how === 'abort';
    const abort = new AbortController();
    const { provider, asked } = timed(({ prompt }) =>
      prompt === 'b'
        ? { text: 'x' }
        : { text: ['1', '2'], betweenMs: 10, hangs: hanging, error: how === 'error' ? 'server' : undefined },
    );
    const limited = withLimits(provider, { concurrency: 1 });
    const read = async () => {
      for await (const event of limited.stream('chat', input('a'), { signal: abort.signal })) {
        if (event.type === 'text-delta' && event.text === '2') {
          if (how === 'break') break;
          if (how === 'abort') abort.abort();
        }
      }
    };
    const first = read().catch((error: unknown) => expect(InferenceError.is(error)).toBe(true));
    await pass(5);
    const second = limited.run('chat', input('b'));
    await pass(4);
    expect(asked.map(([prompt]) => prompt)).toEqual(['a']);
    await pass(100);
    await first;
    await second;
    expect(asked.map(([prompt]) => prompt)).toEqual(['a', 'b']);
  });

  test('a queued call can be aborted, and harms nobody', async () => {
    const { provider, asked } = timed(() => ({ text: 'x', delayMs: 100 }));
    const limited = withLimits(provider, { concurrency: 1 });
    const abort = new AbortController();
    const first = limited.run('chat', input('a'));
    const second = limited.run('chat', input('b'), { signal: abort.signal });
    const third = limited.run('chat', input('c'));
    const outcome = expect(second).rejects.toMatchObject({ code: 'aborted', provider: 'fake', model: 'm' });
    await pass(10);
    abort.abort();
    await outcome;
    await pass(200);
    await Promise.all([first, third]);
    expect(asked).toEqual([
      ['a', 0],
      ['c', 100],
    ]);
  });

  test('a stream that is left while it is queued is never sent', async () => {
    const { provider, asked } = timed(() => ({ text: 'x', delayMs: 100 }));
    const limited = withLimits(provider, { concurrency: 1 });
    const first = limited.run('chat', input('a'));
    const events = limited.stream('chat', input('b'))[Symbol.asyncIterator]();
    const pulled = events.next();
    await pass(10);
    await events.return?.();
    expect(await pulled).toMatchObject({ done: true });
    const third = limited.run('chat', input('c'));
    await pass(200);
    await Promise.all([first, third]);
    expect(asked.map(([prompt]) => prompt)).toEqual(['a', 'c']);
  });

  test('timeout.total counts the time in the queue', async () => {
    const { provider } = timed(() => ({ text: 'x', delayMs: 100 }));
    const limited = withLimits(provider, { concurrency: 1 });
    const first = limited.run('chat', input('a'));
    const queued = limited.run('chat', input('b'), { timeout: { total: 50 } });
    const started = limited.run('chat', input('c'), { timeout: { total: 150 } });
    const outcomes = Promise.all([
      expect(queued).rejects.toMatchObject({ code: 'timeout', timer: 'total', retryable: false }),
      expect(started).rejects.toMatchObject({ code: 'timeout', timer: 'total' }),
    ]);
    await pass(150);
    await outcomes;
    await first;
    expect(vi.getTimerCount()).toBe(0);
  });

  test('requestsPerMinute holds for any minute', async () => {
    const { provider, asked } = timed(() => ({ text: 'x' }));
    const limited = withLimits(provider, { requestsPerMinute: 2 });
    const calls = [limited.run('chat', input('a'))];
    await pass(40_000);
    calls.push(...['b', 'c', 'd'].map((prompt) => limited.run('chat', input(prompt))));
    await pass(120_000);
    await Promise.all(calls);
    expect(asked.map(([, at]) => at)).toEqual([0, 40_000, 60_000, 100_000]);
  });

  test('tokensPerMinute counts what was used, and lets a large call go alone', async () => {
    const { provider, asked } = timed(() => ({ text: 'x', usage: { inputTokens: 30, outputTokens: 30 } }));
    const limited = withLimits(provider, { tokensPerMinute: 100 });
    await limited.run('chat', input('a'));
    await limited.run('chat', input('b'));
    const third = limited.run('chat', input('c'));
    const large = limited.run('chat', { ...input('d'), maxTokens: 500 });
    await pass(200_000);
    await Promise.all([third, large]);
    expect(asked.map(([prompt, at]) => [prompt, Math.floor(at / 60_000)])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1],
      ['d', 2],
    ]);
  });

  test.each([{ concurrency: 0 }, { concurrency: 1.5 }, { requestsPerMinute: -1 }, { tokensPerMinute: Number.NaN }])(
    'refuses %j',
    (limits) => expect(() => withLimits(fakeProvider('x'), limits)).toThrow(RangeError),
  );

  test('1,000 calls on one signal leave no listener', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const limited = withLimits(fakeProvider('x'), { concurrency: 10 });
    await Promise.all(Array.from({ length: 1000 }, () => limited.run('chat', input('a'), { signal })));
    expect(removed.mock.calls.length).toBeGreaterThanOrEqual(added.mock.calls.length);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("withLimits by the vendor's word", () => {
  const limitedStub = (headersOf: (count: number) => Record<string, string>, status = (_: number) => 200) => {
    const began = performance.now();
    const at: number[] = [];
    const { fetch, seen } = recordingFetch((_, count) => {
      at.push(Math.round(performance.now() - began));
      const init = { status: status(count), headers: headersOf(count) };
      return init.status === 200 ? answer('x', init) : Response.json({ error: { message: 'full' } }, init);
    });
    const stub = stubVendor({ apiKey: 'k', fetch, retry: { limit: 0 } });
    return { limited: withLimits<'chat' | 'embedding'>(stub, {}), seen, at };
  };

  test.each([
    ['requests', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '20s' }, 20_000],
    ['tokens', { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '6.5s' }, 6500],
    ['the ratelimit field', { ratelimit: '"api";r=0;t=27' }, 27_000],
    ['none', {}, 0],
    ['what is left', { 'x-ratelimit-remaining-requests': '9', 'x-ratelimit-reset-requests': '20s' }, 0],
    ['nonsense', { 'x-ratelimit-remaining-requests': 'many', 'x-ratelimit-reset-requests': 'soon' }, 0],
  ])('waits by %s', async (_, headers, wait) => {
    const { limited, at } = limitedStub(() => headers as Record<string, string>);
    await limited.run('chat', input('a'));
    const second = limited.run('chat', input('b'));
    await pass(wait);
    await second;
    expect(at).toEqual([0, wait]);
  });

  test('a model that is used up does not hold up another', async () => {
    const { limited, seen } = limitedStub(() => ({
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '20s',
    }));
    await limited.run('chat', input('a', 'one'));
    const waiting = limited.run('chat', input('b', 'one'));
    await limited.run('chat', input('c', 'two'));
    expect(seen.map(({ body }) => body['model'])).toEqual(['one', 'two']);
    await pass(20_000);
    await waiting;
  });

  test('a refusal that says how long closes the way for as long', async () => {
    const { limited, at } = limitedStub(
      (count) => (count === 1 ? { 'retry-after': '5' } : ({} as Record<string, string>)),
      (count) => (count === 1 ? 429 : 200),
    );
    await expect(limited.run('chat', input('a'))).rejects.toMatchObject({ code: 'rate-limit' });
    const second = limited.run('chat', input('b'));
    await pass(5000);
    await second;
    expect(at).toEqual([0, 5000]);
  });

  test.each([
    ['the vendor', {}, { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '20s' }],
    ['the window', { requestsPerMinute: 1 }, {}],
  ])('a call that waits for %s can be aborted, and can be late', async (_, limits, headers) => {
    const { fetch, seen } = recordingFetch(() => answer('x', { headers: headers as Record<string, string> }));
    const limited = withLimits(stubVendor({ apiKey: 'k', fetch }), limits);
    await limited.run('chat', input('a'));
    const abort = new AbortController();
    const outcomes = Promise.all([
      expect(limited.run('chat', input('b'), { signal: abort.signal })).rejects.toMatchObject({ code: 'aborted' }),
      expect(limited.run('chat', input('c'), { timeout: { total: 2000 } })).rejects.toMatchObject({ timer: 'total' }),
    ]);
    const last = limited.run('chat', input('d'));
    await pass(1000);
    abort.abort();
    await pass(1000);
    await outcomes;
    expect(seen).toHaveLength(1);
    await pass(60_000);
    await last;
    expect(seen).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a wait longer than retry.maxWait fails before anything is sent', async () => {
    const { limited, seen } = limitedStub(() => ({
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '6m0s',
    }));
    await limited.run('chat', input('a'));
    await expect(limited.run('chat', input('b'))).rejects.toMatchObject({
      code: 'rate-limit',
      retryable: true,
      retryAfterMs: 360_000,
    });
    const patient = limited.run('chat', input('c'), { retry: { maxWait: 400_000 } });
    await pass(360_000);
    await patient;
    expect(seen).toHaveLength(2);
  });
});
