import { priceOf } from '@x/core/price';
import { describe, expect, test } from 'vitest';
import {
  type CellMetric,
  categories,
  cellMetrics,
  loadLanguageDetector,
  type MetricContext,
  metricNamed,
  type Outcome,
} from '../../src/metrics/index.ts';
import { answered, failure, output } from './outcomes.ts';

const measure = (name: string, outcome: Outcome, context: MetricContext = {}): number | undefined =>
  cellMetrics.find((metric) => metric.name === name)?.of(outcome, context);

const word = (name: string, outcome: Outcome, context: MetricContext = {}): string | undefined =>
  categories.find((category) => category.name === name)?.of(outcome, context);

const withheld: Outcome = { status: 'refused', text: '', finishReason: 'content-filter' };
const timed = (outputTokens: number, firstTokenMs: number, totalMs: number): Outcome =>
  answered('…', { usage: { outputTokens }, firstTokenMs, totalMs });
const paid = answered('…', { usage: { inputTokens: 9 }, meta: { provider: 'p', model: 'm' } });
const price = (): { amount: number } => ({ amount: 0.5 });
const needsName = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && 'name' in value ? [] : ['/: has no name'];

test.each<[string, Outcome, number | undefined, MetricContext?]>([
  ['failed', failure, 1],
  ['failed', answered('x'), 0],
  ['characters', answered('👍🏽 é'), 4],
  ['characters', answered(''), 0],
  ['characters', output({ vectors: [[1]] }), undefined],
  ['characters', withheld, undefined],
  ['words', answered("Don't panic, 42 times!"), 4],
  ['words', answered('東京は日本の首都です'), 6],
  ['output-tokens', answered('x', { usage: { outputTokens: 7 } }), 7],
  ['output-tokens', answered('x'), undefined],
  ['input-tokens', answered('x', { usage: { inputTokens: 3 } }), 3],
  ['json-valid', answered(' {"a": 1}\n'), 1],
  ['json-valid', answered('null'), 1],
  ['json-valid', answered('```json\n{"a": 1}\n```'), 0],
  ['json-valid', answered('{"a": 1,}'), 0],
  ['json-in-fence', answered('```json\n{"a": 1}\n```'), 1],
  ['json-in-fence', answered('Here you are: {"a": 1}'), 0],
  ['json-schema', answered('{"name": "Ada"}'), 1, { schema: needsName }],
  ['json-schema', answered('{"age": 36}'), 0, { schema: needsName }],
  ['json-schema', answered('name'), 0, { schema: needsName }],
  ['json-schema', answered('{"name": "Ada"}'), undefined],
  ['refused', withheld, 1],
  ['refused', answered('x', { rawFinishReason: 'refusal' }), 1],
  ['refused', answered("I'm sorry, but I can't help with that."), 0],
  ['refused-or-phrase', answered('I’m sorry, but I can’t help with that.'), 1],
  ['refused-or-phrase', withheld, 1],
  ['refused-or-phrase', answered('Sure, I can help with that.'), 0],
  ['refused-or-phrase', answered(`${'Once upon a time. '.repeat(20)}"I cannot help you," he said.`), 0],
  ['refused', failure, undefined],
  ['truncated', answered('x', { finishReason: 'length' }), 1],
  ['truncated', answered('x'), 0],
  ['truncated', output({ labels: [] }), undefined],
  ['first-token', timed(20, 120, 900), 120],
  ['total-time', timed(20, 120, 900), 900],
  ['total-time', answered('x'), undefined],
  ['decode-rate', timed(101, 100, 1_100), 100],
  ['decode-rate', timed(15, 100, 1_100), undefined],
  ['decode-rate', timed(101, 100, 101), undefined],
  ['decode-rate', answered('x', { usage: { outputTokens: 101 }, totalMs: 900 }), undefined],
  ['decode-rate', { ...timed(101, 100, 900), usage: { outputTokens: 101, reasoningTokens: 50 } }, undefined],
  ['cost', answered('x', { usd: 0.25 }), 0.25],
  ['cost', answered('x', { usd: 0 }), 0],
  ['cost', paid, undefined],
  ['cost', paid, 0.5, { price }],
  ['cost', { ...paid, usd: 0.25 }, 0.25, { price }],
  ['cost', { ...paid, cached: true }, undefined, { price }],
])('%s of %j is %j', (name, outcome, value, context) => {
  expect(measure(name, outcome, context)).toBe(value);
});

test.each(
  cellMetrics.filter(({ name }) => name !== 'failed').map((metric): [string, CellMetric] => [metric.name, metric]),
)('%s of a failure is unknown', (_, metric) => {
  expect(metric.of({ ...timed(50, 1, 900), ...failure, text: 'half' }, { price })).toBeUndefined();
});

test.each<[string, Outcome, string | undefined]>([
  ['status', failure, 'error: timeout'],
  ['status', withheld, 'refused'],
  ['finish', answered('x', { finishReason: 'length' }), 'length'],
  ['finish', output({ labels: [] }), undefined],
  ['refusal', withheld, 'provider'],
  ['refusal', answered('I cannot provide medical advice.'), 'phrase'],
  ['refusal', answered('Take two a day.'), 'none'],
  ['refusal', failure, undefined],
  ['language', answered('This is English, as anyone can see who reads it.'), undefined],
  ['label', answered('Positive.'), 'positive'],
  ['label', answered('...'), undefined],
  [
    'label',
    output({
      labels: [
        { label: 'NEG', score: 0.2 },
        { label: 'POS', score: 0.8 },
      ],
    }),
    'pos',
  ],
  ['label', output({ labels: [{ label: 'first' }, { label: 'second' }] }), 'first'],
  ['label', output({ labels: [] }), undefined],
  ['label', output({ flagged: true, labels: [{ label: 'violence' }] }), 'flagged'],
])('%s of %j is %j', (name, outcome, value) => {
  expect(word(name, outcome)).toBe(value);
});

describe('language', async () => {
  const language = await loadLanguageDetector();

  test.each<[string, string | undefined]>([
    ['The committee will meet again on Tuesday to discuss the budget.', 'en'],
    ['Der Ausschuss trifft sich am Dienstag wieder, um über den Haushalt zu reden.', 'de'],
    ['Le comité se réunira de nouveau mardi pour discuter du budget.', 'fr'],
    ['委員会は火曜日に再び会合を開き、予算について話し合います。', 'ja'],
    ['Комитет снова соберётся во вторник, чтобы обсудить бюджет.', 'ru'],
    ['Yes.', undefined],
    ['The cat sat.', undefined],
    ['1234567890 1234567890 1234567890 1234567890', undefined],
    ['🎉'.repeat(30), undefined],
  ])('of %s is %s', (text, found) => {
    expect(word('language', answered(text), { language })).toBe(found);
  });
});

test('the public price lists of @x/core can be given', () => {
  const meta = { provider: 'openai', model: 'gpt-5-mini' };
  const usage = { inputTokens: 1_000, outputTokens: 1_000 };
  const listed = priceOf(meta, usage)?.amount;
  expect(listed).toBeGreaterThan(0);
  expect(measure('cost', answered('x', { meta, usage }), { price: priceOf })).toBe(listed);
});

test('a metric that is not there is named, with those that are', () => {
  expect(metricNamed('agreement-chrf').name).toBe('agreement-chrf');
  expect(() => metricNamed('bleu')).toThrow(/no metric "bleu".*agreement-chrf/);
});
