import { groupBy } from './group-by.ts';
import type { Category, CellMetric, MetricContext, ReferenceMetric } from './metric.ts';
import type { MeasuredCell } from './outcome.ts';
import { cellValues } from './values.ts';

/** What many values come to. Figures are absent where no value is known. */
export interface Summary {
  /** Values that are known. */
  readonly n: number;
  /** Values that there could be. */
  readonly cells: number;
  /** n / cells, 0 … 1; 0 where there is no cell. */
  readonly coverage: number;
  readonly mean?: number | undefined;
  /** Of the known values only: what is unknown is not in it. */
  readonly sum?: number | undefined;
  readonly minimum?: number | undefined;
  readonly median?: number | undefined;
  readonly p90?: number | undefined;
  readonly p95?: number | undefined;
  readonly maximum?: number | undefined;
}

/** A metric of one target. */
export interface TargetMetric extends Summary {
  readonly target: string;
  /** The metric's name. */
  readonly metric: string;
}

/** How often each word of a category came, of one target. */
export interface TargetCategory extends Pick<Summary, 'n' | 'cells' | 'coverage'> {
  readonly target: string;
  /** The category's name. */
  readonly category: string;
  /** The most frequent first. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * A metric per target, targets in the order of first sight.
 *
 * @param cells those that ended; coverage is over them. What a run planned and did not ask is for the reader to add.
 */
export function summarise(
  cells: Iterable<MeasuredCell>,
  metric: CellMetric | ReferenceMetric,
  context: MetricContext = {},
): readonly TargetMetric[] {
  const byTarget = groupBy(cellValues(cells, metric, context), ({ target }) => target);
  return Array.from(byTarget, ([target, values]) => ({
    target,
    metric: metric.name,
    ...summaryOf(values.map(({ value }) => value)),
  }));
}

/** Counts the words of a category per target, targets in the order of first sight. */
export function countCategory(
  cells: Iterable<MeasuredCell>,
  category: Category,
  context: MetricContext = {},
): readonly TargetCategory[] {
  const byTarget = groupBy(cells, ({ target }) => target);
  return Array.from(byTarget, ([target, ofTarget]) => {
    const found = ofTarget.map(({ outcome }) => category.of(outcome, context)).filter((word) => word !== undefined);
    const counts = Array.from(
      groupBy(found, (word) => word),
      ([word, all]) => [word, all.length] as const,
    );
    return {
      target,
      category: category.name,
      n: found.length,
      cells: ofTarget.length,
      coverage: found.length / ofTarget.length,
      counts: new Map(counts.toSorted(([, one], [, other]) => other - one)),
    };
  });
}

/** Sums up values of which some may be unknown. */
export function summaryOf(values: readonly (number | undefined)[]): Summary {
  const sorted = values.filter((value) => value !== undefined).toSorted((one, other) => one - other);
  const n = sorted.length;
  const counted = { n, cells: values.length, coverage: values.length === 0 ? 0 : n / values.length };
  if (n === 0) return counted;
  const sum = sorted.reduce((total, value) => total + value, 0);
  return {
    ...counted,
    mean: sum / n,
    sum,
    minimum: sorted[0],
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    p95: quantile(sorted, 0.95),
    maximum: sorted[n - 1],
  };
}

/**
 * A quantile by linear interpolation between the values next to it (type 7 of Hyndman and Fan 1996, numpy's default).
 *
 * @param sorted ascending
 * @param share 0 … 1
 * @returns undefined without a value
 */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (position % 1);
}
