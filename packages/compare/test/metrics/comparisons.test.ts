import { describe, expect, test } from 'vitest';
import {
  editSimilarity,
  type MetricContext,
  metrics,
  neighbourOverlap,
  type Outcome,
  rougeL,
  seriesMetrics,
} from '../../src/metrics/index.ts';
import { answered, output } from './outcomes.ts';

const pair = (name: string, a: Outcome, b: Outcome, context: MetricContext = {}): number | undefined => {
  const metric = metrics.find((candidate) => candidate.name === name);
  if (metric?.over !== 'pair') throw new Error(`${name} is no metric of pairs`);
  return metric.of(a, b, context);
};

const reference = (name: string, outcome: Outcome, ...references: readonly string[]): number | undefined => {
  const metric = metrics.find((candidate) => candidate.name === name);
  if (metric?.over !== 'reference') throw new Error(`${name} needs no reference`);
  return metric.of(outcome, references, {});
};

const scores = (...values: readonly number[]): Outcome => output({ scores: values });
const ranking = (...order: readonly number[]): Outcome =>
  output({ ranking: order.map((index, place) => ({ index, score: 1 - place / 10 })) });

test.each<[string, string, string, number | undefined]>([
  ['agreement-exact', 'caf\u00e9\r\n', ' cafe\u0301', 1],
  ['agreement-exact', 'Yes', 'yes', 0],
  ['agreement-exact', '', '', 1],
  ['agreement-json', '{"a":1,"b":[2]}', '{ "b": [2.0], "a": 1 }', 1],
  ['agreement-json', '{"a":[1,2]}', '{"a":[2,1]}', 0],
  ['agreement-json', '{"a":1}', 'a is 1', undefined],
  ['agreement-token-f1', 'The cat sat', 'the cat ran', 2 / 3],
  ['agreement-token-f1', '東京は首都', '東京は町', 2 / 3],
  ['agreement-rouge-l', 'police killed the gunman', 'the gunman kill police', 1 / 2],
  ['agreement-chrf', '', 'x', 0],
  ['agreement-chrf', 'a b', 'ab', 1],
  ['agreement-edit', 'kitten', 'sitting', 1 - 3 / 7],
  ['agreement-edit', '👍', '👎', 0],
  ['agreement-label', 'Positive', '"positive."', 1],
])('%s of %j and %j is %d', (name, a, b, value) => {
  const found = pair(name, answered(a), answered(b));
  if (value === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(value, 12);
});

test('cosine is of the vectors that are given, and unknown without', () => {
  const vectors = new Map([
    ['north', [0, 1]],
    ['east', [1, 0]],
    ['nowhere', [0, 0]],
  ]);
  const context: MetricContext = { vectorOf: (text) => vectors.get(text) };
  const cosineOf = (a: string, b: string): number | undefined =>
    pair('agreement-cosine', answered(a), answered(b), context);
  expect(cosineOf('north', 'north')).toBe(1);
  expect(cosineOf('north', 'east')).toBe(0);
  expect(cosineOf('north', 'nowhere')).toBeUndefined();
  expect(cosineOf('north', 'south')).toBeUndefined();
  expect(pair('agreement-cosine', answered('north'), answered('north'))).toBeUndefined();
});

test.each<[string, Outcome, Outcome, number | undefined]>([
  ['agreement-spearman', scores(1, 2, 3), scores(10, 20, 30), 1],
  ['agreement-kendall', scores(1, 2, 3), scores(3, 2, 1), -1],
  ['agreement-spearman', ranking(2, 0, 1), ranking(2, 0, 1), 1],
  ['agreement-kendall', ranking(2, 0, 1), ranking(2, 1, 0), 1 / 3],
  ['agreement-kendall', ranking(0, 1, 2), ranking(0, 1), undefined],
  ['agreement-kendall', ranking(0, 1), ranking(0, 2), undefined],
  ['agreement-spearman', scores(1, 1), scores(1, 2), undefined],
  ['agreement-spearman', answered('1, 2'), scores(1, 2), undefined],
  ['agreement-spearman', output({ ranking: [{ index: 0 }] }), ranking(0), undefined],
])('%s of %j and %j', (name, a, b, value) => {
  const found = pair(name, a, b);
  if (value === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(value, 12);
});

test.each<[string, Outcome, readonly string[], number | undefined]>([
  ['reference-exact', answered('Paris\n'), ['Paris'], 1],
  ['reference-squad-exact', answered('The Eiffel Tower!'), ['Louvre', 'eiffel tower'], 1],
  ['reference-squad-exact', output({ answers: [{ text: 'Paris' }, { text: 'Rome' }] }), ['rome'], 0],
  ['reference-squad-exact', output({ answers: [] }), ['rome'], undefined],
  ['reference-squad-f1', answered('in Paris'), ['Paris', 'Paris, France'], 2 / 3],
  ['reference-rouge-l', answered('東京'), ['京都'], undefined],
  ['reference-rouge-l', answered('東京'), ['Tokyo'], 0],
  ['reference-rouge-l-words', answered('東京は首都'), ['東京は首都'], 1],
  ['reference-rouge-l-stemmed', answered('jumping dogs'), ['dog jumps'], 1 / 2],
  ['reference-label', output({ labels: [{ label: 'POSITIVE' }] }), ['positive'], 1],
  ['reference-label', answered('negative'), ['positive', 'neutral'], 0],
])('%s of %j against %j', (name, outcome, references, value) => {
  const found = reference(name, outcome, ...references);
  if (value === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(value, 12);
});

test('chrF against a reference weighs recall: what is missing costs more than what is too much', () => {
  const [short = 0, long = 0] = ['good morning', 'good morning everyone here'].map((text) =>
    reference('reference-chrf', answered(text), 'good morning everyone'),
  );
  expect(long).toBeGreaterThan(short);
});

describe('texts too long to compare are unknown', () => {
  test('by words', () => {
    const words = Array.from({ length: 10_001 }, () => 'w');
    expect(rougeL(words, words)).toBeUndefined();
  });

  test('by characters, and with as many as fit they are compared', () => {
    expect(editSimilarity('a'.repeat(20_001), 'b'.repeat(20_001))).toBeUndefined();
    expect(editSimilarity('ab'.repeat(1_000), 'ac'.repeat(1_000))).toBe(1 / 2);
  });
});

describe('series', () => {
  const of = (name: string, pairs: readonly (readonly [Outcome, Outcome])[], context: MetricContext = {}) =>
    seriesMetrics.find((metric) => metric.name === name)?.of(pairs, context);

  test('κ leaves out cells that one has no label for', () => {
    const pairs = [
      [answered('yes'), answered('yes')],
      [answered('no'), answered('no')],
      [answered('no'), output({ labels: [] })],
    ] as const;
    expect(of('series-kappa', pairs)).toBe(1);
    expect(of('series-kappa', [[answered('yes'), answered('yes')]])).toBeUndefined();
  });

  test('ρ is over the scores of all cells together', () => {
    expect(
      of('series-spearman', [
        [scores(1, 5), scores(2, 9)],
        [scores(3), scores(4)],
      ]),
    ).toBe(1);
    expect(of('series-spearman', [[scores(1), scores(2)]])).toBeUndefined();
  });

  test('neighbours are found over the texts of all cells', () => {
    const near = [
      [1, 0],
      [0.9, 0.1],
      [0, 1],
      [0.1, 0.9],
    ] as const;
    const cells = near.map((vector) => output({ vectors: [Float32Array.from(vector)] }));
    const swapped = [near[0], near[2], near[1], near[3]].map((vector) => output({ vectors: [vector] }));
    const both = (other: readonly Outcome[]) => cells.map((cell, place) => [cell, other[place] ?? cell] as const);
    expect(of('series-neighbour-overlap', both(cells), { neighbours: 1 })).toBe(1);
    expect(of('series-neighbour-overlap', both(swapped), { neighbours: 1 })).toBe(0);
    expect(of('series-neighbour-overlap', both(cells), { neighbours: 3 })).toBeUndefined();
  });

  test('too few items, vectors of no direction and lists of different length have no overlap', () => {
    expect(neighbourOverlap([[1], [2]], [[1], [2]], 1)).toBeUndefined();
    expect(neighbourOverlap([[1], [0], [2]], [[1], [3], [2]], 1)).toBeUndefined();
    expect(neighbourOverlap([[1], [2], [3]], [[1], [2]], 1)).toBeUndefined();
  });
});
