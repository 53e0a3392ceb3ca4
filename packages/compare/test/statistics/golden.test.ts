import { describe, expect, test } from 'vitest';
import { accelerationOf, bcaInterval, percentileInterval, resampledMeans } from '../../src/statistics/bootstrap.ts';
import { holm } from '../../src/statistics/holm.ts';
import { mcnemar } from '../../src/statistics/mcnemar.ts';
import { momentsOf } from '../../src/statistics/moments.ts';
import { normalProbability, normalQuantile } from '../../src/statistics/normal.ts';
import { randomBy } from '../../src/statistics/random.ts';
import { intervalOfMean } from '../../src/statistics/row-interval.ts';
import { sum } from '../../src/statistics/sample.ts';
import { signFlip } from '../../src/statistics/sign-flip.ts';
import { studentProbability, studentQuantile } from '../../src/statistics/student.ts';
import { wilson } from '../../src/statistics/wilson.ts';
import golden from './golden.json' with { type: 'json' };

/** Equal to so many parts of the value, or both as good as 0. */
function expectClose(got: number, wanted: number, parts = 1e-11): void {
  expect(Math.abs(got - wanted), `${got} for ${wanted}`).toBeLessThanOrEqual(Math.max(Math.abs(wanted), 1e-3) * parts);
}

describe(`as ${golden.source['made with']} has it`, () => {
  test.each(golden.normalQuantile)('the normal quantile of %d', (p, wanted) => {
    expectClose(normalQuantile(p ?? 0), wanted ?? 0);
  });

  test.each(golden.normalProbability)('the normal probability of %d', (x, wanted = 0) => {
    const got = normalProbability(x ?? 0);
    expectClose(got, wanted);
    // Far out, the digits are the tail's own.
    expect(Math.abs(got - wanted)).toBeLessThanOrEqual(wanted * 1e-7);
  });

  test.each(golden.studentQuantile)("Student's quantile of %d with %d degrees of freedom", (p, freedom, wanted) => {
    expectClose(studentQuantile(p ?? 0, freedom ?? 1), wanted ?? 0, 1e-9);
  });

  test.each(golden.studentProbability)(
    "Student's probability of %d with %d degrees of freedom",
    (t, freedom, wanted) => {
      expectClose(studentProbability(t ?? 0, freedom ?? 1), wanted ?? 0, 1e-9);
    },
  );

  test.each(golden.wilson)("Wilson's interval of %d of %d at %d", (successes, n, level, low, high) => {
    const got = wilson(successes ?? 0, n ?? 0, level);
    expectClose(got[0], low ?? 0);
    expectClose(got[1], high ?? 0);
  });

  test.each(golden.mcnemar)("McNemar's exact test of %d against %d", (b, c, wanted) => {
    expectClose(mcnemar(b ?? 0, c ?? 0), wanted ?? 0, 1e-10);
  });

  test.each(pairsOf(golden.holm))("Holm's adjustment of %j", (pValues, wanted) => {
    const got = holm(pValues);
    expect(got).toHaveLength(wanted.length);
    for (const [place, value] of wanted.entries()) expectClose(got[place] ?? Number.NaN, value);
  });

  test.each(golden.signFlip)('every sign pattern of %j', (differences, wanted) => {
    if (!Array.isArray(differences) || typeof wanted !== 'number') throw new Error('the golden file has another shape');
    const got = signFlip(differences, 99, randomBy(1));
    expect(got.method).toBe('sign-flip-exact');
    expectClose(got.p, wanted);
  });

  test("Student's interval of Darwin's maize", () => {
    const { values, interval } = golden.studentInterval;
    const got = intervalOfMean(values, { level: 0.95, resamples: 100, seed: 1 }, 'student-t');
    expect(got.method).toBe('student-t');
    expectClose(got.interval[0], interval[0] ?? 0, 1e-9);
    expectClose(got.interval[1], interval[1] ?? 0, 1e-9);
  });
});

// Both sides draw their own resamples, so they agree as far as chance lets them.

function expectSameInterval(got: readonly number[], [low = 0, high = 0]: readonly number[], share = 0.01): void {
  const allowed = share * (high - low);
  expect(Math.abs((got[0] ?? 0) - low), `${got} for ${low}, ${high}`).toBeLessThanOrEqual(allowed);
  expect(Math.abs((got[1] ?? 0) - high), `${got} for ${low}, ${high}`).toBeLessThanOrEqual(allowed);
}

describe(`bootstrap intervals as ${golden.source['made with']} has them`, () => {
  const { values } = golden.means;
  const replicates = resampledMeans(values, 100_000, randomBy(2));
  const total = sum(values);

  test('percentiles of a skewed mean', () => {
    expectSameInterval(percentileInterval(replicates, 0.95), golden.means.percentile);
  });

  test('BCa of a skewed mean', () => {
    const acceleration = accelerationOf(values.map((value) => (total - value) / (values.length - 1)));
    expectSameInterval(bcaInterval(replicates, momentsOf(values).mean, acceleration, 0.95), golden.means.bca);
  });

  test("BCa of Efron's law school data", () => {
    const { lsat, gpa, correlation, bca } = golden.lawSchool;
    const places = lsat.map((_, place) => place);
    const random = randomBy(3);
    const of = (drawn: readonly number[]): number =>
      correlationOf(drawn.map((place) => [lsat[place] ?? 0, gpa[place] ?? 0]));
    expectClose(of(places), correlation);
    const drawn = Float64Array.from({ length: 50_000 }, () => of(places.map(() => random.below(places.length)))).sort();
    const acceleration = accelerationOf(places.map((left) => of(places.filter((place) => place !== left))));
    expectSameInterval(bcaInterval(drawn, correlation, acceleration, 0.95), bca, 0.03);
  });
});

function correlationOf(pairs: readonly (readonly [number, number])[]): number {
  const xs = momentsOf(pairs.map(([x]) => x));
  const ys = momentsOf(pairs.map(([, y]) => y));
  const products = sum(pairs.map(([x, y]) => (x - xs.mean) * (y - ys.mean)));
  return products / (pairs.length - 1) / (xs.deviation * ys.deviation);
}

function pairsOf(
  cases: readonly (readonly (readonly number[])[])[],
): readonly (readonly [readonly number[], readonly number[]])[] {
  return cases.map(([given = [], wanted = []]) => [given, wanted]);
}
