import type { ModelInfo, ModelQuery } from '@x/core';
import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { MODELS, platformAt } from './hub.ts';
import { failureOf, stubFetch } from './stub.ts';

const models = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, place) => ({ id: `org/${from + place}`, pipeline_tag: 'fill-mask' }));

/** A Hub of three pages. */
function paged() {
  return stubFetch(({ url }) => {
    const page = Number(new URL(url).searchParams.get('cursor') ?? 0);
    const next = `<${MODELS}?cursor=${page + 1}>; rel="next"`;
    const link = `<${MODELS}?cursor=0>; rel="first", ${next}`;
    return Response.json(models(page * 2, page * 2 + 2), page < 2 ? { headers: { link } } : {});
  });
}

async function take(fetch: typeof globalThis.fetch, query?: ModelQuery): Promise<readonly ModelInfo[]> {
  const found: ModelInfo[] = [];
  for await (const info of hf({ fetch, apiKey: 'hf_x' }, platformAt().platform).catalog?.list(query) ?? []) {
    found.push(info);
  }
  return found;
}

describe('pages', () => {
  test('follow one another to the end', async () => {
    const { fetch, seen } = paged();
    const found = await take(fetch);
    expect(found.map(({ id }) => id)).toEqual(models(0, 6).map(({ id }) => id));
    expect(found[0]).toMatchObject({ provider: 'hf', task: 'fill-mask', raw: { id: 'org/0' } });
    expect(seen.map(({ url }) => new URL(url).searchParams.get('cursor'))).toEqual([null, '1', '2']);
    for (const { headers, method } of seen) {
      expect(headers.get('authorization')).toBe('Bearer hf_x');
      expect(method).toBe('GET');
    }
  });

  test('are asked for as they are pulled', async () => {
    const { fetch, seen } = paged();
    const list = hf({ fetch }, platformAt().platform).catalog?.list();
    expect(seen).toHaveLength(0);
    for await (const { id } of list ?? []) {
      expect(seen).toHaveLength(1);
      if (id === 'org/1') break;
    }
    expect(seen).toHaveLength(1);
  });

  test.each([
    [1, 1, 1],
    [2, 2, 1],
    [3, 3, 2],
    [0, 0, 0],
    [99, 6, 3],
  ])('a limit of %i gives %i in %i questions', async (limit, count, questions) => {
    const { fetch, seen } = paged();
    expect(await take(fetch, { limit })).toHaveLength(count);
    expect(seen).toHaveLength(questions);
  });

  test('a page that lies elsewhere is not asked for', async () => {
    const { fetch, seen } = stubFetch(() =>
      Response.json(models(0, 1), { headers: { link: '<https://evil.example/api/models>; rel="next"' } }),
    );
    expect(await failureOf(take(fetch))).toMatchObject({
      code: 'bad-response',
      message: expect.stringContaining('outside the Hub'),
    });
    expect(seen).toHaveLength(1);
  });

  test('a relative address is the Hub’s', async () => {
    const { fetch, seen } = stubFetch((_, count) =>
      Response.json(models(0, 1), count === 1 ? { headers: { link: '</api/models?cursor=1>; rel=next' } } : {}),
    );
    expect(await take(fetch)).toHaveLength(2);
    expect(seen[1]?.url).toBe(`${MODELS}?cursor=1`);
  });
});

describe('what is asked for', () => {
  const queries: readonly (readonly [query: ModelQuery, parameters: Readonly<Record<string, string>>])[] = [
    [{}, { limit: '100' }],
    [{ limit: 5 }, { limit: '5' }],
    [{ limit: 5_000 }, { limit: '100' }],
    [{ task: 'chat' }, { pipeline_tag: 'text-generation', filter: 'conversational', limit: '100' }],
    [{ task: 'embedding' }, { pipeline_tag: 'feature-extraction', limit: '100' }],
    [{ task: 'summarization' }, { pipeline_tag: 'summarization', limit: '100' }],
    [
      { servedBy: 'groq', search: 'a & b' },
      { inference_provider: 'groq', search: 'a & b', limit: '100' },
    ],
  ];
  test.each(queries)('%j', async (query, parameters) => {
    const { fetch, seen } = stubFetch(() => Response.json([]));
    expect(await take(fetch, query)).toEqual([]);
    const { searchParams, pathname } = new URL(seen[0]?.url ?? '');
    expect(pathname).toBe('/api/models');
    const { 'expand[]': _, ...rest } = Object.fromEntries(searchParams);
    expect(rest).toEqual(parameters);
    expect(searchParams.getAll('expand[]')).toContain('inferenceProviderMapping');
  });

  test('the Hub files nothing under moderation', async () => {
    const { fetch, seen } = stubFetch(() => Response.json([]));
    expect(await failureOf(take(fetch, { task: 'moderation' }))).toMatchObject({ code: 'unsupported' });
    expect(seen).toEqual([]);
  });
});

describe('failures', () => {
  test.each([
    ['no list', Response.json({}), 'bad-response'],
    ['a model without a name', Response.json([{ pipeline_tag: 'fill-mask' }]), 'bad-response'],
    ['a bad token', Response.json({ error: 'Invalid credentials' }, { status: 401 }), 'auth'],
  ])('%s', async (_, answer, code) => {
    const { fetch } = stubFetch(() => answer);
    expect(await failureOf(take(fetch))).toMatchObject({ name: 'InferenceError', code });
  });

  test('an abort ends the list between pages', async () => {
    const { fetch, seen } = paged();
    const stop = new AbortController();
    const list = hf({ fetch }, platformAt().platform).catalog?.list({}, { signal: stop.signal });
    const reading = (async () => {
      for await (const { id } of list ?? []) if (id === 'org/1') stop.abort();
    })();
    expect(await failureOf(reading)).toMatchObject({ code: 'aborted' });
    expect(seen).toHaveLength(1);
  });
});
