import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cohensKappa,
  cosine,
  kendallTauB,
  labelForm,
  metrics,
  neighbourOverlap,
  normalForm,
  type Outcome,
  pairMetrics,
  parseJson,
  type ReferenceMetric,
  referenceMetrics,
  spearman,
} from '../../src/metrics/index.ts';
import { answered, output } from './outcomes.ts';

/** Any Unicode: whole characters, emoji, lone surrogates, white space, words in several scripts. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', ' \t\n', '東京は首都', 'ไทย', '👩‍👩‍👧 🎉', '\ud83d', 'The cat. The dog.', 'é', 'e\u0301'),
  fc.array(fc.constantFrom('the', 'cat', 'sat', 'Käse', '京都', '42'), { maxLength: 12 }).map((all) => all.join(' ')),
);
const anyJson = fc.jsonValue().map((value) => JSON.stringify(value));
const anyLabels = fc
  .array(fc.record({ label: anyText, score: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 3 })
  .map((labels) => output({ labels }));
const anyScores = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 6 })
  .map((scores) => output({ scores }));
const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  anyText.map((text) => answered(text)),
  anyJson.map((text) => answered(text)),
  anyLabels,
  anyScores,
);

/** A vector that depends on the whole text, so that equal texts have equal ones. */
const vectorOf = (text: string): readonly number[] =>
  Array.from({ length: 4 }, (_, place) => Array.from(text).reduce((sum, one) => sum * (place + 2) + one.length, 1));

const context = { vectorOf };

describe.each(pairMetrics.map((metric) => [metric.name, metric] as const))('%s', (_, metric) => {
  const [low, high] = metric.range;

  test('stays within its range and does not mind the order', () => {
    fc.assert(
      fc.property(anyOutcome, anyOutcome, (a, b) => {
        const value = metric.of(a, b, context);
        expect(metric.of(b, a, context)).toBe(value);
        if (value === undefined) return;
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }),
    );
  });

  test('is at its highest for what is the same, or unknown', () => {
    let known = 0;
    fc.assert(
      fc.property(anyOutcome, (outcome) => {
        const value = metric.of(outcome, outcome, context);
        if (value === undefined) return;
        known++;
        expect(value).toBeCloseTo(high, 12);
      }),
    );
    expect(known).toBeGreaterThan(0);
  });

  test('knows nothing of answers that failed or were withheld', () => {
    fc.assert(
      fc.property(anyOutcome, fc.constantFrom('error', 'refused'), (outcome, status) => {
        expect(metric.of(outcome, { ...outcome, status }, context)).toBeUndefined();
      }),
    );
  });
});

describe.each(referenceMetrics.map((metric): [string, ReferenceMetric] => [metric.name, metric]))('%s', (_, metric) => {
  test('stays within its range, and more references do not lower it', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (answer, one, other) => {
        const [alone, both] = [[one], [one, other]].map((all) => metric.of(answered(answer), all, {}));
        for (const value of [alone, both]) {
          if (value === undefined) continue;
          expect(value).toBeGreaterThanOrEqual(metric.range[0]);
          expect(value).toBeLessThanOrEqual(metric.range[1]);
        }
        if (alone !== undefined && both !== undefined) expect(both).toBeGreaterThanOrEqual(alone);
      }),
    );
  });

  test('is 1 for the reference itself, or unknown', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect([1, undefined]).toContain(metric.of(answered(text), [text], {}));
      }),
    );
  });

  test('is unknown without a reference', () => {
    expect(metric.of(answered('Paris'), [], {})).toBeUndefined();
  });
});

const anyNumbers = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 12 });

test.each([
  ['spearman', spearman],
  ['kendallTauB', kendallTauB],
])('%s is 1 with itself, −1 with its reverse, and only the order counts', (_, correlate) => {
  fc.assert(
    fc.property(anyNumbers, (values) => {
      if (new Set(values).size < 2) {
        expect(correlate(values, values)).toBeUndefined();
        return;
      }
      expect(correlate(values, values)).toBeCloseTo(1, 12);
      expect(
        correlate(
          values,
          values.map((value) => -value),
        ),
      ).toBeCloseTo(-1, 12);
      expect(
        correlate(
          values,
          values.map((value) => value ** 3 * 7 + 1),
        ),
      ).toBeCloseTo(1, 12);
    }),
  );
});

test('κ is 1 for the same labels, symmetric, within −1 … 1', () => {
  const pair = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c'));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 20 }), (pairs) => {
      const value = cohensKappa(pairs);
      expect(cohensKappa(pairs.map(([a, b]) => [b, a]))).toBe(value);
      const same = cohensKappa(pairs.map(([a]) => [a, a]));
      expect(same).toBe(new Set(pairs.map(([a]) => a)).size > 1 ? 1 : undefined);
      if (value !== undefined) expect(Math.abs(value)).toBeLessThanOrEqual(1);
    }),
  );
});

test('neighbour overlap is 1 with itself, symmetric, and does not mind the length of vectors', () => {
  const vector = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 }));
  fc.assert(
    fc.property(fc.array(vector, { minLength: 5, maxLength: 9 }), fc.array(vector, { minLength: 9 }), (a, others) => {
      const b = others.slice(0, a.length);
      expect(neighbourOverlap(a, a, 3)).toBe(1);
      expect(neighbourOverlap(a, b, 3)).toBe(neighbourOverlap(b, a, 3));
      expect(
        cosine(
          a[0] ?? [],
          (a[0] ?? []).map((value) => value * 3),
        ),
      ).toBeCloseTo(1, 12);
    }),
  );
});

test('normal forms are their own normal form', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(normalForm(normalForm(text))).toBe(normalForm(text));
      expect(labelForm(labelForm(text))).toBe(labelForm(text));
    }),
  );
});

test('what JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseJson(JSON.stringify(value))).toEqual({ value: JSON.parse(JSON.stringify(value)) });
    }),
  );
});

describe('the table', () => {
  test('names every metric once', () => {
    const names = metrics.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(metrics.map((metric) => [metric.name, metric] as const))('%s says what it is', (_, metric) => {
    for (const said of [metric.title, metric.needs, metric.source]) expect(said).not.toBe('');
    expect(metric.range[0]).toBeLessThan(metric.range[1]);
  });
});
