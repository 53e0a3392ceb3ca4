import { mistake } from '../mistake.ts';
import type { Interval } from './estimate.ts';

/** What one metric came to in each planned repeat of one row; undefined where the cell has no value. */
export type RowCells = readonly (number | undefined)[];

/** One metric of one target: an entry for every planned row, in the same order for every target. */
export type Sample = readonly RowCells[];

/** A row's value: the mean of its repeats, so that every row counts once; undefined where none has a value. */
export function rowMean(cells: RowCells): number | undefined {
  const values = cells.filter((cell) => cell !== undefined);
  return values.length === 0 ? undefined : sum(values) / values.length;
}

/** A row's value if every missing cell had been `missing`. */
export const filledRowMean = (cells: RowCells, missing: number): number =>
  sum(cells.map((cell) => cell ?? missing)) / cells.length;

/** Cells that have a value. */
export const valuesIn = (sample: Sample): number =>
  sum(sample.map((cells) => cells.filter((cell) => cell !== undefined).length));

/** Cells that were to be asked. */
export const plannedIn = (sample: Sample): number => sum(sample.map((cells) => cells.length));

/** True for a metric that can only be passed, failed or tied (0.5), by its range and its values. */
export function isPassOrFail(samples: readonly Sample[], range: Interval | undefined): boolean {
  if (range === undefined || range[0] !== 0 || range[1] !== 1) return false;
  return samples.every((sample) => sample.every((cells) => cells.every(isVerdict)));
}

/**
 * @throws InferenceError `invalid-request` for values that are no finite numbers, values outside of `range`, and rows
 * without a planned cell
 */
export function requireSample(sample: Sample, range: Interval | undefined): void {
  const [lowest, highest] = range ?? [-Infinity, Infinity];
  for (const [place, cells] of sample.entries()) {
    if (cells.length === 0) throw mistake(`Row ${place} has no planned cell. Give undefined for a cell that failed.`);
    for (const cell of cells) {
      if (cell === undefined) continue;
      if (!Number.isFinite(cell)) throw mistake(`Row ${place} has the value ${cell}. Give undefined for no value.`);
      if (cell < lowest || cell > highest) {
        throw mistake(`Row ${place} has the value ${cell}, which is outside of the range ${lowest} … ${highest}.`);
      }
    }
  }
}

/** The sum of a list. */
export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

const isVerdict = (cell: number | undefined): boolean => cell === undefined || cell === 0 || cell === 0.5 || cell === 1;
