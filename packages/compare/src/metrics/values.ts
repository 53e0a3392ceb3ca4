import canonicalize from 'canonicalize';
import type { RowCells, Sample } from '../statistics/sample.ts';
import { groupBy } from './group-by.ts';
import type { CellMetric, MetricContext, PairMetric, ReferenceMetric } from './metric.ts';
import type { MeasuredCell, Place } from './outcome.ts';

/** What a metric came to in one cell; undefined is unknown. */
export interface CellValue extends Place {
  readonly value: number | undefined;
}

/** What a metric came to between two targets on the same question. */
export interface PairValue extends Omit<Place, 'target'> {
  readonly a: string;
  readonly b: string;
  readonly value: number | undefined;
}

/** Two cells of different targets that were asked the same. */
export interface CellPair {
  readonly a: MeasuredCell;
  readonly b: MeasuredCell;
}

/** A metric of every cell, in the order given. */
export function cellValues(
  cells: Iterable<MeasuredCell>,
  metric: CellMetric | ReferenceMetric,
  context: MetricContext = {},
): readonly CellValue[] {
  return Array.from(cells, (cell) => {
    const { outcome, ...place } = cell;
    return { ...place, value: cellValue(cell, metric, context) };
  });
}

/** A metric of one cell; undefined is unknown. */
export function cellValue(
  { outcome, ...place }: MeasuredCell,
  metric: CellMetric | ReferenceMetric,
  context: MetricContext = {},
): number | undefined {
  if (metric.over === 'cell') return metric.of(outcome, context);
  const references = context.referencesOf?.(place);
  return references === undefined ? undefined : metric.of(outcome, references, context);
}

/** A metric of every pair of targets on every question that both were asked. */
export function pairValues(
  cells: Iterable<MeasuredCell>,
  metric: PairMetric,
  context: MetricContext = {},
): readonly PairValue[] {
  return pairsOf(cells).map(({ a, b }) => {
    const { target, outcome, ...question } = a;
    return { ...question, a: target, b: b.target, value: metric.of(outcome, b.outcome, context) };
  });
}

/** Every two cells of different targets on the same prompt, row, axes and repeat; targets in the order of first sight. */
export function pairsOf(cells: Iterable<MeasuredCell>): readonly CellPair[] {
  const all = [...cells];
  const order = [...new Set(all.map(({ target }) => target))];
  const questions = groupBy(all, (cell) => `${cell.repeat} ${questionOf(cell)}`);
  return [...questions.values()].flatMap((asked) => {
    const byTarget = new Map(asked.map((cell) => [cell.target, cell]));
    const inOrder = order.map((target) => byTarget.get(target)).filter((cell) => cell !== undefined);
    return inOrder.flatMap((a, place) => inOrder.slice(place + 1).map((b) => ({ a, b })));
  });
}

/** What was asked, whoever was asked and however often: prompt, row and axes. */
export const questionOf = ({ prompt, row, axes }: Omit<Place, 'target' | 'repeat'>): string =>
  `${row} ${JSON.stringify(prompt)} ${canonicalize(axes ?? {})}`;

/**
 * Values as the statistics want them: for every target an entry a row, in it a value for each prompt, axis value and
 * repeat. Rows and places that one target has and another lacks are there for both, as unknown, so that samples can be
 * paired.
 */
export function samplesOf(values: readonly CellValue[]): ReadonlyMap<string, Sample> {
  const placesByRow = groupBy(values, ({ row }) => row);
  const rows = [...placesByRow.entries()].toSorted(([one], [other]) => one - other);
  const places = rows.map(([, ofRow]) => [...new Set(ofRow.map(placeInRow))]);
  const known = new Map(values.map((value) => [`${value.target}\n${placeInRow(value)}`, value.value]));
  const targets = new Set(values.map(({ target }) => target));
  const sampleOf = (target: string): Sample =>
    places.map((ofRow): RowCells => ofRow.map((place) => known.get(`${target}\n${place}`)));
  return new Map(Array.from(targets, (target) => [target, sampleOf(target)]));
}

const placeInRow = (value: CellValue): string => `${value.repeat} ${questionOf(value)}`;
