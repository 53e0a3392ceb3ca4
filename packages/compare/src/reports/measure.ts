import { InferenceError } from '@x/core';
import type { Check } from '../checks/check.ts';
import type { MetricContext, PairMetric } from '../metrics/metric.ts';
import { type MeasuredCell, measuredRecord } from '../metrics/outcome.ts';
import { cellValue } from '../metrics/values.ts';
import { CheckBook } from './check-book.ts';
import type { ChosenMetrics } from './chosen-metrics.ts';
import { HeldCells } from './held-cells.ts';
import { type AskedQuestion, questionsOf } from './questions.ts';
import { SampleBook } from './sample-book.ts';
import type { ReportSource } from './source.ts';
import { TargetTally } from './target-tally.ts';
import { WorstQuestions } from './worst-questions.ts';

/** What is to be measured. */
export interface Measuring {
  readonly chosen: ChosenMetrics;
  readonly checks: readonly Check[];
  readonly context: MetricContext;
  /** The column of the data with what would have been right. */
  readonly reference?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((read: number, questions: number) => void) | undefined;
}

/** Everything that one pass over a run leaves: numbers, and no text but labels. */
export interface Measurements {
  readonly tallies: ReadonlyMap<string, TargetTally>;
  /** By the metric's name; owners are targets. */
  readonly single: ReadonlyMap<string, SampleBook>;
  /** By the metric's name; owners are `pairName`s. */
  readonly pair: ReadonlyMap<string, SampleBook>;
  /** By the metric's name; owners are targets that were asked more than once. */
  readonly self: ReadonlyMap<string, SampleBook>;
  readonly checks: CheckBook;
  readonly worst: WorstQuestions;
  readonly held: HeldCells;
}

/** Names a pair of targets, in the order of the run. */
export const pairName = (a: string, b: string): string => JSON.stringify([a, b]);

/** Every two targets, in the order of the run. */
export const pairsAmong = (targets: readonly string[]): readonly (readonly [a: string, b: string])[] =>
  targets.flatMap((a, place) => targets.slice(place + 1).map((b) => [a, b] as const));

/**
 * Reads a run once, question by question: of the answers, those to one question are in memory at a time.
 *
 * @throws InferenceError `aborted` when the signal comes
 */
export async function measure(source: ReportSource, measuring: Measuring): Promise<Measurements> {
  const targets = source.header.targets.map(({ id }) => id);
  const bookOf = (metrics: readonly { readonly name: string }[]) =>
    new Map(metrics.map(({ name }) => [name, new SampleBook()] as const));
  const made: Measurements = {
    tallies: new Map(source.header.targets.map((target) => [target.id, new TargetTally(target)])),
    single: bookOf(measuring.chosen.single),
    pair: bookOf(measuring.chosen.pair),
    self: bookOf(measuring.chosen.pair),
    checks: new CheckBook(measuring.checks),
    held: new HeldCells(measuring.chosen),
    worst: new WorstQuestions(measuring.chosen.pair.map(({ name }) => name)),
  };
  const questions = questionsOf(source);
  for (const [place, question] of questions.entries()) {
    if (measuring.signal?.aborted === true) throw stopped();
    const cells = await cellsOf(source, question, targets);
    const context = await contextFor(source, question, measuring);
    await measureCells(made, { question, cells, targets, context }, measuring);
    compareAnswers(made, { question, cells, targets, context }, measuring.chosen.pair);
    measuring.onProgress?.(place + 1, questions.length);
  }
  return made;
}

const stopped = (): InferenceError =>
  new InferenceError({ code: 'aborted', provider: 'compare', message: 'The report was stopped before its end.' });

/** The answers to one question. */
interface Answers {
  readonly question: AskedQuestion;
  readonly cells: AnswersByTarget;
  readonly targets: readonly string[];
  readonly context: MetricContext;
}

async function measureCells(
  made: Measurements,
  { question, cells, targets, context }: Answers,
  { chosen }: Measuring,
): Promise<void> {
  for (const target of targets) {
    for (const cell of cells.get(target) ?? []) {
      if (cell !== undefined) {
        made.tallies.get(target)?.add(cell.outcome, context);
        made.held.add(cell, context.referencesOf?.(cell));
      }
      for (const metric of chosen.single) {
        const value = cell === undefined ? undefined : cellValue(cell, metric, context);
        made.single.get(metric.name)?.add(target, question.cluster, value);
      }
      await made.checks.add(target, question.cluster, cell);
    }
  }
}

/** For every target a cell a repeat, undefined where it has not ended. */
type AnswersByTarget = ReadonlyMap<string, readonly (MeasuredCell | undefined)[]>;

async function cellsOf(
  source: ReportSource,
  { repeats, entryOf }: AskedQuestion,
  targets: readonly string[],
): Promise<AnswersByTarget> {
  const cells = new Map<string, (MeasuredCell | undefined)[]>();
  for (const target of targets) {
    const ofTarget: (MeasuredCell | undefined)[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const entry = entryOf(target, repeat);
      ofTarget.push(entry === undefined ? undefined : measuredRecord(entry, await source.cell(entry)));
    }
    cells.set(target, ofTarget);
  }
  return cells;
}

async function contextFor(source: ReportSource, { row }: AskedQuestion, measuring: Measuring): Promise<MetricContext> {
  const { context, reference } = measuring;
  if (reference === undefined) return context;
  const right = (await source.row(row))?.[reference];
  const references = (Array.isArray(right) ? right : [right]).filter((one) => one !== undefined && one !== null);
  return { ...context, referencesOf: () => (references.length === 0 ? undefined : references.map(String)) };
}

function compareAnswers(
  made: Measurements,
  { question, cells, targets, context }: Answers,
  metrics: readonly PairMetric[],
): void {
  const valueOfPair = (metric: PairMetric, one: MeasuredCell | undefined, other: MeasuredCell | undefined) =>
    one === undefined || other === undefined ? undefined : metric.of(one.outcome, other.outcome, context);
  for (const metric of metrics) {
    for (const [a, b] of pairsAmong(targets)) {
      for (let repeat = 0; repeat < question.repeats; repeat++) {
        const value = valueOfPair(metric, cells.get(a)?.[repeat], cells.get(b)?.[repeat]);
        made.pair.get(metric.name)?.add(pairName(a, b), question.cluster, value);
        if (metric.name === made.worst.metric) made.worst.add(question, value);
      }
    }
    for (const target of targets) {
      const repeats = cells.get(target) ?? [];
      for (const [first, second] of pairsOfRepeats(repeats)) {
        made.self.get(metric.name)?.add(target, question.cluster, valueOfPair(metric, first, second));
      }
    }
  }
}

const pairsOfRepeats = <T>(repeats: readonly T[]): readonly (readonly [T, T])[] =>
  repeats.flatMap((one, place) => repeats.slice(place + 1).map((other) => [one, other] as const));
