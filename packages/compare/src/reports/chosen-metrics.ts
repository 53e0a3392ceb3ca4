import type {
  CellMetric,
  Metric,
  MetricContext,
  PairMetric,
  ReferenceMetric,
  SeriesMetric,
} from '../metrics/metric.ts';
import { metricNamed, metrics } from '../metrics/table.ts';
import { mistake } from '../mistake.ts';

/** The metrics of a report, by what they are over. */
export interface ChosenMetrics {
  readonly single: readonly (CellMetric | ReferenceMetric)[];
  readonly pair: readonly PairMetric[];
  /** Over all cells at once, without an interval. */
  readonly series: readonly SeriesMetric[];
}

/** Tasks whose answer is a label: for others, "same label" would only be "same text" once more. */
const labelTasks: ReadonlySet<string> = new Set([
  'text-classification',
  'zero-shot-classification',
  'image-classification',
  'audio-classification',
  'moderation',
]);

const labelMetrics: ReadonlySet<string> = new Set(['agreement-label', 'reference-label', 'series-kappa']);

/** Metrics over whole series for which all cells are kept, and the tasks for which that is worth it. */
const seriesTasks: Readonly<Record<string, ReadonlySet<string>>> = {
  'series-kappa': labelTasks,
  'series-spearman': new Set(['sentence-similarity']),
  'series-neighbour-overlap': new Set(['embedding']),
};

/**
 * The metrics that were asked for, or those that fit the task and need nothing that is not given.
 *
 * @throws InferenceError `invalid-request` for a name that is no metric, and for one that needs what is not given
 */
export function chooseMetrics(
  names: readonly string[] | undefined,
  task: string,
  context: Partial<Record<keyof MetricContext, unknown>>,
): ChosenMetrics {
  const chosen = names === undefined ? metrics.filter((metric) => fits(metric, task, context)) : names.map(metricNamed);
  for (const metric of chosen) requireUsable(metric, context);
  return {
    single: chosen.filter((metric) => metric.over === 'cell' || metric.over === 'reference'),
    pair: chosen.filter((metric) => metric.over === 'pair'),
    series: chosen.filter((metric) => metric.over === 'series'),
  };
}

function fits({ name, over, requires }: Metric, task: string, context: Partial<Record<string, unknown>>): boolean {
  if (over === 'series') return seriesTasks[name]?.has(task) === true;
  if (requires !== undefined && context[requires] === undefined) return false;
  return !labelMetrics.has(name) || labelTasks.has(task);
}

const missing: Readonly<Partial<Record<keyof MetricContext, string>>> = {
  referencesOf: 'the column of the data that holds what would have been right',
  vectorOf: 'an embedding model',
  schema: 'a JSON Schema',
};

function requireUsable({ name, requires }: Metric, context: Partial<Record<string, unknown>>): void {
  if (requires === undefined || context[requires] !== undefined) return;
  throw mistake(`"${name}" needs ${missing[requires] ?? requires}, which is not given.`);
}
