import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import type { HfOptions } from '../src/options.ts';
import { platformAt, refusal } from './hub.ts';
import { failureOf, stubFetch } from './stub.ts';

const MINUTES = 60_000;

/** A Hub that counts, with a clock that is moved by hand. */
function counting(respond: (count: number) => Response | Promise<Response> = () => Response.json({ gated: false })) {
  const { fetch, seen } = stubFetch((_, count) => respond(count));
  const { platform, pass } = platformAt();
  const describeWith = (options: HfOptions, model = 'org/model', call = {}) =>
    hf({ fetch, retry: { limit: 0 }, ...options }, platform).catalog?.describe(model, call) ??
    Promise.reject(new Error('there is no catalog'));
  return { describeWith, pass, seen };
}

describe('what the Hub said is kept', () => {
  test('for five minutes', async () => {
    const { describeWith, pass, seen } = counting();
    await describeWith({});
    pass(5 * MINUTES - 1);
    await describeWith({});
    expect(seen).toHaveLength(1);
    pass(1);
    await describeWith({});
    expect(seen).toHaveLength(2);
  });

  test('apart for each token, model and set of headers', async () => {
    const { describeWith, seen } = counting();
    let token = 'hf_three';
    const asks = [
      () => describeWith({}),
      () => describeWith({ apiKey: 'hf_one' }),
      () => describeWith({ apiKey: 'hf_two' }),
      () => describeWith({ apiKey: () => token }),
      () => describeWith({ apiKey: 'hf_one' }, 'org/other'),
      () => describeWith({}, 'org/model', { headers: { authorization: 'Bearer hf_four' } }),
    ];
    for (const ask of [...asks, ...asks]) await ask();
    expect(seen).toHaveLength(asks.length);
    token = 'hf_rotated';
    await asks[3]?.();
    expect(seen.at(-1)?.headers.get('authorization')).toBe('Bearer hf_rotated');
    expect(seen).toHaveLength(asks.length + 1);
  });

  test('each provider tells it under its own name', async () => {
    const { describeWith, seen } = counting();
    expect(await describeWith({ id: 'one' })).toMatchObject({ provider: 'one' });
    expect(await describeWith({ id: 'two' })).toMatchObject({ provider: 'two' });
    expect(seen).toHaveLength(1);
  });

  test('but not that it failed', async () => {
    const { describeWith, seen } = counting((count) =>
      count === 1 ? refusal(404, 'RepoNotFound') : Response.json({}),
    );
    expect(await failureOf(describeWith({}))).toMatchObject({ code: 'not-found' });
    expect(await describeWith({})).toMatchObject({ id: 'org/model' });
    expect(seen).toHaveLength(2);
  });
});

describe('calls in flight', () => {
  /** A Hub that answers when it is told to. */
  function slow() {
    let answer: (response: Response) => void = () => undefined;
    const coming = new Promise<Response>((resolve) => {
      answer = resolve;
    });
    return { ...counting(() => coming), answer };
  }
  const begun = async (seen: readonly unknown[]): Promise<void> => {
    while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  };

  test('share one question', async () => {
    const { describeWith, seen, answer } = slow();
    const both = Promise.all([describeWith({}), describeWith({})]);
    await begun(seen);
    answer(Response.json({ id: 'org/now' }));
    expect((await both).map(({ id }) => id)).toEqual(['org/now', 'org/now']);
    expect(seen).toHaveLength(1);
  });

  test('go on when one that waits is aborted, even the one that asked', async () => {
    const { describeWith, seen, answer } = slow();
    const stop = new AbortController();
    const first = failureOf(describeWith({}, 'org/model', { signal: stop.signal }));
    const second = describeWith({});
    await begun(seen);
    stop.abort();
    expect(await first).toMatchObject({ name: 'InferenceError', code: 'aborted' });
    answer(Response.json({ id: 'org/now' }));
    expect(await second).toMatchObject({ id: 'org/now' });
    expect(seen).toHaveLength(1);
  });

  test('go on when one that waits has no more time', async () => {
    const { describeWith, answer } = slow();
    const first = failureOf(describeWith({}, 'org/model', { timeout: { total: 5 } }));
    const second = describeWith({});
    expect(await first).toMatchObject({ code: 'timeout', timer: 'total', retryable: false });
    answer(Response.json({ id: 'org/now' }));
    expect(await second).toMatchObject({ id: 'org/now' });
  });

  test('nothing is asked for one that is aborted already', async () => {
    const { describeWith, seen } = counting();
    const call = { signal: AbortSignal.abort() };
    expect(await failureOf(describeWith({}, 'org/model', call))).toMatchObject({ code: 'aborted' });
    expect(seen).toEqual([]);
  });
});
