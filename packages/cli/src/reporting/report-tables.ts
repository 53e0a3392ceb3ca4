import {
  type ComparisonReport,
  countsInWords,
  estimateIn,
  floorInWords,
  type NamedPair,
  numberIn,
  type TargetFigure,
  tellingPairs,
} from '@x/compare/analysis';
import type { FigureTable } from '../render/figure-table.ts';
import { unknown } from '../render/figures.ts';

/** How the cells of every target ended. */
export const endingsTable = ({ targets }: ComparisonReport): FigureTable => ({
  title: 'How the cells ended',
  head: ['target', 'planned', 'answered', 'refused', 'failed', 'missing', 'cut off', 'cost'],
  rows: targets.map(({ target, planned, ok, refused, failed, missing, truncated, cost }) => [
    target,
    ...[planned, ok, refused, failed, missing, truncated].map(String),
    cost.usd === undefined ? unknown : `${cost.unpriced > 0 ? 'over ' : ''}${numberIn('US dollars', cost.usd)}`,
  ]),
});

/** What came of the answers, in words that are counted. */
export function countsTable({ targets }: ComparisonReport): FigureTable {
  const names = [...new Set(targets.flatMap(({ counts }) => Object.keys(counts)))];
  return {
    title: 'What came',
    head: ['what', ...targets.map(({ target }) => target)],
    rows: names.map((name) => [name, ...targets.map(({ counts }) => countsInWords(counts[name]))]),
  };
}

/** Agreement over all cells at once, and labels against the right ones. */
export const wholeRunTable = ({ series, labels }: ComparisonReport): FigureTable => ({
  title: 'Over all cells, without an interval',
  head: ['what', 'of', 'value', 'cells'],
  rows: [
    ...series.map(({ metric, a, b, value, n }) => [metric, `${a}, ${b}`, plain(value), String(n)]),
    ...labels.flatMap(({ target, n, accuracy, kappa }) => [
      ['accuracy', target, plain(accuracy), String(n)],
      ['κ against the right labels', target, plain(kappa), String(n)],
    ]),
  ],
});

const plain = (value: number | undefined): string => (value === undefined ? unknown : numberIn('correlation', value));

/** Every metric of every target. */
export const metricsTable = ({ metrics, targets, settings }: ComparisonReport): FigureTable => ({
  title: `Mean over ${settings.unit} [${settings.level * 100} % interval] n`,
  head: ['metric', ...targets.map(({ target }) => target)],
  rows: metrics.map(({ name, unit, targets: figures }) => [name, ...figures.map((figure) => figureText(unit, figure))]),
});

function figureText(unit: ComparisonReport['metrics'][number]['unit'], { estimate, cells }: TargetFigure): string {
  if (estimate === undefined) return unknown;
  const share = cells.coverage < 1 ? ` of ${Math.floor(cells.coverage * 100)} %` : '';
  return `${estimateIn(unit, estimate)} n ${estimate.n}${share}`;
}

/** What every two targets differ in. */
export const differencesTable = (report: ComparisonReport): FigureTable => ({
  title: 'Paired differences',
  head: ['metric', 'pair', 'difference', 'n', 'p', 'verdict'],
  rows: tellingPairs(report).pairs.map(differenceRow),
});

function differenceRow({ name, unit, pair }: NamedPair): readonly string[] {
  const { a, b, difference, adjustedP, sentence } = pair;
  const p = adjustedP === undefined ? unknown : adjustedP < 0.001 ? '<0.001' : adjustedP.toFixed(3);
  return [name, `${a} − ${b}`, estimateIn(unit, difference), String(difference?.n ?? 0), p, sentence];
}

/** How much targets agree with each other, and with themselves. */
export const agreementTable = ({ agreement }: ComparisonReport): FigureTable => ({
  title: 'Agreement between the answers',
  head: ['metric', 'between', 'agreement', 'against the noise floor'],
  rows: agreement.flatMap(({ name, unit, pairs, self }) => [
    ...pairs.map(({ a, b, estimate, floor }) => [
      name,
      `${a}, ${b}`,
      estimateIn(unit, estimate),
      floor === undefined ? unknown : floorInWords[floor],
    ]),
    ...self.map(({ target, estimate }) => [name, `${target} with itself`, estimateIn(unit, estimate), 'noise floor']),
  ]),
});

/** How often checks were passed. */
export const checksTable = ({ checks }: ComparisonReport): FigureTable => ({
  title: 'Checks',
  head: ['check', 'target', 'passed', 'rate', 'unknown'],
  rows: checks.flatMap(({ name, targets }) =>
    targets.map(({ target, passed, failed, estimate, unknown: unclear }) => [
      name,
      target,
      `${passed}/${passed + failed}`,
      estimateIn('share', estimate),
      String(unclear),
    ]),
  ),
});

/** What gates came to. */
export const gatesTable = ({ gates }: ComparisonReport): FigureTable => ({
  title: 'Gates',
  head: ['gate', 'target', 'result', 'why'],
  rows: gates.map(({ name, target, status, reason }) => [name, target, status, reason]),
});
