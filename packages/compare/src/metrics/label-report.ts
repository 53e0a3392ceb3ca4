import { type ConfusionMatrix, cohensKappa, confusionMatrix } from './confusion.ts';
import { groupBy } from './group-by.ts';
import type { MetricContext } from './metric.ts';
import { labelForm } from './normal-form.ts';
import type { MeasuredCell } from './outcome.ts';
import { labelOf } from './task-outputs.ts';

/** The labels of one target against the right ones. */
export interface LabelReport {
  readonly target: string;
  /** Cells with a label and a reference. */
  readonly n: number;
  readonly cells: number;
  /** n / cells, 0 … 1. */
  readonly coverage: number;
  /** Share of n that is right, 0 … 1; absent without a cell. */
  readonly accuracy?: number | undefined;
  /** Cohen's κ against the references, −1 … 1; absent where chance explains everything. */
  readonly kappa?: number | undefined;
  readonly confusion: ConfusionMatrix;
}

/**
 * Accuracy, Cohen's κ and the confusion matrix of every target, over the cells that `context.referencesOf` knows a label
 * for. Where several labels are right the given one is expected if it is among them, else the first.
 */
export function labelReports(cells: Iterable<MeasuredCell>, context: MetricContext): readonly LabelReport[] {
  const byTarget = groupBy(cells, ({ target }) => target);
  return Array.from(byTarget, ([target, ofTarget]) => {
    const pairs = ofTarget.flatMap((cell) => expectedAndGiven(cell, context));
    const n = pairs.length;
    const right = pairs.filter(([expected, given]) => expected === given).length;
    return {
      target,
      n,
      cells: ofTarget.length,
      coverage: n / ofTarget.length,
      accuracy: n === 0 ? undefined : right / n,
      kappa: cohensKappa(pairs),
      confusion: confusionMatrix(pairs),
    };
  });
}

function expectedAndGiven(
  { outcome, ...place }: MeasuredCell,
  { referencesOf }: MetricContext,
): readonly (readonly [expected: string, given: string])[] {
  const given = labelOf(outcome);
  const right = referencesOf?.(place)?.map(labelForm) ?? [];
  const expected = given !== undefined && right.includes(given) ? given : right[0];
  return given === undefined || expected === undefined ? [] : [[expected, given]];
}
