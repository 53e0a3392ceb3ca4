import type { Check } from '../checks/check.ts';
import type { Metric, MetricContext, MetricFacts } from '../metrics/metric.ts';
import { summaryOf } from '../metrics/summary.ts';
import { compareTargets } from '../statistics/compare-targets.ts';
import { defaultLevel, type Estimate, type Interval } from '../statistics/estimate.ts';
import { meanOf, type StatisticsOptions } from '../statistics/mean.ts';
import { defaultSeed } from '../statistics/random.ts';
import { verdictInWords } from '../statistics/verdict.ts';
import { chooseMetrics } from './chosen-metrics.ts';
import { type Gate, gateResults } from './gates.ts';
import { type Measurements, measure, pairName, pairsAmong } from './measure.ts';
import { clusterKindOf } from './questions.ts';
import type {
  AgreementReport,
  CheckReport,
  ComparisonReport,
  MetricReport,
  PairAgreement,
  PairReport,
  RunSummary,
  SelfAgreement,
} from './report.ts';
import { reportWarnings } from './report-warnings.ts';
import type { SampleBook } from './sample-book.ts';
import type { ReportSource } from './source.ts';

/** What a report is to say, and how. */
export interface ReportOptions extends Pick<StatisticsOptions, 'level' | 'resamples' | 'seed'> {
  /** Names of metrics. Default: all that fit the task and need nothing that is not given. */
  readonly metrics?: readonly string[] | undefined;
  readonly checks?: readonly Check[] | undefined;
  readonly gates?: readonly Gate[] | undefined;
  /** The target that every other is compared with. Default: all pairs. */
  readonly baseline?: string | undefined;
  /** The largest difference that does not matter, in the unit of the metrics; for metrics of one unit only. */
  readonly margin?: number | undefined;
  /** The column of the data that holds what would have been right: a text, or a list of texts of which any will do. */
  readonly reference?: string | undefined;
  readonly context?: Omit<MetricContext, 'referencesOf'> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Is told after each question how many have been read, of how many. */
  readonly onProgress?: ((read: number, questions: number) => void) | undefined;
}

/**
 * Reports on a run. It is read once, question by question, so that memory holds numbers and the answers to one question.
 *
 * @throws InferenceError `invalid-request` for metrics, gates, a baseline, a level or a margin that cannot be used,
 * `aborted` when the signal comes
 */
export async function reportOn(source: ReportSource, options: ReportOptions = {}): Promise<ComparisonReport> {
  const { checks = [], gates = [], level = defaultLevel, seed = defaultSeed, baseline, margin, reference } = options;
  const { header, end } = source;
  const task = header.task ?? 'chat';
  const given = { ...options.context, referencesOf: reference };
  const chosen = chooseMetrics(options.metrics, task, given);
  const { context = {}, signal, onProgress } = options;
  const measured = await measure(source, { chosen, checks, context, reference, signal, onProgress });
  const targets = header.targets.map(({ id }) => id);
  const figures: Figures = { targets, options };
  const metrics = chosen.single.flatMap((metric) => metricReport(metric, measured, figures));
  const checkReports = measured.checks.names.map((name) => checkReport(name, measured, figures));
  const planned = header.planned / Math.max(targets.length, 1);
  const report = {
    version: 1,
    run: runSummary(source.header, end?.st),
    settings: { level, seed, unit: clusterKindOf(header), baseline, margin },
    targets: [...measured.tallies.values()].map((tally) => tally.read(planned)),
    metrics,
    agreement: chosen.pair.flatMap((metric) => agreementReport(metric, measured, figures)),
    series: measured.held.series(context),
    labels: measured.held.labels(),
    checks: checkReports,
    gates: gateResults(gates, { targets, metrics, checks: checkReports }),
    disagreements: targets.length > 1 ? measured.worst.read() : [],
  } as const;
  return { ...report, warnings: reportWarnings(report) };
}

/** What all figures of a report are made with. */
interface Figures {
  readonly targets: readonly string[];
  readonly options: ReportOptions;
}

