import { describe, expect, test } from 'vitest';
import { compareTargets } from '../../src/statistics/compare-targets.ts';
import type { Estimate } from '../../src/statistics/estimate.ts';
import type { Sample } from '../../src/statistics/sample.ts';
import { moreRowsFor, type Verdict, verdictInWords } from '../../src/statistics/verdict.ts';

const rate = { range: [0, 1] as const };
const of = (...values: readonly number[]): Sample => values.map((value) => [value]);
const passed = (count: number, rows: number): Sample =>
  of(...Array.from({ length: rows }, (_, row) => Number(row < count)));
const estimate = (value: number, interval: readonly [number, number], n: number): Estimate => ({
  estimate: value,
  n,
  coverage: 1,
  interval,
  level: 0.95,
  method: 'student-t',
  warnings: [],
});

describe('a verdict', () => {
  const pair = (a: Sample, b: Sample, options: object = rate): ReturnType<typeof compareTargets>[number] | undefined =>
    compareTargets(
      [
        { target: 'a', sample: a },
        { target: 'b', sample: b },
      ],
      options,
    )[0];

  test('names the better one, whichever end is the good one', () => {
    expect(pair(passed(90, 100), passed(60, 100))?.verdict).toEqual({ kind: 'better', winner: 'a' });
    expect(pair(passed(60, 100), passed(90, 100))?.verdict).toEqual({ kind: 'better', winner: 'b' });
    expect(pair(passed(90, 100), passed(60, 100), { ...rate, better: 'lower' })?.verdict).toEqual({
      kind: 'better',
      winner: 'b',
    });
  });

  test('is equivalent only within a margin that was given, even where there is a real difference', () => {
    const [a, b] = [passed(500, 1_000), passed(490, 1_000)];
    expect(pair(a, b)?.verdict.kind).toBe('better');
    expect(pair(a, b, { ...rate, margin: 0.05 })?.verdict).toEqual({ kind: 'equivalent', margin: 0.05 });
    expect(pair(a, a, { ...rate, margin: 0.05 })?.verdict.kind).toBe('equivalent');
    expect(pair(a, a)?.verdict).toEqual({ kind: 'undecided' });
  });

  test('is undecided under 6 pairs, and says so', () => {
    const got = pair(passed(5, 5), passed(0, 5));
    expect(got?.verdict.kind).toBe('undecided');
    expect(got?.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['few-rows', 'no-test']));
    expect(got).not.toHaveProperty('adjustedP');
  });

  test('is undecided where no row has both', () => {
    expect(pair([[1], [undefined]], [[undefined], [1]])).toMatchObject({
      verdict: { kind: 'undecided' },
      warnings: [{ code: 'no-test' }],
    });
  });

  test('warns where what is missing could turn it', () => {
    const half: Sample = [...passed(45, 50), ...Array.from({ length: 50 }, () => [undefined])];
    const got = pair(half, passed(50, 100).toReversed());
    expect(got?.verdict.kind).toBe('better');
    expect(got?.warnings.map(({ code }) => code)).toContain('missing-decides');
    const nearly: Sample = [...passed(90, 99), [undefined]];
    expect(pair(nearly, passed(10, 100))?.warnings.map(({ code }) => code)).toEqual(['missing-cells']);
  });

  test('all pairs are one family, or those with the baseline', () => {
    const targets = [70, 60, 50].map((count) => ({ target: String(count), sample: passed(count, 100) }));
    const all = compareTargets(targets, rate);
    expect(all.map(({ a, b }) => [a, b])).toEqual([
      ['70', '60'],
      ['70', '50'],
      ['60', '50'],
    ]);
    for (const { test: tested, adjustedP } of all) expect(adjustedP).toBeGreaterThan(tested?.p ?? 1);
    const against = compareTargets(targets, { ...rate, baseline: '60' });
    expect(against.map(({ a, b }) => [a, b])).toEqual([
      ['70', '60'],
      ['50', '60'],
    ]);
  });

  test('the number of rows is that of the textbook', () => {
    // Pairs that disagree in 20 % of the rows and differ by 0.05: s² = 0.2 − 0.05², n = (1.96 + 0.8416)² s² / 0.05² = 621.
    const reach = (1.959964 * Math.sqrt(0.2 - 0.05 ** 2)) / Math.sqrt(100);
    const difference = estimate(0.05, [0.05 - reach, 0.05 + reach], 100);
    expect(moreRowsFor({ difference, family: 1 })).toBe(621 - 100);
    expect(moreRowsFor({ difference, family: 3 })).toBeGreaterThan(621 - 100);
    // What is left of the margin is larger than the difference, so fewer rows show that they are equivalent.
    expect(moreRowsFor({ difference, family: 1, margin: 0.15 })).toBeLessThan(100);
    expect(moreRowsFor({ difference: estimate(0, [-0.1, 0.1], 50), family: 1 })).toBeUndefined();
    expect(moreRowsFor({ difference: estimate(0, [0, 0], 50), family: 1, margin: 1 })).toBeUndefined();
  });

  test.each<[Verdict, string]>([
    [{ kind: 'better', winner: 'b' }, 'two is better than one'],
    [{ kind: 'equivalent', margin: 0.05 }, 'one and two are equivalent within ±0.05'],
    [{ kind: 'undecided', moreRows: 521 }, 'undecided: about 530 more rows'],
    [{ kind: 'undecided', moreRows: 12_345 }, 'undecided: about 13,000 more rows'],
    [{ kind: 'undecided', moreRows: 7 }, 'undecided: about 7 more rows'],
    [{ kind: 'undecided' }, 'undecided'],
  ])('%j in words', (verdict, words) => expect(verdictInWords(verdict, 'one', 'two')).toBe(words));
});
