import { InferenceError } from '@x/core';
import { describe, expect, test } from 'vitest';
import { compareTargets } from '../../src/statistics/compare-targets.ts';
import { differenceOf } from '../../src/statistics/difference.ts';
import type { Estimate } from '../../src/statistics/estimate.ts';
import { mcnemar } from '../../src/statistics/mcnemar.ts';
import { meanOf } from '../../src/statistics/mean.ts';
import { randomBy } from '../../src/statistics/random.ts';
import type { MeanMethod } from '../../src/statistics/row-interval.ts';
import type { Sample } from '../../src/statistics/sample.ts';
import { signFlip } from '../../src/statistics/sign-flip.ts';
import { expandedLevel } from '../../src/statistics/student.ts';
import { wilson } from '../../src/statistics/wilson.ts';

const rate = { range: [0, 1] as const };
const of = (...values: readonly number[]): Sample => values.map((value) => [value]);
const passed = (count: number, rows: number): Sample =>
  of(...Array.from({ length: rows }, (_, row) => Number(row < count)));
/** Values without a pattern that are no rates. */
const scattered = (rows: number, seed = 1): Sample => {
  const random = randomBy(seed);
  return of(...Array.from({ length: rows }, () => random.unit()));
};
const codes = (estimate: Estimate | undefined): readonly string[] => estimate?.warnings.map(({ code }) => code) ?? [];

describe('a mean', () => {
  test.each<[string, Sample, object, string]>([
    ['passed or failed', passed(7, 10), rate, 'wilson'],
    ['passed or failed with repeats', passed(7, 10).map(([cell = 0]) => [cell, 1, 0]), rate, 'plus-four'],
    ['numbers without a range', of(...passed(12, 20).flat().map(Number)), {}, 'bootstrap-t'],
    ['under 100 rows', scattered(99), rate, 'bootstrap-t'],
    ['too few rows for a bootstrap', of(0.1, 0.3, 0.2), rate, 'student-t'],
    ['100 rows', scattered(100), rate, 'bootstrap-percentile'],
    ['BCa, on request', scattered(50), { method: 'bootstrap-bca' }, 'bootstrap-bca'],
  ])('%s', (_, sample, options, method) => {
    const got = meanOf(sample, options);
    expect(got?.method).toBe(method);
    expect(got?.n).toBe(sample.length);
    const [low, high] = got?.interval ?? [Number.NaN, Number.NaN];
    expect(low).toBeLessThan(got?.estimate ?? Number.NaN);
    expect(high).toBeGreaterThan(got?.estimate ?? Number.NaN);
  });

  test('of passed or failed has the interval that Wilson gives', () => {
    expect(meanOf(passed(7, 10), rate)?.interval).toEqual(wilson(7, 10));
  });

  test('is over rows: a row with more repeats does not count more', () => {
    const got = meanOf([[1, 1, 1, 1], [0]], rate);
    expect(got).toMatchObject({ estimate: 0.5, n: 2, coverage: 1 });
  });

  test('the same seed gives the same interval, another seed another', () => {
    const sample = scattered(120);
    expect(meanOf(sample, { seed: 5 })).toEqual(meanOf(sample, { seed: 5 }));
    expect(meanOf(sample, { seed: 5 })?.interval).not.toEqual(meanOf(sample, { seed: 6 })?.interval);
  });

  test('a higher level gives a wider interval, by every method', () => {
    const methods: readonly MeanMethod[] = ['student-t', 'bootstrap-t', 'bootstrap-bca', 'bootstrap-percentile'];
    for (const method of methods) {
      const [narrow, wide] = [0.8, 0.99].map((level) => meanOf(scattered(40), { method, level })?.interval ?? [0, 0]);
      expect(wide?.[0], method).toBeLessThan(narrow?.[0] ?? 0);
      expect(wide?.[1], method).toBeGreaterThan(narrow?.[1] ?? 0);
    }
  });

  test('of nothing is unknown, and of one row has no interval', () => {
    expect(meanOf([[undefined], [undefined]], rate)).toBeUndefined();
    expect(meanOf([])).toBeUndefined();
    const one = meanOf(of(3));
    expect(one).not.toHaveProperty('interval');
    expect(codes(one)).toContain('no-interval');
  });

  test.each<[string, Sample, object, string]>([
    ['few rows', scattered(29), {}, 'few-rows'],
    ['no variation', of(...new Array<number>(50).fill(0.3)), {}, 'no-variation'],
    ['skewed rows', of(...scattered(40).map(([value = 0]) => 1 / (value + 0.01))), {}, 'skewed'],
    ['missing cells', [...scattered(40), [undefined]], {}, 'missing-cells'],
  ])('warns of %s', (_, sample, options, code) => expect(codes(meanOf(sample, options))).toContain(code));

  test('warns of nothing where all is well', () => expect(codes(meanOf(scattered(60), rate))).toEqual([]));

  test('bounds what is missing by the range', () => {
    const got = meanOf([[1], [0, undefined], [undefined], [1]], rate);
    expect(got).toMatchObject({ estimate: 2 / 3, n: 3, coverage: 3 / 5, bounds: [2 / 4, 3.5 / 4] });
    expect(meanOf([[1], [undefined]])).not.toHaveProperty('bounds');
    expect(meanOf([[1], [0]], rate)).not.toHaveProperty('bounds');
  });

  test.each<[string, () => unknown]>([
    ['a value outside of the range', () => meanOf(of(2), rate)],
    ['a value that is no number', () => meanOf(of(Number.NaN))],
    ['a row without a planned cell', () => meanOf([[]])],
    ['a level of 95', () => meanOf(of(1), { level: 95 })],
    ['10 resamples', () => meanOf(of(1), { resamples: 10 })],
    ['more successes than trials', () => wilson(3, 2)],
    ['half a pair', () => mcnemar(0.5, 1)],
    ['samples of different rows', () => differenceOf(of(1, 2), of(1))],
    ['an unknown baseline', () => compareTargets([], { baseline: 'x' })],
    ['a margin of 0', () => compareTargets([], { margin: 0 })],
  ])('%s is refused', (_, call) => expect(call).toThrow(InferenceError));
});

