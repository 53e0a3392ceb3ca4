import { type CallOptions, type HttpProviderOptions, InferenceError, type ModelCatalog, runMany } from '@x/core';
import { bearer, defer, deferCatalog, deferRows, defineProvider, type WireTask } from '@x/core/adapter';
import { chatCompletions, chatCompletionsErrors } from '@x/core/dialects/chat-completions';
import { embeddings } from '@x/core/dialects/embeddings';
import { describe, expect, test, vi } from 'vitest';
import { recordingFetch } from './stub-vendor.ts';

type Rows = { readonly embedding: WireTask<'embedding'> };

const rows = async (): Promise<Rows> => ({ embedding: embeddings() });

/** A vendor whose embeddings are loaded by `load`. */
const vendorThat = (load: () => Promise<Rows>) =>
  defineProvider({
    id: 'stub',
    baseUrl: 'https://api.stub.test/v1',
    keys: { scheme: bearer, environment: [], hosts: ['api.stub.test'], page: 'https://stub.test/keys' },
    errors: chatCompletionsErrors,
    tasks: (_: HttpProviderOptions) => ({ chat: chatCompletions(), ...deferRows(['embedding'], load) }),
  });

const input = { model: 'm', texts: ['a'] };

const vector = () => recordingFetch(() => Response.json({ data: [{ embedding: [1, 2] }] }));

async function failureOf(work: Promise<unknown>): Promise<InferenceError> {
  const error = await work.catch((reason: unknown) => reason);
  if (!InferenceError.is(error)) throw new Error(`expected an InferenceError, got ${String(error)}`);
  return error;
}

describe('a row that is loaded when it is asked for', () => {
  test('is one of the tasks before it is there, and is loaded once', async () => {
    const load = vi.fn(rows);
    const provider = vendorThat(load)({ apiKey: 'k', fetch: vector().fetch });
    expect(provider.tasks).toEqual({ chat: true, embedding: true });
    expect(load).not.toHaveBeenCalled();
    const answers = await Promise.all([provider.run('embedding', input), provider.run('embedding', input)]);
    expect(answers.map(({ vectors }) => vectors[0])).toEqual([Float32Array.of(1, 2), Float32Array.of(1, 2)]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('is prepared, and asked for several inputs, like any other', async () => {
    const provider = vendorThat(rows)({ apiKey: 'k', fetch: vector().fetch });
    expect(await provider.prepare('embedding', input)).toMatchObject({ body: { model: 'm', input: ['a'] } });
    expect((await runMany(provider, 'embedding', [input, input])).results).toHaveLength(2);
  });

  test('that could not be loaded fails the call in words, and the next call loads it anew', async () => {
    const load = vi.fn(rows).mockRejectedValueOnce(new TypeError('Failed to fetch https://cdn.test/secret-path.js'));
    const provider = vendorThat(load)({ apiKey: 'k', fetch: vector().fetch });
    const error = await failureOf(provider.run('embedding', input));
    expect(error).toMatchObject({ code: 'network', provider: 'stub', retryable: true });
    expect(error.message).toMatch(/could not be loaded \(TypeError\).*try again/);
    expect(error.message).not.toContain('secret-path');
    expect((await provider.run('embedding', input)).vectors).toHaveLength(1);
  });

  const never = vendorThat(() => new Promise(() => undefined))({ apiKey: 'k', fetch: vector().fetch });
  test.each<readonly [string, (options: CallOptions) => Promise<unknown>]>([
    ['one input', (options) => never.run('embedding', input, options)],
    ['several inputs', (options) => runMany(never, 'embedding', [input, input], options)],
  ])('that never comes is not waited for after an abort (%s)', async (_, call) => {
    const controller = new AbortController();
    const failure = failureOf(call({ signal: controller.signal }));
    queueMicrotask(() => controller.abort());
    expect((await failure).code).toBe('aborted');
  });

  test('that never comes is not waited for longer than the call may last', async () => {
    const error = await failureOf(never.run('embedding', input, { timeout: { total: 20 } }));
    expect(error).toMatchObject({ code: 'timeout', timer: 'total' });
  });
});

test('a catalog is loaded with its first question, once', async () => {
  const catalog: ModelCatalog = {
    describe: async (id) => ({ id, provider: 'stub' }),
    async *list() {
      yield { id: 'a', provider: 'stub' };
    },
  };
  const load = vi.fn(async () => () => catalog);
  const deferred = deferCatalog(defer(load));
  const provider = defineProvider({
    id: 'stub',
    baseUrl: 'https://api.stub.test/v1',
    keys: { scheme: bearer, environment: [], hosts: [], page: 'https://stub.test/keys' },
    errors: chatCompletionsErrors,
    catalog: deferred,
    tasks: (_: HttpProviderOptions) => ({ chat: chatCompletions() }),
  })();
  expect(load).not.toHaveBeenCalled();
  const listed = [];
  for await (const model of provider.catalog?.list() ?? []) listed.push(model.id);
  expect(listed).toEqual(['a']);
  expect(await provider.catalog?.describe('b')).toEqual({ id: 'b', provider: 'stub' });
  expect(load).toHaveBeenCalledTimes(1);
});
