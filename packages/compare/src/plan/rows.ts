import { mistake } from '../mistake.ts';

/**
 * Values for a prompt's `{{name}}`s. Texts, numbers and booleans go into a text as they read; lists and objects as
 * JSON. Where a prompt's `input` has `"{{name}}"` and nothing beside it, the value is handed on as it is.
 */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The rows of a comparison. Every target goes through them at its own pace, so they must be readable more than once:
 * a list, or an iterable that starts anew each time, as a file does. A bare generator is refused.
 */
export type Rows = Iterable<Row> | AsyncIterable<Row>;

/** A row with its place, from 0. */
export interface PlacedRow {
  readonly values: Row;
  readonly place: number;
}

const oneEmptyRow: readonly Row[] = [{}];

/** The rows that were given, or one without values. */
export const rowsOrOne = (rows: Rows | undefined): Rows => rows ?? oneEmptyRow;

/** True for rows that can be looked through at once. */
export const isList = (rows: Rows): rows is readonly Row[] => Array.isArray(rows);

/**
 * Refuses an iterable that gives its values once only.
 *
 * @throws InferenceError `invalid-request`
 */
export function requireReadableAgain(rows: Rows): void {
  if (isList(rows)) return;
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  if (Object.is(iterator, rows)) {
    throw mistake('The rows can be read once only. Give a list, or an object whose iterator starts anew each time.');
  }
}

/** The rows in lists of up to `size`, read as they are asked for. */
export async function* blocksOf(rows: Rows, size: number): AsyncGenerator<readonly PlacedRow[], void> {
  let block: PlacedRow[] = [];
  let place = 0;
  for await (const values of rows) {
    block.push({ values, place: place++ });
    if (block.length < size) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}
