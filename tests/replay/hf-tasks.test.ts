import { describe, expect, test } from 'vitest';
import type { Expectation, ExpectedFacts } from '../../scripts/replay/witness/expectation.ts';
import { expectGenerationStream, expectTask } from '../../scripts/replay/witness/hf-tasks.ts';

function factsOf([expectation]: readonly Expectation[]): ExpectedFacts {
  if (expectation?.kind !== 'answer') throw new Error(`expected an answer, got ${JSON.stringify(expectation)}`);
  return expectation.facts;
}

function facts(task: string, body: unknown, ...texts: readonly string[]): ExpectedFacts {
  return factsOf(expectTask(task, JSON.stringify(body), { texts }));
}

test('generated text is without the prompt that the server repeats', () => {
  expect(facts('text-generation', [{ generated_text: 'one two' }], 'one')).toEqual({ text: [' two'] });
  expect(facts('text-generation', { generated_text: 'two' }, 'one')).toEqual({ text: ['two'] });
});

test('details of a generation state its end and its tokens', () => {
  const details = { finish_reason: 'length', generated_tokens: 3 };
  expect(facts('text-generation', [{ generated_text: 'a', details }], '')).toEqual({
    text: ['a'],
    finishReason: ['length'],
    outputTokens: [3],
  });
});

test('summaries and translations come as objects, lists of one and lists of many', () => {
  expect(facts('summarization', [{ summary_text: 'short' }], 'long')).toEqual({ text: ['short'] });
  expect(facts('translation', { translation_text: 'ja' }, 'yes')).toEqual({ text: ['ja'] });
  const two = [{ translation_text: 'ja' }, { translation_text: 'nein' }];
  expect(facts('translation', two, 'yes', 'no')).toEqual({ texts: [['ja', 'nein']] });
});

describe('labels come best first', () => {
  const best = [
    { label: 'b', score: 0.9 },
    { label: 'a', score: 0.1 },
  ];

  test('from nested and from flat lists', () => {
    const labels = best.toReversed();
    expect(facts('text-classification', [labels], 'x')).toEqual({ labels: [best] });
    expect(facts('text-classification', labels, 'x')).toEqual({ labels: [best] });
  });

  test('from the shapes of zero-shot classification', () => {
    const columns = { sequence: 'x', labels: ['a', 'b'], scores: [0.1, 0.9] };
    for (const body of [columns, [columns], best]) {
      expect(facts('zero-shot-classification', body, 'x')).toEqual({ labels: [best] });
    }
  });
});

test('entities have their label under either name, and their words from the service or from the input', () => {
  const entities = [{ entity: 'B-PER', score: 0.5, word: '##a', start: 3, end: 5 }];
  expect(facts('token-classification', entities, 'Is Al in')).toMatchObject({
    entities: [[{ label: 'B-PER', score: 0.5, start: 3, end: 5 }]],
    entityTexts: [['##a'], ['Al']],
  });
});

test('answers come alone or in a list', () => {
  const answer = { answer: 'Al', score: 0.5, start: 3, end: 5 };
  const read = { text: 'Al', score: 0.5, start: 3, end: 5 };
  expect(facts('question-answering', answer, 'x')).toEqual({ answers: [[read]] });
  expect(facts('question-answering', [answer], 'x')).toEqual({ answers: [[read]] });
});

test('an answer from a table keeps its cells, alone or in a list', () => {
  const answer = { answer: 'SUM > 1, 2', cells: ['1', '2'], coordinates: [[0, 1]], aggregator: 'SUM' };
  const read = { text: 'SUM > 1, 2', cells: ['1', '2'], coordinates: [[0, 1]], aggregator: 'SUM' };
  expect(facts('table-question-answering', answer)).toEqual({ answers: [[read]] });
  expect(facts('table-question-answering', [answer])).toEqual({ answers: [[read]] });
});

test('sentences are as alike as the numbers say, in their order', () => {
  expect(facts('sentence-similarity', [0.2, 0.9])).toEqual({ scores: [[0.2, 0.9]] });
});

test('an error that is null is none', () => {
  expect(facts('summarization', { summary_text: 'short', error: null }, 'long')).toEqual({ text: ['short'] });
  expect(expectTask('summarization', '{"error":"no"}', { texts: ['long'] })).toMatchObject([{ kind: 'error' }]);
});

test('one mask gives one list of fills, two masks two', () => {
  const fill = { token_str: 'a', sequence: 'a b', score: 0.5, token: 1 };
  const read = { token: 'a', text: 'a b', score: 0.5 };
  expect(facts('fill-mask', [fill], 'x')).toEqual({ fills: [[[read]]] });
  expect(facts('fill-mask', [[fill], [fill]], 'x')).toEqual({ fills: [[[read], [read]]] });
});

describe('vectors', () => {
  test('are one for one text, whatever its depth', () => {
    expect(facts('embedding', [0.5, 1], 'x')).toEqual({ vectors: [[[0.5, 1]]] });
    expect(facts('embedding', [[0.5, 1]], 'x')).toEqual({ vectors: [[[0.5, 1]]] });
    expect(facts('embedding', { data: [{ embedding: [0.5, 1], index: 0 }] }, 'x')).toEqual({ vectors: [[[0.5, 1]]] });
  });

  test('of tokens are pooled, or the first stands for the text', () => {
    const tokens = [
      [0, 1],
      [1, 3],
    ];
    const readings = [[[0.5, 2]], [[0, 1]]];
    expect(facts('embedding', [tokens], 'x')).toEqual({ vectors: readings });
    expect(facts('embedding', [[tokens]], 'x')).toEqual({ vectors: readings });
  });
});

describe('a stream of tokens', () => {
  const token = (text: string, special = false) => ({ token: { text, special }, generated_text: null });
  const streamOf = (...events: readonly object[]) =>
    events.map((event) => `data:${JSON.stringify(event)}\n\n`).join('');

  test('ends with the whole text, trimmed or not', () => {
    const end = { ...token('</s>', true), generated_text: 'a b', details: { finish_reason: 'eos_token' } };
    expect(factsOf(expectGenerationStream(streamOf(token(' a'), token(' b'), end)))).toEqual({
      text: ['a b', ' a b'],
      finishReason: ['stop'],
    });
  });

  test('without the whole text broke off', () => {
    expect(expectGenerationStream(streamOf(token('a')))).toEqual([{ kind: 'error', codes: ['interrupted'] }]);
  });

  test('may be an error', () => {
    const body = streamOf({ error: 'Input validation error: too many', error_type: 'validation' });
    expect(expectGenerationStream(body)).toEqual([{ kind: 'error', codes: ['invalid-request', 'context-length'] }]);
  });
});