function runSummary(
  { id, at, task = 'chat', prompts, data, repeats, seed, planned }: ReportSource['header'],
  ended?: string,
): RunSummary {
  const rest = { repeats, planned, ...(seed === undefined ? {} : { seed }), ...(ended === undefined ? {} : { ended }) };
  return { id, at, task, prompts: prompts.length, rows: data.rows, ...rest };
}

function metricReport(metric: Metric, { single }: Measurements, figures: Figures): readonly MetricReport[] {
  const book = single.get(metric.name);
  if (book === undefined || !(book.hasValues || figures.options.metrics !== undefined)) return [];
  const statistics = statisticsFor(metric.range, figures);
  const targets = figures.targets.map((target) => {
    const sample = book.sampleOf(target);
    return { target, estimate: meanOf(sample, statistics), cells: summaryOf(sample.flat()) };
  });
  return [{ ...factsOf(metric), targets, pairs: pairReports(book, metric.direction, statistics, figures) }];
}

function agreementReport(metric: Metric, measured: Measurements, figures: Figures): readonly AgreementReport[] {
  const [between, within] = [measured.pair.get(metric.name), measured.self.get(metric.name)];
  if (between === undefined || within === undefined) return [];
  if (!(between.hasValues || within.hasValues || figures.options.metrics !== undefined)) return [];
  const statistics = statisticsFor(metric.range, figures);
  const self = figures.targets.flatMap((target): readonly SelfAgreement[] => {
    const sample = within.sampleOf(target);
    return sample.length === 0 ? [] : [{ target, estimate: meanOf(sample, statistics) }];
  });
  const pairs = pairsAmong(figures.targets).map(([a, b]): PairAgreement => {
    const estimate = meanOf(between.sampleOf(pairName(a, b)), statistics);
    const floors = self.filter(({ target }) => target === a || target === b);
    return { a, b, estimate, ...againstFloor(estimate, floors) };
  });
  return [{ ...factsOf(metric), pairs, self }];
}

function againstFloor(estimate: Estimate | undefined, floors: readonly SelfAgreement[]): Pick<PairAgreement, 'floor'> {
  const lows = floors.map((floor) => floor.estimate?.interval?.[0]).filter((low) => low !== undefined);
  const high = estimate?.interval?.[1];
  if (high === undefined || lows.length < 2) return {};
  return { floor: high < Math.min(...lows) ? 'below' : 'within' };
}

function checkReport(name: string, { checks }: Measurements, figures: Figures): CheckReport {
  const book = checks.samplesOf(name);
  const statistics = statisticsFor([0, 1], figures);
  const targets = figures.targets.map((target) => ({
    target,
    ...checks.countOf(name, target),
    estimate: meanOf(book.sampleOf(target), statistics),
  }));
  return { name, targets, pairs: pairReports(book, 'higher', statistics, figures) };
}

function pairReports(
  book: SampleBook,
  direction: MetricFacts['direction'],
  statistics: StatisticsOptions,
  { targets, options: { baseline, margin } }: Figures,
): readonly PairReport[] {
  if (targets.length < 2) return [];
  const samples = targets.map((target) => ({ target, sample: book.sampleOf(target) }));
  const better = direction === 'lower' ? 'lower' : 'higher';
  const verdicts = compareTargets(samples, { ...statistics, better, baseline, margin });
  return verdicts.map((pair) => ({ ...pair, sentence: sentenceOf(pair, direction) }));
}

/** Where neither end of a metric is the good one, a difference is told, and not praised. */
function sentenceOf({ a, b, verdict }: Omit<PairReport, 'sentence'>, direction: MetricFacts['direction']): string {
  if (direction !== 'none' || verdict.kind !== 'better') return verdictInWords(verdict, a, b);
  const [more, less] = verdict.winner === 'a' ? [a, b] : [b, a];
  return `${more} has more than ${less}`;
}

function statisticsFor([low, high]: Interval, { options: { level, seed, resamples } }: Figures): StatisticsOptions {
  const range = Number.isFinite(low) && Number.isFinite(high) ? ([low, high] as const) : undefined;
  return { range, level, seed, resamples };
}

const factsOf = ({
  name,
  title,
  needs,
  unit,
  direction,
  range,
  source,
}: MetricFacts): Omit<MetricFacts, 'requires'> => ({
  ...{ name, title, needs, unit, direction, range, source },
});
