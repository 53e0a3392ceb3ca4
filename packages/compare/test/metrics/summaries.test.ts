import { describe, expect, test } from 'vitest';
import {
  agreement,
  categories,
  cellValues,
  consistency,
  countCategory,
  labelReports,
  type Metric,
  metricNamed,
  type PairMetric,
  pairMetrics,
  pairValues,
  referenceMetrics,
  samplesOf,
  seriesAgreement,
  seriesMetrics,
  summarise,
  summaryOf,
} from '../../src/metrics/index.ts';
import { cell, failure, output } from './outcomes.ts';

function named<Found>(list: readonly (Found & Metric)[], name: string): Found {
  const found = list.find((metric) => metric.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

const exact: PairMetric = named(pairMetrics, 'agreement-exact');
const words = metricNamed('words');

test('figures say how many cells they rest on, and are absent where there are none', () => {
  expect(summaryOf([3, undefined, 1, 2])).toEqual({
    n: 3,
    cells: 4,
    coverage: 0.75,
    mean: 2,
    sum: 6,
    minimum: 1,
    median: 2,
    p90: 2.8,
    p95: 2.9,
    maximum: 3,
  });
  expect(summaryOf([undefined])).toEqual({ n: 0, cells: 1, coverage: 0 });
  expect(summaryOf([])).toEqual({ n: 0, cells: 0, coverage: 0 });
});

test('a metric per target', () => {
  if (words.over !== 'cell') throw new Error('words is of cells');
  const cells = [cell('a', 'one'), cell('b', 'one two three'), cell('a', failure, { row: 1 })];
  expect(summarise(cells, words)).toMatchObject([
    { target: 'a', metric: 'words', n: 1, cells: 2, coverage: 0.5, mean: 1 },
    { target: 'b', metric: 'words', n: 1, cells: 1, coverage: 1, mean: 3 },
  ]);
});

test('references are looked up by the place of the cell', () => {
  const accuracy = named(referenceMetrics, 'reference-label');
  const right = ['yes', 'no'];
  const cells = [cell('a', 'Yes.'), cell('a', 'yes', { row: 1 }), cell('a', 'yes', { row: 2 })];
  const referencesOf = ({ row }: { readonly row: number }) => (right[row] === undefined ? undefined : [right[row]]);
  expect(summarise(cells, accuracy, { referencesOf })).toMatchObject([{ n: 2, cells: 3, mean: 0.5 }]);
  expect(summarise(cells, accuracy)).toMatchObject([{ n: 0, cells: 3 }]);
});

test('words of a category are counted, the most frequent first', () => {
  const finish = categories.find(({ name }) => name === 'finish');
  if (finish === undefined) throw new Error('no category finish');
  const cells = [
    cell('a', output({}), { row: 1 }),
    cell('a', 'x'),
    cell('a', { status: 'ok', finishReason: 'length' }, { row: 2 }),
    cell('a', { status: 'ok', finishReason: 'length' }, { row: 3 }),
  ];
  const [counted] = countCategory(cells, finish);
  expect(counted).toMatchObject({ target: 'a', category: 'finish', n: 3, cells: 4, coverage: 0.75 });
  expect([...(counted?.counts ?? [])]).toEqual([
    ['length', 2],
    ['stop', 1],
  ]);
});

describe('agreement', () => {
  const cells = [
    cell('a', 'x'),
    cell('b', 'x'),
    cell('c', 'y'),
    cell('b', 'z', { row: 1 }),
    cell('a', 'z', { row: 1 }),
    cell('c', failure, { row: 1 }),
    cell('a', 'alone', { row: 2 }),
  ];

  test('is of every two targets, on what both were asked', () => {
    expect(agreement(cells, exact)).toMatchObject([
      { a: 'a', b: 'b', metric: 'agreement-exact', n: 2, cells: 2, mean: 1 },
      { a: 'a', b: 'c', n: 1, cells: 2, coverage: 0.5, mean: 0 },
      { a: 'b', b: 'c', n: 1, cells: 2, coverage: 0.5, mean: 0 },
    ]);
  });

  test('pairs the same repeat and the same axes only', () => {
    const apart = [
      cell('a', 'x', { repeat: 0 }),
      cell('b', 'x', { repeat: 1 }),
      cell('a', 'x', { axes: { temperature: 0, seed: 1 } }),
      cell('b', 'x', { axes: { seed: 1, temperature: 0 } }),
    ];
    expect(pairValues(apart, exact)).toEqual([
      { a: 'a', b: 'b', prompt: 'p', row: 0, repeat: 0, axes: { temperature: 0, seed: 1 }, value: 1 },
    ]);
  });

  test('over a series says how many cells both answered', () => {
    const kappa = named(seriesMetrics, 'series-kappa');
    const [, apart] = seriesAgreement(cells, kappa);
    expect(seriesAgreement(cells, kappa)[0]).toEqual({
      a: 'a',
      b: 'b',
      metric: 'series-kappa',
      n: 2,
      cells: 2,
      coverage: 1,
      value: 1,
    });
    expect(apart).toMatchObject({ a: 'a', b: 'c', n: 1, cells: 2, coverage: 0.5 });
  });
});

describe('consistency', () => {
  const repeats = (target: string, row: number, ...texts: readonly string[]) =>
    texts.map((text, repeat) => cell(target, text, { row, repeat }));

  test('is the mean over pairs of repeats, then over questions', () => {
    const cells = [...repeats('a', 0, 'x', 'x', 'y'), ...repeats('a', 1, 'z', ' z'), ...repeats('b', 0, 'only')];
    const [a, ...others] = consistency(cells, exact);
    expect(others).toEqual([]);
    expect(a).toMatchObject({ target: 'a', metric: 'agreement-exact', n: 2, cells: 2 });
    expect(a?.mean).toBeCloseTo((1 / 3 + 1) / 2, 12);
    expect(a?.distinct).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12);
  });

  test('of failures is unknown', () => {
    const cells = [cell('a', failure), cell('a', 'x', { repeat: 1 })];
    expect(consistency(cells, exact)).toEqual([
      { target: 'a', metric: 'agreement-exact', n: 0, cells: 1, coverage: 0, distinct: undefined },
    ]);
  });
});

test('samples line up over targets, what is missing being unknown', () => {
  if (words.over !== 'cell') throw new Error('words is of cells');
  const cells = [
    cell('a', 'one two', { row: 1 }),
    cell('a', 'one', { row: 0 }),
    cell('a', 'one two three', { row: 0, repeat: 1 }),
    cell('b', 'one', { row: 0, repeat: 1 }),
    cell('b', failure, { row: 1 }),
  ];
  expect([...samplesOf(cellValues(cells, words))]).toEqual([
    ['a', [[1, 3], [2]]],
    ['b', [[undefined, 1], [undefined]]],
  ]);
});

describe('labels against references', () => {
  const right = [['yes'], ['no'], ['no', 'maybe'], []];
  const referencesOf = ({ row }: { readonly row: number }) => right[row];

  test('come with accuracy, κ and the confusion matrix', () => {
    const cells = ['Yes', 'yes', 'Maybe', 'no'].map((text, row) => cell('a', text, { row }));
    const [report] = labelReports(cells, { referencesOf });
    expect(report).toMatchObject({ target: 'a', n: 3, cells: 4, coverage: 0.75 });
    expect(report?.accuracy).toBeCloseTo(2 / 3, 12);
    expect(report?.kappa).toBeCloseTo(0.5, 12);
    expect(report?.confusion).toEqual({
      labels: ['maybe', 'no', 'yes'],
      counts: [
        [1, 0, 0],
        [0, 0, 1],
        [0, 0, 1],
      ],
    });
  });

  test('without any are unknown', () => {
    const [report] = labelReports([cell('a', 'yes')], {});
    expect(report).toMatchObject({
      n: 0,
      accuracy: undefined,
      kappa: undefined,
      confusion: { labels: [], counts: [] },
    });
  });
});
