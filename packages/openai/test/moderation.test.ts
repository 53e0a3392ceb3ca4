import { runMany, type TaskInput } from '@x/core';
import { describe, expect, test } from 'vitest';
import { provider } from './provider.ts';
import { failureOf, giving, stubFetch } from './stub.ts';

const input: TaskInput<'moderation'> = { model: 'omni-moderation-latest', text: 'I will hit you' };

const verdict = (violence: number) => ({
  flagged: violence > 0.5,
  categories: { hate: false, violence: violence > 0.5, illicit: null },
  category_scores: { hate: 0.01, violence, illicit: null },
  category_applied_input_types: {},
});

test('writes one text', async () => {
  const { url, body } = await provider().prepare('moderation', input);
  expect(url).toBe('https://api.openai.com/v1/moderations');
  expect(body).toEqual({ model: 'omni-moderation-latest', input: 'I will hit you' });
});

test('gives every kind with its score, best first, and the verdict', async () => {
  const fetch = giving({ id: 'modr-1', model: 'omni-moderation-2024-09-26', results: [verdict(0.9)] });
  const output = await provider({ apiKey: 'k', fetch }).run('moderation', input);
  expect(output).toMatchObject({
    flagged: true,
    labels: [
      { label: 'violence', score: 0.9 },
      { label: 'hate', score: 0.01 },
    ],
    meta: { id: 'modr-1', model: 'omni-moderation-2024-09-26' },
  });
  expect(output.labels).toHaveLength(2);
});

describe('several texts', () => {
  test('share a request and keep their order', async () => {
    const { fetch, seen } = stubFetch(() => Response.json({ results: [verdict(0.9), verdict(0.1)] }));
    const texts = ['I will hit you', 'Good morning'];
    const many = texts.map((text) => ({ ...input, text }));
    const { results } = await runMany(provider({ apiKey: 'k', fetch }), 'moderation', many);
    expect(seen.map(({ body }) => body)).toEqual([{ model: input.model, input: texts }]);
    expect(results.map(({ flagged }) => flagged)).toEqual([true, false]);
  });

  test('go one by one where their models differ', async () => {
    const { fetch, seen } = stubFetch(() => Response.json({ results: [verdict(0.1)] }));
    const many = [input, { ...input, model: 'text-moderation-stable' }];
    const { results } = await runMany(provider({ apiKey: 'k', fetch }), 'moderation', many);
    expect(seen).toHaveLength(2);
    expect(results).toHaveLength(2);
  });

  test('as many results come back as texts were sent', async () => {
    const fetch = giving({ results: [verdict(0.9)] });
    const error = await failureOf(runMany(provider({ apiKey: 'k', fetch }), 'moderation', [input, input]));
    expect(error).toMatchObject({ code: 'bad-response', message: expect.stringContaining('2 texts were sent') });
  });
});

test.each<readonly [string, unknown]>([
  ['no results', {}],
  ['an empty list of them', { results: [] }],
  ['a result without a verdict', { results: [{ category_scores: {} }] }],
])('%s is no answer', async (_, body) => {
  const error = await failureOf(provider({ apiKey: 'k', fetch: giving(body) }).run('moderation', input));
  expect(error.code).toBe('bad-response');
});

test('an empty text is refused before the call', async () => {
  const { fetch, seen } = stubFetch(() => Response.json({}));
  const error = await failureOf(provider({ apiKey: 'k', fetch }).run('moderation', { ...input, text: '  ' }));
  expect(error.code).toBe('invalid-request');
  expect(seen).toEqual([]);
});
