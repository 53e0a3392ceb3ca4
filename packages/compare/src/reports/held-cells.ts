import { type SeriesAgreement, seriesAgreement } from '../metrics/agreement.ts';
import { type LabelReport, labelReports } from '../metrics/label-report.ts';
import type { MetricContext } from '../metrics/metric.ts';
import type { MeasuredCell } from '../metrics/outcome.ts';
import type { ChosenMetrics } from './chosen-metrics.ts';

/**
 * Keeps what figures over all cells at once need: labels, scores and vectors, which are small beside texts. Nothing is
 * kept where no such figure was chosen.
 */
export class HeldCells {
  readonly #chosen: ChosenMetrics;
  readonly #cells: MeasuredCell[] = [];
  readonly #references = new Map<number, readonly string[]>();
  readonly #ofLabels: boolean;

  constructor(chosen: ChosenMetrics) {
    this.#chosen = chosen;
    this.#ofLabels = chosen.single.some(({ name }) => name === 'reference-label');
  }

  /** @param references what would have been right for the cell's row */
  add(cell: MeasuredCell, references: readonly string[] | undefined): void {
    if (!this.#ofLabels && this.#chosen.series.length === 0) return;
    this.#cells.push(cell);
    if (references !== undefined) this.#references.set(cell.row, references);
  }

  /** Accuracy, κ and confusion of each target; empty where labels are not held against references. */
  labels(): readonly LabelReport[] {
    if (!this.#ofLabels) return [];
    return labelReports(this.#cells, { referencesOf: ({ row }) => this.#references.get(row) });
  }

  /** The chosen figures over whole series, those that are known. */
  series(context: MetricContext): readonly SeriesAgreement[] {
    return this.#chosen.series
      .flatMap((metric) => seriesAgreement(this.#cells, metric, context))
      .filter(({ value }) => value !== undefined);
  }
}
