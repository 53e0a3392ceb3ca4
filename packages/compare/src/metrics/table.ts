import { mistake } from '../mistake.ts';
import { cellMetrics } from './cell-metrics.ts';
import type { Metric } from './metric.ts';
import { pairMetrics } from './pair-metrics.ts';
import { referenceMetrics } from './reference-metrics.ts';
import { seriesMetrics } from './series-metrics.ts';

/** Every metric, one row each. */
export const metrics: readonly Metric[] = [...cellMetrics, ...referenceMetrics, ...pairMetrics, ...seriesMetrics];

/**
 * The metric of a name.
 *
 * @throws InferenceError `invalid-request` for a name that is none; the message lists those that are
 */
export function metricNamed(name: string): Metric {
  const found = metrics.find((metric) => metric.name === name);
  if (found !== undefined) return found;
  throw mistake(`There is no metric "${name}". Take one of: ${metrics.map((metric) => metric.name).join(', ')}.`);
}
