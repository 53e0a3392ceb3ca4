import { markdownTable, markdownText } from './markdown-text.ts';
import { countsInWords, estimateIn, floorInWords, numberIn, percent, unknown } from './numbers.ts';
import type {
  AgreementReport,
  CheckReport,
  ComparisonReport,
  MetricReport,
  PairReport,
  TargetReport,
} from './report.ts';
import { tellingPairs } from './telling-pairs.ts';

/**
 * A report in Markdown: tables and sentences. Names, messages and reasons, which others have written, are escaped; there
 * is no HTML in it.
 */
export function markdownReport(report: ComparisonReport): string {
  const sections = [
    headOf(report),
    warningsOf(report),
    section('How the cells ended', targetsTable(report.targets)),
    section('What came', countsTable(report.targets)),
    section('Figures', metricsTable(report)),
    section('Differences', differences(report)),
    section('Agreement', agreementTable(report.agreement)),
    section('Agreement over all cells', seriesTable(report)),
    section('Labels', labelTables(report)),
    section('Where the targets agree least', disagreements(report)),
    section('Checks', checksTable(report.checks)),
    section('Gates', gatesTable(report)),
    reading(report),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

const section = (title: string, text: string): string => (text === '' ? '' : `## ${title}\n\n${text}`);

function headOf({ run, targets }: ComparisonReport): string {
  const { task, prompts, rows, repeats, planned, ended } = run;
  const asked = [
    `${targets.length} targets`,
    `${prompts} ${prompts === 1 ? 'prompt' : 'prompts'}`,
    `${rows} ${rows === 1 ? 'row' : 'rows'}`,
    `${repeats} ${repeats === 1 ? 'repeat' : 'repeats'}`,
  ];
  const state = ended === undefined ? 'The run has not ended.' : `The run ended: ${markdownText(ended)}.`;
  return `# Comparison\n\nTask ${markdownText(task)}; ${asked.join(' × ')} = ${planned} cells. ${state}`;
}

function warningsOf({ warnings }: ComparisonReport): string {
  return section('Before you believe it', warnings.map((warning) => `- ${markdownText(warning)}`).join('\n'));
}

function targetsTable(targets: readonly TargetReport[]): string {
  const head = ['target', 'model', 'planned', 'answered', 'refused', 'failed', 'missing', 'cut off', 'cached', 'cost'];
  const rows = targets.map((target) => {
    const { planned, ok, refused, failed, missing, truncated, cached, errors, cost } = target;
    const codes = Object.entries(errors).map(([name, count]) => `${markdownText(name)} ${count}`);
    return [
      markdownText(target.target),
      `${markdownText(`${target.provider}:${target.model}`)}${target.sandbox ? ' (sandbox)' : ''}`,
      ...[planned, ok, refused].map(String),
      codes.length === 0 ? String(failed) : `${failed} (${codes.join(', ')})`,
      ...[missing, truncated, cached].map(String),
      cost.usd === undefined ? unknown : `${cost.unpriced > 0 ? 'over ' : ''}${numberIn('US dollars', cost.usd)}`,
    ];
  });
  return markdownTable(head, rows);
}

function countsTable(targets: readonly TargetReport[]): string {
  const names = [...new Set(targets.flatMap(({ counts }) => Object.keys(counts)))];
  if (names.length === 0) return '';
  const rows = names.map((name) => [name, ...targets.map(({ counts }) => markdownText(countsInWords(counts[name])))]);
  return markdownTable(['what', ...targets.map(({ target }) => markdownText(target))], rows);
}

function seriesTable({ series }: ComparisonReport): string {
  if (series.length === 0) return '';
  const rows = series.map(({ metric, a, b, value, n, cells }) => [
    markdownText(metric),
    `${markdownText(a)}, ${markdownText(b)}`,
    value === undefined ? unknown : numberIn('correlation', value),
    `${n} of ${cells}`,
  ]);
  return markdownTable(['metric', 'between', 'value', 'cells'], rows);
}

function labelTables({ labels }: ComparisonReport): string {
  const tables = labels.map(({ target, n, cells, accuracy, kappa, confusion }) => {
    const shown = [accuracy, kappa].map((value) => (value === undefined ? unknown : numberIn('correlation', value)));
    const rows = confusion.counts.map((counts, place) => [confusion.labels[place] ?? '', ...counts].map(String));
    const head = ['expected, given →', ...confusion.labels];
    const safe = (cells: readonly string[]): readonly string[] => cells.map(markdownText);
    const facts = `${markdownText(target)}: accuracy ${shown[0]}, κ ${shown[1]}, ${n} of ${cells} cells.`;
    return `${facts}\n\n${markdownTable(safe(head), rows.map(safe))}`;
  });
  return tables.join('\n\n');
}

function metricsTable({ metrics, targets, settings }: ComparisonReport): string {
  if (metrics.length === 0) return '';
  const rows = metrics.flatMap((metric) => [metricRow(metric)]);
  const note = `Mean over ${settings.unit} [${percent(settings.level)} interval]; n is how many, and which share of the cells has a value where it is not all.`;
  return `${note}\n\n${markdownTable(['metric', ...targets.map(({ target }) => markdownText(target))], rows)}`;
}

function metricRow({ title, name, unit, targets }: MetricReport): readonly string[] {
  const figures = targets.map(({ estimate, cells: { coverage } }) => {
    if (estimate === undefined) return unknown;
    const share = coverage < 1 ? `, ${percent(coverage)}` : '';
    return `${estimateIn(unit, estimate)} (n ${estimate.n}${share})`;
  });
  return [`${markdownText(title)} (${markdownText(name)})`, ...figures];
}

function differences(report: ComparisonReport): string {
  const { pairs, same } = tellingPairs(report);
  const note = `Paired over ${report.settings.unit}; p adjusted by Holm for the pairs of one metric.`;
  const rows = pairs.map(({ name, unit, pair }) => pairRow(name, unit, pair));
  const table = rows.length === 0 ? [] : [note, markdownTable(differenceHead, rows)];
  const rest = same.length === 0 ? [] : [`No difference was seen in: ${same.map(markdownText).join(', ')}.`];
  return [...table, ...rest].join('\n\n');
}

const differenceHead = ['metric', 'pair', 'difference', 'n', 'p', 'verdict'];

function pairRow(name: string, unit: MetricReport['unit'], { a, b, difference, adjustedP, sentence }: PairReport) {
  return [
    markdownText(name),
    `${markdownText(a)} − ${markdownText(b)}`,
    estimateIn(unit, difference),
    String(difference?.n ?? 0),
    adjustedP === undefined ? unknown : adjustedP < 0.001 ? '&lt;0.001' : adjustedP.toFixed(3),
    markdownText(sentence),
  ];
}

function agreementTable(agreement: readonly AgreementReport[]): string {
  if (agreement.length === 0) return '';
  const rows = agreement.flatMap(({ name, unit, pairs, self }) => [
    ...pairs.map(({ a, b, estimate, floor }) => [
      markdownText(name),
      `${markdownText(a)}, ${markdownText(b)}`,
      estimateIn(unit, estimate),
      floor === undefined ? unknown : floorInWords[floor],
    ]),
    ...self.map(({ target, estimate }) => [
      markdownText(name),
      `${markdownText(target)} with itself`,
      estimateIn(unit, estimate),
      'noise floor',
    ]),
  ]);
  return markdownTable(['metric', 'between', 'agreement', 'against the noise floor'], rows);
}

function disagreements({ disagreements: found }: ComparisonReport): string {
  if (found.length === 0) return '';
  const rows = found.map(({ prompt, row, axes, agreement: share }) => [
    markdownText(axes === undefined ? prompt : `${prompt}, ${JSON.stringify(axes)}`),
    String(row),
    numberIn('similarity', share),
  ]);
  return markdownTable(['prompt', 'row', markdownText(found[0]?.metric ?? '')], rows);
}

function checksTable(checks: readonly CheckReport[]): string {
  if (checks.length === 0) return '';
  const rows = checks.flatMap(({ name, targets }) =>
    targets.map(({ target, passed, failed, unknown: unclear, estimate, failures }) => [
      markdownText(name),
      markdownText(target),
      `${passed}/${passed + failed}`,
      estimateIn('share', estimate),
      String(unclear),
      markdownText(failures.map(({ prompt, row, reason }) => `${prompt}, row ${row}: ${reason}`).join('; ')),
    ]),
  );
  return markdownTable(['check', 'target', 'passed', 'rate', 'unknown', 'first failures'], rows);
}

function gatesTable({ gates }: ComparisonReport): string {
  if (gates.length === 0) return '';
  const rows = gates.map(({ name, target, status, reason }) => [
    markdownText(name),
    markdownText(target),
    status,
    markdownText(reason),
  ]);
  return markdownTable(['gate', 'target', 'result', 'why'], rows);
}

function reading({ settings: { unit, seed, margin } }: ComparisonReport): string {
  const within = margin === undefined ? '' : ` A difference within ±${margin} does not matter, by the margin given.`;
  return `Intervals and p are over ${unit}, with seed ${seed}.${within} A dash is what is not known.`;
}