describe('a difference', () => {
  test('is over the rows on which both have a value', () => {
    const got = differenceOf([[1], [0.5], [undefined], [1, 0]], [[0], [undefined], [1], [0.5, undefined]], rate);
    expect(got?.difference).toMatchObject({ estimate: 0.5, n: 2, coverage: 5 / 10 });
    expect(got?.difference.bounds).toEqual(
      [2.5 / 4 - 3.25 / 4, 3.5 / 4 - 1.75 / 4].map((end) => expect.closeTo(end, 12)),
    );
  });

  test('has no test under 6 pairs', () => {
    expect(differenceOf(passed(5, 5), passed(0, 5), rate)).not.toHaveProperty('test');
    expect(differenceOf(passed(6, 6), passed(0, 6), rate)?.test).toMatchObject({
      p: expect.closeTo(2 / 2 ** 6, 12),
      pairs: 6,
    });
  });

  test('of passed or failed is tested by McNemar, with repeats by sign flips', () => {
    const [a, b] = [passed(15, 20), passed(8, 20)];
    expect(differenceOf(a, b, rate)?.test).toEqual({ p: mcnemar(7, 0), method: 'mcnemar-exact', pairs: 20 });
    const repeated = a.map(([cell = 0], row) => [cell, Number(row % 3 === 0)]);
    expect(differenceOf(repeated, b, rate)?.test?.method).toBe('sign-flip-exact');
  });

  test('of equal samples of passed or failed still has an interval with a width', () => {
    expect(differenceOf(passed(5, 10), passed(5, 10), rate)?.difference).toMatchObject({
      estimate: 0,
      method: 'adjusted-wald',
    });
    const [low, high] = differenceOf(passed(5, 10), passed(5, 10), rate)?.difference.interval ?? [0, 0];
    expect(low).toBeLessThan(-0.1);
    expect(high).toBeGreaterThan(0.1);
  });

  test('turns its sign with the order of the two', () => {
    const [a, b] = [scattered(40, 1), scattered(40, 2)];
    const [one, other] = [differenceOf(a, b), differenceOf(b, a)];
    expect(one?.difference.estimate).toBeCloseTo(-(other?.difference.estimate ?? 0), 12);
    expect(one?.difference.interval?.[0]).toBeCloseTo(-(other?.difference.interval?.[1] ?? 0), 12);
    expect(one?.test?.p).toBeCloseTo(other?.test?.p ?? 0, 12);
  });
});

describe('tests', () => {
  test('drawn sign patterns come near to all of them, and never to 0', () => {
    const small = [0.4, -0.1, 0.3, 0.2, 0.6, -0.3, 0.5, 0.1, 0.2, 0.35, -0.05, 0.45, 0.15, 0.25, -0.2, 0.55];
    const all = signFlip(small, 9_999, randomBy(1));
    // Differences so small that they cannot matter, one more than are enumerated.
    const drawn = signFlip([...small, 1e-9], 9_999, randomBy(1));
    expect([all.method, drawn.method]).toEqual(['sign-flip-exact', 'sign-flip-drawn']);
    expect(Math.abs(all.p - drawn.p)).toBeLessThan(0.01);
    const certain = signFlip(new Array<number>(100).fill(1), 999, randomBy(1));
    expect(certain.p).toBe(1 / 1_000);
  });

  test('the mid-p of McNemar counts what was seen by half', () => {
    // 1 against 5: (1 + 6) / 64 twice is 14 / 64; what was seen is 6 / 64.
    expect(mcnemar(1, 5)).toBeCloseTo(14 / 64, 12);
    expect(mcnemar(1, 5, { midP: true })).toBeCloseTo(8 / 64, 12);
    expect(mcnemar(2, 2, { midP: true })).toBeCloseTo(1 - 6 / 16 / 2, 12);
  });

  test('the expanded level comes near to the level as rows grow', () => {
    expect(expandedLevel(0.95, 10)).toBeGreaterThan(0.98);
    expect(expandedLevel(0.95, 100_000)).toBeCloseTo(0.95, 4);
  });
});

describe('random numbers', () => {
  test('are even, and those of neighbouring seeds have nothing in common', () => {
    const firsts = Array.from({ length: 1_000 }, (_, seed) => randomBy(seed).unit());
    const mean = firsts.reduce((total, value) => total + value, 0) / firsts.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 1_000));
    const random = randomBy(1, 2);
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 7_000; draw++) {
      const place = random.below(7);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    // Chi-squared with 6 degrees of freedom is under 22.5 in 999 of 1,000 cases.
    expect(counts.reduce((total, count) => total + (count - 1_000) ** 2 / 1_000, 0)).toBeLessThan(22.5);
    expect(randomBy(1, 2).bits()).not.toBe(randomBy(2, 1).bits());
  });
});
