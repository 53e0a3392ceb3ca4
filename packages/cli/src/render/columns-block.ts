import type { ShownTarget } from '../targets.ts';
import { cleanLine } from './clean.ts';
import { Column, type Row } from './column.ts';
import type { Paint } from './terminal.ts';
import { fit, pad, wrap } from './text.ts';

/** What goes to the terminal next: lines that stay, and lines that will be written anew. */
export interface Frame {
  readonly finished: readonly string[];
  readonly live: readonly string[];
}

const gap = ' │ ';
const crossing = '─┼─';
/** Narrower columns break too many words to be read beside each other. */
const narrowestColumn = 24;

/** Whether `targets` columns of 24 cells and the gaps between them fit into `width` cells. */
export const columnsFit = (targets: number, width: number): boolean => columnWidth(targets, width) >= narrowestColumn;

const columnWidth = (targets: number, width: number): number =>
  Math.max(Math.floor((width - gap.length * (targets - 1)) / targets), 2);

/** One prompt and what every target says to it, side by side. */
export class ColumnsBlock {
  readonly #heading: string;
  readonly #targets: readonly ShownTarget[];
  readonly #columns: ReadonlyMap<string, Column>;
  readonly #paint: Paint;
  #headShown = false;

  constructor(heading: string, targets: readonly ShownTarget[], paint: Paint) {
    this.#heading = cleanLine(heading);
    this.#targets = targets;
    this.#columns = new Map(targets.map(({ target }) => [target.id, new Column()]));
    this.#paint = paint;
  }

  /** The columns that are still being written. */
  get open(): readonly Column[] {
    return [...this.#columns.values()].filter((column) => !column.closed);
  }

  column(target: string): Column {
    const column = this.#columns.get(target);
    if (column === undefined) throw new Error(`no column is named ${target}`);
    return column;
  }

  /**
   * The rows that have settled since the last call, which leave the block, and the end of the rest.
   *
   * @param width cells of a line
   * @param height lines that may be written anew
   */
  advance(width: number, height: number): Frame {
    const cells = columnWidth(this.#columns.size, width);
    const columns = [...this.#columns.values()];
    const parts = columns.map((column) => column.rows(cells));
    const longest = Math.max(...parts.map(({ rows }) => rows.length));
    // A line of the terminal is finished when every column has settled its row of it.
    const settled = Math.min(longest, ...parts.map((part) => part.settled));
    const finished = this.#lines(
      parts.map(({ rows }) => rows.slice(0, settled)),
      cells,
    );
    for (const column of columns) column.drop(settled, cells);
    const live = this.#lines(
      parts.map(({ rows }) => tail(rows.slice(settled), height)),
      cells,
    );
    return { finished: [...this.#head(width, cells), ...finished], live };
  }

  #head(width: number, cells: number): readonly string[] {
    if (this.#headShown) return [];
    this.#headShown = true;
    const heads = this.#targets.map((target) => headRows(target, cells));
    const rule = this.#targets.map(() => '─'.repeat(cells)).join(crossing);
    const heading = this.#heading === '' ? [] : [this.#paint(fit(this.#heading, width), 'name'), ''];
    return [...heading, ...this.#lines(heads, cells), this.#paint(rule, 'quiet')];
  }

  #lines(columns: readonly (readonly Row[])[], cells: number): readonly string[] {
    const height = Math.max(...columns.map((rows) => rows.length));
    const border = this.#paint(gap, 'quiet');
    return Array.from({ length: height }, (_, place) =>
      columns
        .map((rows) => rows[place] ?? empty)
        // Nothing stands behind the last column that would have to be kept in line.
        .map(({ text, look }, at) => this.#paint(at < columns.length - 1 ? pad(text, cells) : text, look))
        .join(border),
    );
  }
}

const empty: Row = { text: '', look: 'plain' };

function headRows({ target, asked, note }: ShownTarget, cells: number): readonly Row[] {
  const rows = (text: string, look: Row['look']): readonly Row[] =>
    wrap(cleanLine(text), cells).map((row) => ({ text: row, look }));
  return [
    ...rows(target.id, 'name'),
    ...(target.id === asked ? [] : rows(asked, 'quiet')),
    ...(note === undefined ? [] : rows(note, 'warning')),
  ];
}

/** The last rows, with a sign in place of the first of them where rows are left out. */
function tail(rows: readonly Row[], height: number): readonly Row[] {
  if (rows.length <= height) return rows;
  return [{ text: '⋮', look: 'quiet' }, ...rows.slice(rows.length - height + 1)];
}
