import { type HttpProvider, InferenceError, registry, runMany, supports } from '@x/core';
import { compose } from '@x/core/container';
import { describe, expect, test } from 'vitest';
import { answer, events, platformWith, recordingFetch, stubVendor } from './stub-vendor.ts';

function twoVendors() {
  const one = recordingFetch(({ body }) =>
    body['stream'] ? events(['[DONE]']) : answer(`one ${String(body['model'])}`),
  );
  const two = recordingFetch(({ body }) => answer(`two ${String(body['model'])}`));
  const x = registry(
    {
      one: stubVendor({ id: 'one', apiKey: 'k', fetch: one.fetch }),
      two: stubVendor({ id: 'two', apiKey: 'k', fetch: two.fetch }),
    },
    { aliases: { fast: 'two:org/small:free' } },
  );
  return { x, one, two };
}

describe('registry', () => {
  test.each([
    ['one:m', 'one m', 'one'],
    ['two:org/model:suffix', 'two org/model:suffix', 'two'],
    ['fast', 'two org/small:free', 'two'],
  ] as const)('%s goes where it says', async (model, text, provider) => {
    const output = await twoVendors().x.run('chat', { model, prompt: 'hi' });
    expect(output).toMatchObject({ text, meta: { provider } });
  });

  test('is a provider itself', async () => {
    const { x } = twoVendors();
    expect(supports(x, 'chat')).toBe(true);
    expect(supports(x, 'fill-mask')).toBe(false);
    expect((await x.stream('chat', { model: 'one:m', prompt: 'hi' }).result()).finishReason).toBe('other');
    const { results } = await runMany(x, 'chat', [
      { model: 'fast', prompt: 'a' },
      { model: 'one:m', prompt: 'b' },
    ]);
    expect(results.map((result) => result.meta.provider)).toEqual(['two', 'one']);
  });

  test.each([
    ['nope:m', 'not-found', 'one:…, two:…, fast'],
    ['m', 'not-found', 'name:model'],
    ['toString:m', 'not-found', 'toString'],
  ])('%s names nobody', async (model, code, words) => {
    const { x } = twoVendors();
    const port: { run: HttpProvider<'chat'>['run']; stream: HttpProvider<'chat'>['stream'] } = x;
    const error = await port.run('chat', { model, prompt: 'hi' }).catch((reason: unknown) => reason);
    expect(InferenceError.is(error) && error.code).toBe(code);
    expect(InferenceError.is(error) && error.message).toContain(words);
    // A stream never throws where it is made.
    const stream = port.stream('chat', { model, prompt: 'hi' });
    await expect(stream.result()).rejects.toMatchObject({ code });
  });

  test('a task that the named provider does not do says who does it', async () => {
    const chatOnly = { ...stubVendor({ id: 'a' }), id: 'a', tasks: { chat: true as const } };
    const x = registry({ a: chatOnly, b: stubVendor({ id: 'b' }) });
    // @ts-expect-error the same at compile time
    const failure = x.run('embedding', { model: 'a:m', texts: ['x'] });
    await expect(failure).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('b can') });
  });

  test('has no catalog when no provider has one', () => {
    expect(twoVendors().x.catalog).toBeUndefined();
  });

  test('joins the catalogs of those that have one', async () => {
    const listed = {
      async *list() {
        yield { id: 'm', provider: 'c' };
      },
      describe: async (id: string) => ({ id, provider: 'c' }),
    };
    const x = registry({ c: Object.assign(stubVendor({ id: 'c' }), { catalog: listed }), d: stubVendor({ id: 'd' }) });
    const models: string[] = [];
    for await (const model of x.catalog?.list() ?? []) models.push(model.id);
    expect(models).toEqual(['c:m']);
    expect(await x.catalog?.describe('c:m')).toEqual({ id: 'c:m', provider: 'c' });
    await expect(x.catalog?.describe('d:m')).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('compose', () => {
  test('builds each provider once, with the platform it was given', async () => {
    const { fetch, seen } = recordingFetch(() => answer('hi'));
    let built = 0;
    const app = compose(
      [
        (platform) => {
          built++;
          return stubVendor({ id: 'a', fetch }, platform);
        },
        (platform) => stubVendor({ id: 'b', fetch }, platform),
      ],
      { platform: platformWith({ STUB_KEY: 'env' }) },
    );
    expect(built).toBe(0);
    expect(app.providers().map((provider) => provider.id)).toEqual(['a', 'b']);
    expect(app.provider('a')).toBe(app.provider('a'));
    expect(built).toBe(1);
    const provider = app.provider('b');
    if (!supports(provider, 'chat')) throw new Error('b does chat');
    await provider.run('chat', { model: 'm', prompt: 'hi' });
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer env');
  });

  test('nothing registered is an empty list, and an unknown id says what there is', () => {
    expect(compose([]).providers()).toEqual([]);
    expect(() => compose([() => stubVendor()]).provider('nope')).toThrow(/there is stub/);
  });

  test('disposes of what it built and of nothing else', async () => {
    const disposed: string[] = [];
    const make = (id: string) => () => Object.assign(stubVendor({ id }), { dispose: () => void disposed.push(id) });
    const app = compose([make('a'), make('b')]);
    await app.dispose();
    expect(disposed).toEqual([]);
    app.providers();
    await app.dispose();
    expect(disposed).toEqual(['a', 'b']);
  });
});
