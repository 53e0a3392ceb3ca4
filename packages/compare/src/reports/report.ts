import type { SeriesAgreement } from '../metrics/agreement.ts';
import type { LabelReport } from '../metrics/label-report.ts';
import type { MetricFacts } from '../metrics/metric.ts';
import type { Summary } from '../metrics/summary.ts';
import type { PairVerdict } from '../statistics/compare-targets.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { GateResult } from './gates.ts';

/** Everything that a report says of a run, as data: every renderer takes it. What is not known is absent, never 0. */
export interface ComparisonReport {
  /** Of this shape; fields may be added under the same number. */
  readonly version: 1;
  readonly run: RunSummary;
  readonly settings: ReportSettings;
  /** In the order of the run. */
  readonly targets: readonly TargetReport[];
  readonly metrics: readonly MetricReport[];
  /** How much targets agree with each other, and with themselves. */
  readonly agreement: readonly AgreementReport[];
  /** Agreement over all cells at once, for tasks that have it; a number without an interval. */
  readonly series: readonly SeriesAgreement[];
  /** Labels against the right ones; empty for tasks without labels, and without a reference. */
  readonly labels: readonly LabelReport[];
  readonly checks: readonly CheckReport[];
  readonly gates: readonly GateResult[];
  /** Questions on which the targets agree least, the least first. */
  readonly disagreements: readonly Disagreement[];
  /** What to know before believing any of it. */
  readonly warnings: readonly string[];
}

/** What was run. */
export interface RunSummary {
  readonly id: string;
  /** When it began, ISO 8601. */
  readonly at: string;
  readonly task: string;
  readonly prompts: number;
  readonly rows: number;
  readonly repeats: number;
  readonly seed?: number | undefined;
  /** Cells in all. */
  readonly planned: number;
  /** Why it ended; absent while it runs, and where it was killed. */
  readonly ended?: string | undefined;
}

/** How the figures were made. */
export interface ReportSettings {
  /** Of every interval. */
  readonly level: number;
  readonly seed: number;
  /** What n counts. */
  readonly unit: 'rows' | 'prompts';
  readonly baseline?: string | undefined;
  readonly margin?: number | undefined;
}

/** How the cells of a target ended. */
export interface TargetReport {
  readonly target: string;
  readonly provider: string;
  readonly model: string;
  /** Whether the sandbox answered in the vendor's place. */
  readonly sandbox: boolean;
  readonly planned: number;
  readonly ok: number;
  readonly refused: number;
  readonly failed: number;
  /** Planned cells that have not ended: skipped, interrupted or killed. */
  readonly missing: number;
  /** Answers that the token limit cut off. */
  readonly truncated: number;
  /** Answers that a cache gave; they have no timing and no cost. */
  readonly cached: number;
  /** How many failures there are of each code. */
  readonly errors: Readonly<Record<string, number>>;
  /** How often each word of a category came (`finish`, `refusal`, `language`), the most frequent first. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly cost: Cost;
}

/** What a target cost, as far as it is known. */
export interface Cost {
  /** US dollars of the answers whose price is known; absent where none is. */
  readonly usd?: number | undefined;
  readonly priced: number;
  /** Answers, not from a cache, whose price is not known. */
  readonly unpriced: number;
}

/** A metric over the cells of each target. */
export interface MetricReport extends Omit<MetricFacts, 'requires'> {
  readonly targets: readonly TargetFigure[];
  /** Every two targets, or each with the baseline. */
  readonly pairs: readonly PairReport[];
}

/** A metric of one target. */
export interface TargetFigure {
  readonly target: string;
  /** The mean over the clusters; absent where no cell has a value. */
  readonly estimate?: Estimate | undefined;
  /** Over single cells: median, percentiles and the like. */
  readonly cells: Summary;
}

/** A verdict on two targets, and the same in a sentence. */
export interface PairReport extends PairVerdict {
  readonly sentence: string;
}

/** A metric over pairs of answers to the same. */
export interface AgreementReport extends Omit<MetricFacts, 'requires'> {
  readonly pairs: readonly PairAgreement[];
  /** The noise floor: what targets that were asked more than once agree with themselves. Empty without repeats. */
  readonly self: readonly SelfAgreement[];
}

/** How much two targets agree. */
export interface PairAgreement {
  readonly a: string;
  readonly b: string;
  readonly estimate?: Estimate | undefined;
  /**
   * `below`: the whole interval lies below those of both targets' agreement with themselves, so they differ by more than
   * each from itself. `within`: it does not. Absent where the noise floor or an interval is not known.
   */
  readonly floor?: 'below' | 'within' | undefined;
}

/** How much a target agrees with itself over repeats. */
export interface SelfAgreement {
  readonly target: string;
  readonly estimate?: Estimate | undefined;
}

/** How often a check was passed. */
export interface CheckReport {
  readonly name: string;
  readonly targets: readonly TargetPassRate[];
  readonly pairs: readonly PairReport[];
}

/** How often the answers of one target passed. */
export interface TargetPassRate {
  readonly target: string;
  readonly passed: number;
  readonly failed: number;
  /** Cells of which the check cannot tell, such as failed calls, and cells that have not ended. */
  readonly unknown: number;
  /** Wilson's interval where every row has one cell; with repeats, that of rows. */
  readonly estimate?: Estimate | undefined;
  /** The first few failures. */
  readonly failures: readonly CheckFailure[];
}

/** An answer that did not pass. */
export interface CheckFailure {
  readonly prompt: string;
  readonly row: number;
  readonly repeat: number;
  readonly reason: string;
}

/** A question and how much the answers to it agree. */
export interface Disagreement {
  readonly prompt: string;
  readonly row: number;
  readonly axes?: Readonly<Record<string, unknown>> | undefined;
  /** The metric that it is by. */
  readonly metric: string;
  /** Mean over the pairs of targets and the repeats. */
  readonly agreement: number;
}
