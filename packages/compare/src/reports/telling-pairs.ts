import type { MetricFacts } from '../metrics/metric.ts';
import type { ComparisonReport, PairReport } from './report.ts';

/** A pair with what it is compared by. */
export interface NamedPair {
  /** The metric or the check. */
  readonly name: string;
  readonly unit: MetricFacts['unit'];
  readonly pair: PairReport;
}

/** The pairs that a person wants to read, and what is left to say in a sentence. */
export interface TellingPairs {
  /** Those of which a difference is known, and it is not 0. */
  readonly pairs: readonly NamedPair[];
  /** Metrics and checks in which no two targets differ, as far as is known. */
  readonly same: readonly string[];
}

/** Parts the pairs of a report by whether there is anything to see. */
export function tellingPairs({ metrics, checks }: Pick<ComparisonReport, 'metrics' | 'checks'>): TellingPairs {
  const compared = [...metrics, ...checks.map((check) => ({ ...check, unit: 'share' as const }))];
  const telling = ({ difference }: PairReport): boolean => difference !== undefined && difference.estimate !== 0;
  return {
    pairs: compared.flatMap(({ name, unit, pairs }) => pairs.filter(telling).map((pair) => ({ name, unit, pair }))),
    same: compared.filter(({ pairs }) => pairs.length > 0 && !pairs.some(telling)).map(({ name }) => name),
  };
}
