import Table from 'cli-table3';
import { cleanLine } from './clean.ts';
import type { Paint } from './terminal.ts';
import { widthOf } from './text.ts';

/** A table of texts. */
export interface FigureTable {
  readonly title: string;
  readonly head: readonly string[];
  /** As long as the head; the first cell names the row. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * A table where it fits, else a list: for each row its name, and under it a line for each figure. Everything in it is
 * made safe to print.
 *
 * @param width cells of a line; undefined where any length will do
 * @returns '' without a row; no line end after the last line
 */
export function figureTable(given: FigureTable, width: number | undefined, paint: Paint): string {
  if (given.rows.length === 0) return '';
  const { title, head, rows } = safe(given);
  const boxed = boxedTable(head, rows, paint);
  const fits = width === undefined || Math.max(...boxed.split('\n').map(widthOf)) <= width;
  return `${paint(title, 'name')}\n${fits ? boxed : listed(head, rows, paint)}`;
}

const safe = ({ title, head, rows }: FigureTable): FigureTable => ({
  title: cleanLine(title),
  head: head.map(cleanLine),
  rows: rows.map((row) => row.map(cleanLine)),
});

function boxedTable(head: readonly string[], rows: FigureTable['rows'], paint: Paint): string {
  const table = new Table({
    head: head.map((title) => paint(title, 'name')),
    colAligns: head.map((_, place) => (place === 0 ? 'left' : 'right')),
    // Colours are ours to decide; the library's own would ignore who is watching.
    style: { head: [], border: [] },
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

function listed([, ...titles]: readonly string[], rows: FigureTable['rows'], paint: Paint): string {
  const widest = Math.max(...titles.map(widthOf));
  return rows
    .flatMap(([name = '', ...figures]) => [
      paint(name, 'name'),
      ...figures.map((figure, place) => `  ${(titles[place] ?? '').padEnd(widest)}  ${figure}`),
    ])
    .join('\n');
}
