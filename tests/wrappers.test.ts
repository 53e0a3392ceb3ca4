import { InferenceError, type InferenceProvider, registry, supports } from '@x/core';
import { withCache, withFallback, withHooks, withLimits, withTelemetry } from '@x/core/wrap';
import { gemini } from '@x/gemini';
import { openai } from '@x/openai';
import { sandbox } from '@x/sandbox';
import { fakeProvider } from '@x/testing';
import { describe, expect, expectTypeOf, test } from 'vitest';

type Chat = InferenceProvider<'chat'>;
type Wrap = (provider: Chat) => Chat;

/** Each of the five, and a place where the hooks write what they were told. */
function wrappers(told: string[]): Readonly<Record<string, Wrap>> {
  return {
    fallback: (provider) => withFallback(provider, { to: ['second:m'] }),
    limits: (provider) => withLimits(provider, { concurrency: 2, requestsPerMinute: 100, tokensPerMinute: 1e6 }),
    cache: (provider) => withCache(provider),
    telemetry: (provider) => withTelemetry(provider, { recordContent: true }),
    hooks: (provider) =>
      withHooks(provider, {
        onRequest: () => void told.push('request'),
        onResponse: () => void told.push('response'),
        onError: (_, { code }) => void told.push(code),
      }),
  };
}

function orders<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, place) => orders(items.toSpliced(place, 1)).map((rest) => [item, ...rest]));
}

const everyOrder = orders(Object.keys(wrappers([]))).map((order) => [order.join(' over ')] as const);
const wrapped = (order: string, provider: Chat, told: string[] = []): Chat =>
  order
    .split(' over ')
    .reverse()
    .reduce((inner, name) => wrappers(told)[name]?.(inner) ?? inner, provider);

const input = { model: 'first:m', prompt: 'Hi' };

test('there are 120 orders', () => expect(everyOrder).toHaveLength(120));

describe.each(everyOrder)('%s', (order) => {
  test('falls back, answers, replays, and keeps what the provider is', async () => {
    const first = fakeProvider({ error: 'overloaded' }, { id: 'first' });
    const second = fakeProvider({ text: ['Hel', 'lo'] }, { id: 'second' });
    const told: string[] = [];
    const x = registry({ first, second });
    const provider = wrapped(order, x, told);
    expect(provider).toMatchObject({ id: 'registry', tasks: { chat: true } });
    expect(supports(provider, 'chat')).toBe(true);

    const before = await provider.run('chat', input);
    expect(before).toMatchObject({ text: 'Hello', warnings: [], meta: { provider: 'second' } });
    expect(before.meta.fallbacks?.map((attempt) => attempt.provider)).toEqual(['first', 'second']);
    const events: string[] = [];
    for await (const event of provider.stream('chat', input)) events.push(event.type);
    expect(events.at(-1)).toBe('end');
    const after = await provider.stream('chat', input).result();
    expect(after).toMatchObject({ text: 'Hello', content: before.content, meta: { cached: true } });
    expect(second.inputs).toHaveLength(1);
    expect(told).toContain('response');
  });

  test('a stream fails with what had come, and is left without harm', async () => {
    const first = fakeProvider(
      [
        { text: 'Hel', error: 'server' },
        { text: ['a', 'b'], hangs: true },
      ],
      { id: 'first' },
    );
    const provider = wrapped(order, registry({ first }));
    const failed = provider.stream('chat', input);
    await expect(failed.result()).rejects.toMatchObject({ code: 'server', partial: { text: 'Hel' } });
    const left = provider.stream('chat', input);
    for await (const event of left) if (event.type === 'text-delta') break;
    const error = await left.result().catch((reason: unknown) => reason);
    expect(InferenceError.is(error)).toBe(true);
    expect(error).toMatchObject({ code: 'aborted', partial: { text: 'a' } });
  });
});

describe('on the sandbox', () => {
  const { fetch } = sandbox();
  const vendors = () =>
    registry({ openai: openai({ apiKey: 'sandbox', fetch }), gemini: gemini({ apiKey: 'sandbox', fetch }) });

  test.each(['run', 'stream'] as const)('a cache over a fallback over limits over a registry, %s', async (how) => {
    const provider: Chat = withCache(
      withFallback(withLimits(vendors(), { concurrency: 2 }), { to: ['gemini:gemini-2.5-flash'] }),
    );
    const call = { model: 'openai:sandbox/429', prompt: 'Name one prime number.' };
    const ask = () =>
      how === 'run'
        ? provider.run('chat', call, { retry: { limit: 0 } })
        : provider.stream('chat', call, { retry: { limit: 0 } }).result();
    const before = await ask();
    expect(before.meta).toMatchObject({
      provider: 'gemini',
      fallbacks: [{ provider: 'openai' }, { provider: 'gemini' }],
    });
    expect(before.meta.fallbacks?.[0]?.error).toMatchObject({ code: 'rate-limit' });
    const after = await ask();
    expect(after.meta.cached).toBe(true);
    expect(after.text).toBe(before.text);
    const kept = after.meta.fallbacks?.[0]?.error;
    expect(InferenceError.is(kept) && kept.code).toBe('rate-limit');
  });

  test('an HTTP provider can still show its request', async () => {
    const provider = withHooks(withCache(openai({ apiKey: 'sandbox', fetch })), {});
    expect(provider).toHaveProperty('prepare');
    if (!('prepare' in provider) || typeof provider.prepare !== 'function') return;
    expect(await provider.prepare('chat', { model: 'm', prompt: 'Hi' })).toMatchObject({ method: 'POST' });
  });
});

test('a wrapped provider can do what the provider can, and no more', () => {
  const { fetch } = sandbox();
  const vendor = openai({ apiKey: 'sandbox', fetch });
  expectTypeOf(withCache(vendor)).toEqualTypeOf<InferenceProvider<keyof typeof vendor.tasks>>();
  const x = registry({ openai: vendor, gemini: gemini({ apiKey: 'sandbox', fetch }) });
  const safe = withTelemetry(withHooks(withLimits(withFallback(x, { to: [] }), {}), {}));
  expectTypeOf(safe.tasks).toEqualTypeOf<typeof x.tasks>();
  const unsent = () => {
    // @ts-expect-error neither of the two has fill-mask
    void safe.run('fill-mask', { model: 'm', text: 'a [MASK]' });
    // @ts-expect-error embeddings do not stream
    void safe.stream('embedding', { model: 'm', texts: ['a'] });
    withHooks(vendor, { onError: (task, { code }) => expectTypeOf({ task, code }).toBeObject() });
  };
  expect(unsent).toBeTypeOf('function');
});
