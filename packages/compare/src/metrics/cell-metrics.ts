import { parseJson, withoutFence } from './json-answer.ts';
import type { CellMetric, MetricContext } from './metric.ts';
import { type Outcome, textOf } from './outcome.ts';
import { decodeRate } from './pace.ts';
import { providerRefusal, refusalOf, refusalPhrasesVersion } from './refusal.ts';
import { words } from './tokens.ts';

const share = (value: boolean): 0 | 1 => (value ? 1 : 0);

/** A number of the text of an answer that was not withheld. */
const ofText =
  (measure: (text: string, context: MetricContext) => number | undefined): CellMetric['of'] =>
  (outcome, context) => {
    const text = textOf(outcome);
    return text === undefined ? undefined : measure(text, context);
  };

/** A number of any answer, withheld or not. */
const ofAnswer =
  (measure: (outcome: Outcome, context: MetricContext) => number | undefined): CellMetric['of'] =>
  (outcome, context) =>
    outcome.status === 'error' ? undefined : measure(outcome, context);

const own = 'definition of @x/compare';

/** Numbers of single cells. */
export const cellMetrics: readonly CellMetric[] = [
  {
    over: 'cell',
    name: 'failed',
    title: 'calls that failed',
    needs: 'a cell that ended',
    unit: 'share',
    direction: 'lower',
    range: [0, 1],
    source: own,
    of: ({ status }) => share(status === 'error'),
  },
  {
    over: 'cell',
    name: 'characters',
    title: 'length in characters',
    needs: 'an answer in words',
    unit: 'characters',
    direction: 'none',
    range: [0, Number.POSITIVE_INFINITY],
    source: 'code points of Unicode',
    of: ofText((text) => Array.from(text).length),
  },
  {
    over: 'cell',
    name: 'words',
    title: 'length in words',
    needs: 'an answer in words',
    unit: 'words',
    direction: 'none',
    range: [0, Number.POSITIVE_INFINITY],
    source: 'UAX #29 word boundaries, by Intl.Segmenter',
    of: ofText((text) => words(text).length),
  },
  {
    over: 'cell',
    name: 'output-tokens',
    title: 'output tokens',
    needs: "the provider's count; thoughts included",
    unit: 'tokens',
    direction: 'none',
    range: [0, Number.POSITIVE_INFINITY],
    source: "the provider's usage",
    of: ofAnswer(({ usage }) => usage?.outputTokens),
  },
  {
    over: 'cell',
    name: 'input-tokens',
    title: 'input tokens',
    needs: "the provider's count",
    unit: 'tokens',
    direction: 'none',
    range: [0, Number.POSITIVE_INFINITY],
    source: "the provider's usage",
    of: ofAnswer(({ usage }) => usage?.inputTokens),
  },
  {
    over: 'cell',
    name: 'json-valid',
    title: 'answers that are JSON',
    needs: 'an answer in words',
    unit: 'share',
    direction: 'none',
    range: [0, 1],
    source: 'RFC 8259, by JSON.parse, over the whole answer',
    of: ofText((text) => share(parseJson(text) !== undefined)),
  },
  {
    over: 'cell',
    name: 'json-in-fence',
    title: 'answers that are JSON once a code fence is taken off',
    needs: 'an answer in words',
    unit: 'share',
    direction: 'none',
    range: [0, 1],
    source: 'RFC 8259, by JSON.parse, after one Markdown fence around the answer',
    of: ofText((text) => share(parseJson(withoutFence(text)) !== undefined)),
  },
  {
    over: 'cell',
    name: 'json-schema',
    title: 'answers that are JSON and match the schema',
    needs: 'an answer in words',
    requires: 'schema',
    unit: 'share',
    direction: 'higher',
    range: [0, 1],
    source: 'JSON Schema 2020-12, by ajv, over the whole answer',
    of: ofText((text, { schema }) => schema && share(matches(text, schema))),
  },
  {
    over: 'cell',
    name: 'refused',
    title: 'refusals by the provider’s own signal',
    needs: 'an answer or a refusal',
    unit: 'share',
    direction: 'none',
    range: [0, 1],
    source: 'finish reason content-filter, or the vendor’s word for a refusal',
    of: ofAnswer((outcome) => share(providerRefusal(outcome) !== undefined)),
  },
  {
    over: 'cell',
    name: 'refused-or-phrase',
    title: 'refusals, guessed from English phrases where the provider is silent',
    needs: 'an answer or a refusal',
    unit: 'share',
    direction: 'none',
    range: [0, 1],
    source: `heuristic of @x/compare, phrases ${refusalPhrasesVersion}; the idea of matching strings: Röttger 2024 (XSTest)`,
    of: ofAnswer((outcome) => share(refusalOf(outcome) !== undefined)),
  },
  {
    over: 'cell',
    name: 'truncated',
    title: 'answers cut off by the token limit',
    needs: 'a finish reason',
    unit: 'share',
    direction: 'lower',
    range: [0, 1],
    source: 'finish reason length',
    of: ofAnswer(({ finishReason }) => finishReason && share(finishReason === 'length')),
  },
  {
    over: 'cell',
    name: 'first-token',
    title: 'time to the first token',
    needs: 'a streamed answer that no cache gave',
    unit: 'ms',
    direction: 'lower',
    range: [0, Number.POSITIVE_INFINITY],
    source: 'request sent to first text, thought or tool call',
    of: ofAnswer(({ firstTokenMs }) => firstTokenMs),
  },
  {
    over: 'cell',
    name: 'decode-rate',
    title: 'output tokens a second after the first',
    needs: 'a streamed answer of 16 tokens or more, counted by the provider, without thoughts, that no cache gave',
    unit: 'tokens/s',
    direction: 'higher',
    range: [0, Number.POSITIVE_INFINITY],
    source: '(tokens − 1) / (total − first token), the inverse of vLLM’s TPOT',
    of: ofAnswer(decodeRate),
  },
  {
    over: 'cell',
    name: 'total-time',
    title: 'time to the last byte',
    needs: 'an answer that no cache gave',
    unit: 'ms',
    direction: 'lower',
    range: [0, Number.POSITIVE_INFINITY],
    source: 'request sent to last byte, of the call that was answered',
    of: ofAnswer(({ totalMs }) => totalMs),
  },
  {
    over: 'cell',
    name: 'cost',
    title: 'cost',
    needs: 'token counts and a price; no cache',
    unit: 'US dollars',
    direction: 'lower',
    range: [0, Number.POSITIVE_INFINITY],
    source: 'the run’s prices, else those of the context',
    of: ofAnswer(costOf),
  },
];

function matches(text: string, schema: NonNullable<MetricContext['schema']>): boolean {
  const parsed = parseJson(text);
  return parsed !== undefined && schema(parsed.value).length === 0;
}

function costOf({ usd, usage, meta, cached }: Outcome, { price }: MetricContext): number | undefined {
  if (cached === true) return undefined;
  if (usd !== undefined || usage === undefined || meta === undefined) return usd;
  return price?.(meta, usage)?.amount;
}
