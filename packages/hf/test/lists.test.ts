import { runMany } from '@x/core';
import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { failureOf, stubFetch } from './stub.ts';

const model = 'org/model';
const inputs = ['one [MASK]', 'two [MASK]'].map((text) => ({ model, text }));
const label = (name: string, score: number) => ({ label: name, score });
const entity = (word: string) => ({ entity_group: 'X', word, score: 1, start: 0, end: 1 });
const fill = (token: string) => ({ token_str: token, sequence: token, score: 1 });

function listing(body: unknown) {
  const { fetch, seen } = stubFetch(() => Response.json(body));
  return { provider: hf({ fetch, apiKey: 'hf_x' }), seen };
}

describe('several texts are one request, and every answer is kept', () => {
  test.each(['summarization', 'translation'] as const)('%s', async (task) => {
    const field = task === 'summarization' ? 'summary_text' : 'translation_text';
    const { provider, seen } = listing([{ [field]: 'A' }, { [field]: 'B' }]);
    const { results } = await runMany(provider, task, inputs);
    expect(results.map((result) => result.text)).toEqual(['A', 'B']);
    expect(seen.map(({ body }) => body)).toEqual([{ inputs: ['one [MASK]', 'two [MASK]'] }]);
  });

  const labels = [[label('B', 0.2), label('A', 0.8)], [label('C', 1)]];
  test.each([
    ['lists of labels', labels, [[label('A', 0.8), label('B', 0.2)], [label('C', 1)]]],
    ['one label each', [label('A', 1), label('B', 1)], [[label('A', 1)], [label('B', 1)]]],
  ])('text-classification: %s', async (_, body, expected) => {
    const { results } = await runMany(listing(body).provider, 'text-classification', inputs);
    expect(results.map((result) => result.labels)).toEqual(expected);
  });

  const sideBySide = { sequence: 'x', labels: ['A'], scores: [1] };
  test.each([
    ['side by side', [sideBySide, sideBySide]],
    ['lists of labels', [[label('A', 1)], [label('A', 1)]]],
  ])('zero-shot-classification: %s', async (_, body) => {
    const asked = inputs.map((input) => ({ ...input, labels: ['A'] }));
    const { results } = await runMany(listing(body).provider, 'zero-shot-classification', asked);
    expect(results.map((result) => result.labels)).toEqual([[label('A', 1)], [label('A', 1)]]);
  });

  test('token-classification', async () => {
    const { results } = await runMany(
      listing([[entity('a'), entity('b')], []]).provider,
      'token-classification',
      inputs,
    );
    expect(results.map((result) => result.entities.map(({ text }) => text))).toEqual([['a', 'b'], []]);
  });

  test('fill-mask, a mask each or several', async () => {
    const body = [[fill('a')], [[fill('b')], [fill('c')]]];
    const { results } = await runMany(listing(body).provider, 'fill-mask', inputs);
    expect(results.map((result) => result.fills.map((fills) => fills.map(({ token }) => token)))).toEqual([
      [['a']],
      [['b'], ['c']],
    ]);
  });
});

test.each([
  [[{ summary_text: 'A' }], '2 texts were sent and 1 answers came back'],
  [[{ summary_text: 'A' }, { summary_text: 'B' }, { summary_text: 'C' }], '2 texts were sent and 3 answers came back'],
  [{ summary_text: 'A' }, '2 texts were sent and 0 answers came back'],
  [[{ summary_text: 'A' }, {}], 'answer 1: summary_text is missing'],
])('%j for two texts is no answer', async (body, words) => {
  const error = await failureOf(runMany(listing(body).provider, 'summarization', inputs));
  expect(error).toMatchObject({ code: 'bad-response', message: expect.stringContaining(words) });
});

describe('inputs that cannot share a request get one each', () => {
  const answer = () => Response.json([{ summary_text: 'short' }]);
  test.each([
    [
      'another model',
      [
        { model: 'a', text: 'x' },
        { model: 'b', text: 'y' },
      ],
    ],
    [
      'other settings',
      [
        { model, text: 'x' },
        { model, text: 'y', parameters: { top_k: 1 } },
      ],
    ],
    ['one alone', [{ model, text: 'x' }]],
  ])('%s', async (_, asked) => {
    const { fetch, seen } = stubFetch(answer);
    const { results } = await runMany(hf({ fetch, apiKey: 'hf_x' }), 'summarization', asked);
    expect(results).toHaveLength(asked.length);
    expect(seen.map(({ body }) => body['inputs'])).toEqual(asked.map(({ text }) => text));
  });
});

test('a list with an empty text, or one without a mask, is refused before anything is sent', async () => {
  const { provider, seen } = listing([]);
  const blank = await failureOf(runMany(provider, 'summarization', [...inputs, { model, text: '' }]));
  expect(blank).toMatchObject({ code: 'invalid-request' });
  const unmasked = await failureOf(runMany(provider, 'fill-mask', [...inputs, { model, text: 'three' }]));
  expect(unmasked).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('no mask') });
  expect(seen).toEqual([]);
});
