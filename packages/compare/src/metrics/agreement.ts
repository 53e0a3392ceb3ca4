import { groupBy } from './group-by.ts';
import type { MetricContext, PairMetric, SeriesMetric } from './metric.ts';
import { normalForm } from './normal-form.ts';
import type { MeasuredCell } from './outcome.ts';
import { type Summary, summaryOf } from './summary.ts';
import { answerOf } from './task-outputs.ts';
import { type CellPair, pairsOf, pairValues, questionOf } from './values.ts';

/** How much two targets agree. */
export interface Agreement extends Summary {
  readonly a: string;
  readonly b: string;
  /** The metric's name. */
  readonly metric: string;
}

/** How much a target agrees with itself: what the agreement of different targets is to be read against. */
export interface Consistency extends Summary {
  readonly target: string;
  /** The metric's name. */
  readonly metric: string;
  /** Different answers over repeats, mean over the questions: 1 where no two are the same, 1 / repeats at the least. */
  readonly distinct?: number | undefined;
}

/** One number for two targets over all their cells. */
export interface SeriesAgreement {
  readonly a: string;
  readonly b: string;
  /** The metric's name. */
  readonly metric: string;
  /** Cells that both have answered. */
  readonly n: number;
  /** Cells that both were asked. */
  readonly cells: number;
  /** n / cells, 0 … 1. */
  readonly coverage: number;
  readonly value?: number | undefined;
}

/**
 * Agreement of every two targets over the cells that both were asked. An entry for each pair that shares a cell; every
 * pair of cells counts once.
 */
export function agreement(
  cells: Iterable<MeasuredCell>,
  metric: PairMetric,
  context: MetricContext = {},
): readonly Agreement[] {
  const byPair = groupBy(pairValues(cells, metric, context), ({ a, b }) => JSON.stringify([a, b]));
  return [...byPair.values()].flatMap((values) => {
    const [first] = values;
    if (first === undefined) return [];
    return [{ a: first.a, b: first.b, metric: metric.name, ...summaryOf(values.map(({ value }) => value)) }];
  });
}

/** A metric over whole series, for every two targets that share a cell. */
export function seriesAgreement(
  cells: Iterable<MeasuredCell>,
  metric: SeriesMetric,
  context: MetricContext = {},
): readonly SeriesAgreement[] {
  const byPair = groupBy(pairsOf(cells), ({ a, b }) => JSON.stringify([a.target, b.target]));
  return [...byPair.values()].flatMap((pairs) => {
    const [first] = pairs;
    if (first === undefined) return [];
    const answered = pairs.filter(bothAnswered);
    return [
      {
        a: first.a.target,
        b: first.b.target,
        metric: metric.name,
        n: answered.length,
        cells: pairs.length,
        coverage: answered.length / pairs.length,
        value: metric.of(
          answered.map(({ a, b }) => [a.outcome, b.outcome]),
          context,
        ),
      },
    ];
  });
}

/**
 * Agreement of each target with itself: for every question that was asked more than once, the mean over all pairs of its
 * repeats; n and coverage count questions. Targets without such a question have no entry.
 */
export function consistency(
  cells: Iterable<MeasuredCell>,
  metric: PairMetric,
  context: MetricContext = {},
): readonly Consistency[] {
  const byTarget = groupBy(cells, ({ target }) => target);
  return [...byTarget].flatMap(([target, ofTarget]) => {
    const repeated = [...groupBy(ofTarget, questionOf).values()].filter((repeats) => repeats.length > 1);
    if (repeated.length === 0) return [];
    const values = repeated.map((repeats) => selfAgreement(repeats, metric, context));
    const distinct = summaryOf(repeated.map(distinctShare)).mean;
    return [{ target, metric: metric.name, ...summaryOf(values), distinct }];
  });
}

const bothAnswered = ({ a, b }: CellPair): boolean => a.outcome.status === 'ok' && b.outcome.status === 'ok';

function selfAgreement(
  repeats: readonly MeasuredCell[],
  metric: PairMetric,
  context: MetricContext,
): number | undefined {
  const values = repeats.flatMap((one, place) =>
    repeats.slice(place + 1).map((other) => metric.of(one.outcome, other.outcome, context)),
  );
  return summaryOf(values).mean;
}

function distinctShare(repeats: readonly MeasuredCell[]): number | undefined {
  const answers = repeats.map(({ outcome }) => answerOf(outcome)).filter((answer) => answer !== undefined);
  return answers.length < 2 ? undefined : new Set(answers.map(normalForm)).size / answers.length;
}
