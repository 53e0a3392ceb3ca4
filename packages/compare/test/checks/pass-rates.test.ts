import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkValues, contains, maxWords, passes, passRates, runChecks } from '../../src/checks/index.ts';
import { samplesOf } from '../../src/metrics/index.ts';
import { wilson } from '../../src/statistics/wilson.ts';
import { cell, failure } from '../metrics/outcomes.ts';

const checks = [contains('x', { name: 'x' }), maxWords(1, { name: 'short' })];
const cells = [
  cell('a', 'x'),
  cell('a', 'y y', { row: 1 }),
  cell('a', failure, { row: 2 }),
  cell('b', 'x x', { axes: { temperature: 0 } }),
];

test('every check on every cell, in order, with its place', async () => {
  expect(await runChecks(cells.slice(2), checks)).toEqual([
    { target: 'a', prompt: 'p', row: 2, repeat: 0, check: 'x', verdict: 'unknown', reason: 'the call failed: timeout' },
    {
      target: 'a',
      prompt: 'p',
      row: 2,
      repeat: 0,
      check: 'short',
      verdict: 'unknown',
      reason: 'the call failed: timeout',
    },
    {
      ...{ target: 'b', prompt: 'p', row: 0, repeat: 0, axes: { temperature: 0 } },
      ...{ check: 'x', verdict: 'pass', reason: 'has "x"' },
    },
    {
      ...{ target: 'b', prompt: 'p', row: 0, repeat: 0, axes: { temperature: 0 } },
      ...{ check: 'short', verdict: 'fail', reason: 'has 2 words, 1 too many' },
    },
  ]);
});

test('pass rates count what is not known apart', async () => {
  const rates = passRates(await runChecks(cells, checks));
  expect(rates).toHaveLength(4);
  expect(rates[0]).toEqual({
    ...{ target: 'a', check: 'x', passed: 1, failed: 1, unknown: 1, n: 2, cells: 3, coverage: 2 / 3 },
    ...{ rate: 0.5, interval: wilson(1, 2, 0.95), level: 0.95 },
  });
});

test('where nothing is known there is no rate', async () => {
  const [rate] = passRates(await runChecks([cell('a', failure)], checks));
  expect(rate).toEqual({
    ...{ target: 'a', check: 'x', passed: 0, failed: 0, unknown: 1, n: 0, cells: 1, coverage: 0, level: 0.95 },
  });
});

test("17 of 20 is Wilson's 64.0 … 94.8 %", async () => {
  const twenty = Array.from({ length: 20 }, (_, row) => cell('a', row < 17 ? 'x' : 'y', { row }));
  const [rate] = passRates(await runChecks(twenty, checks.slice(0, 1)));
  expect(rate?.interval?.[0]).toBeCloseTo(0.6396, 4);
  expect(rate?.interval?.[1]).toBeCloseTo(0.9476, 4);
});

test('the rate lies in its interval, and a higher level makes it no narrower', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), async (verdicts) => {
      const drawn = verdicts.map((_, row) => cell('a', 'x', { row }));
      const checked = await runChecks(drawn, [passes('drawn', ({ row }) => verdicts[row])]);
      const [[usual], [higher]] = [passRates(checked), passRates(checked, 0.99)];
      const [low = 1, high = 0] = usual?.interval ?? [];
      expect(usual?.rate).toBeGreaterThanOrEqual(low);
      expect(usual?.rate).toBeLessThanOrEqual(high);
      expect(higher?.interval?.[0]).toBeLessThanOrEqual(low);
      expect(higher?.interval?.[1]).toBeGreaterThanOrEqual(high);
    }),
  );
});

test('verdicts are values for the statistics', async () => {
  const values = checkValues(await runChecks(cells, checks), 'x');
  expect([...samplesOf(values)]).toEqual([
    ['a', [[1, undefined], [0], [undefined]]],
    ['b', [[undefined, 1], [undefined], [undefined]]],
  ]);
});

test('two checks of one name are refused', async () => {
  await expect(runChecks(cells, [contains('x'), contains('x')])).rejects.toThrow(/Two checks are called/);
});
