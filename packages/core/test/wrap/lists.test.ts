import { InferenceError, type InferenceProvider, runMany, type TaskOutput } from '@x/core';
import { withCache, withFallback, withHooks, withLimits, withTelemetry } from '@x/core/wrap';
import { describe, expect, test } from 'vitest';

type Labels = InferenceProvider<'text-classification'>;
const runLists = Symbol.for('@x/core/run-lists');

/** A provider whose wire takes lists of one model; it writes down how many inputs each request had. */
function listProvider(failing: readonly string[] = []) {
  const requests: number[] = [];
  const answer = ({ model, text }: { model: string; text: string }): TaskOutput<'text-classification'> => {
    if (failing.includes(model))
      throw new InferenceError({ code: 'overloaded', provider: 'p', model, message: 'full' });
    return {
      labels: [{ label: text }],
      usage: { inputTokens: 1 },
      warnings: [],
      meta: { provider: 'p', model, attempts: 1, timing: { totalMs: 1 } },
    };
  };
  const provider = {
    id: 'p',
    tasks: { 'text-classification': true },
    run: async (_: string, input: { model: string; text: string }) => {
      requests.push(1);
      return answer(input);
    },
    [runLists]: async (_: string, inputs: readonly { model: string; text: string }[]) => {
      if (new Set(inputs.map(({ model }) => model)).size > 1) return undefined;
      requests.push(inputs.length);
      return inputs.map(answer);
    },
  } as unknown as Labels;
  return { provider, requests };
}

const inputs = ['a', 'b', 'c'].map((text) => ({ model: 'm', text }));
const labels = async (provider: Labels, given = inputs) =>
  (await runMany(provider, 'text-classification', given)).results.flatMap((result) =>
    result.labels.map(({ label }) => label),
  );

const wrappers: readonly (readonly [string, (provider: Labels) => Labels])[] = [
  ['withFallback', (provider) => withFallback(provider, { to: ['n'] })],
  ['withLimits', (provider) => withLimits(provider, { concurrency: 1, requestsPerMinute: 9 })],
  ['withCache', (provider) => withCache(provider)],
  ['withTelemetry', (provider) => withTelemetry(provider)],
  ['withHooks', (provider) => withHooks(provider, {})],
];

describe.each(wrappers)('%s and lists', (_, wrap) => {
  test('inputs that can share a request still do', async () => {
    const { provider, requests } = listProvider();
    expect(await labels(wrap(provider))).toEqual(['a', 'b', 'c']);
    expect(requests).toEqual([3]);
  });

  test('inputs that cannot go one by one', async () => {
    const { provider, requests } = listProvider();
    const mixed = [...inputs, { model: 'other', text: 'd' }];
    expect(await labels(wrap(provider), mixed)).toEqual(['a', 'b', 'c', 'd']);
    expect(requests).toEqual([1, 1, 1, 1]);
  });

  test('a provider without lists gets none', async () => {
    const { provider } = listProvider();
    const { id, tasks, run, stream } = provider;
    expect(runLists in wrap({ id, tasks, run, stream })).toBe(false);
    expect(runLists in wrap(provider)).toBe(true);
  });

  test('a failure passes', async () => {
    const { provider } = listProvider(['m', 'n']);
    await expect(labels(wrap(provider))).rejects.toMatchObject({ code: 'overloaded' });
  });
});

test('a list falls back as a whole', async () => {
  const { provider, requests } = listProvider(['m']);
  const { results } = await runMany(withFallback(provider, { to: ['n'] }), 'text-classification', inputs);
  expect(results.map(({ meta }) => meta.model)).toEqual(['n', 'n', 'n']);
  expect(results[0]?.meta.fallbacks).toMatchObject([{ model: 'm', error: { code: 'overloaded' } }, { model: 'n' }]);
  expect(requests).toEqual([3, 3]);
});

test('a list is kept as a whole', async () => {
  const { provider, requests } = listProvider();
  const cached = withCache(provider);
  await labels(cached);
  const { results } = await runMany(cached, 'text-classification', inputs);
  expect(results.map(({ meta }) => meta.cached)).toEqual([true, true, true]);
  expect(requests).toEqual([3]);
});

test('a list takes one place, and one request of the limit', async () => {
  const { provider, requests } = listProvider();
  const limited = withLimits(provider, { requestsPerMinute: 1 });
  await labels(limited);
  const late = runMany(limited, 'text-classification', inputs, { timeout: { total: 20 } });
  await expect(late).rejects.toMatchObject({ code: 'timeout', timer: 'total' });
  expect(requests).toEqual([3]);
});

test('hooks are told of each input of a list', async () => {
  const told: string[] = [];
  const hooks = {
    onRequest: (_: string, { text }: { text: string }) => void told.push(`request ${text}`),
    onResponse: (_: string, { labels: [label] }: TaskOutput<'text-classification'>) =>
      void told.push(`response ${label?.label}`),
    onError: (_: string, { code }: InferenceError) => void told.push(`error ${code}`),
  };
  await labels(withHooks(listProvider().provider, hooks), inputs.slice(0, 2));
  await labels(withHooks(listProvider(['m']).provider, hooks), inputs.slice(0, 1)).catch(() => undefined);
  expect(told).toEqual(['request a', 'request b', 'response a', 'response b', 'request a', 'error overloaded']);
});
