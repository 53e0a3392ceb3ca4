import type { Estimate } from '../statistics/estimate.ts';
import type { ComparisonReport } from './report.ts';

const columns = [
  'kind',
  'name',
  'unit',
  'a',
  'b',
  'estimate',
  'low',
  'high',
  'level',
  'n',
  'coverage',
  'p',
  'result',
] as const;

type Line = Partial<Record<(typeof columns)[number], string | number | undefined>>;

/**
 * A report as one table, RFC 4180: a line for each figure, with what it rests on. `kind` is `metric`, `difference`
 * (a − b), `agreement`, `self-agreement`, `check` or `gate`; what is not known is empty.
 */
export function csvReport(report: ComparisonReport): string {
  const lines = [...metricLines(report), ...agreementLines(report), ...checkLines(report), ...gateLines(report)];
  const rows = lines.map((line) => columns.map((column) => field(line[column])));
  return [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function metricLines({ metrics }: ComparisonReport): readonly Line[] {
  return metrics.flatMap(({ name, unit, targets, pairs }) => [
    ...targets.map(({ target, estimate }) => ({ kind: 'metric', name, unit, a: target, ...figures(estimate) })),
    ...pairs.map((pair) => ({ kind: 'difference', name, unit, ...differenceOf(pair) })),
  ]);
}

function agreementLines({ agreement }: ComparisonReport): readonly Line[] {
  return agreement.flatMap(({ name, unit, pairs, self }) => [
    ...pairs.map(({ a, b, estimate }) => ({ kind: 'agreement', name, unit, a, b, ...figures(estimate) })),
    ...self.map(({ target, estimate }) => ({ kind: 'self-agreement', name, unit, a: target, ...figures(estimate) })),
  ]);
}

function checkLines({ checks }: ComparisonReport): readonly Line[] {
  return checks.flatMap(({ name, targets, pairs }) => [
    ...targets.map(({ target, passed, failed, estimate }) => ({
      ...{ kind: 'check', name, unit: 'share', a: target, result: `${passed}/${passed + failed}` },
      ...figures(estimate),
    })),
    ...pairs.map((pair) => ({ kind: 'difference', name, unit: 'share', ...differenceOf(pair) })),
  ]);
}

const gateLines = ({ gates }: ComparisonReport): readonly Line[] =>
  gates.map(({ name, target, status, estimate }) => ({
    ...{ kind: 'gate', name, a: target, result: status },
    ...figures(estimate),
  }));

type Pair = ComparisonReport['metrics'][number]['pairs'][number];

const differenceOf = ({ a, b, difference, adjustedP, sentence }: Pair): Line => ({
  ...{ a, b, p: adjustedP, result: sentence },
  ...figures(difference),
});

function figures(known: Estimate | undefined): Line {
  if (known === undefined) return {};
  const { estimate, interval, level, n, coverage } = known;
  return { estimate, low: interval?.[0], high: interval?.[1], level, n, coverage };
}

/** Spreadsheets run what begins like a formula; a quote before it makes it text. Numbers of ours are left alone. */
function field(value: string | number | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
