import { clean, linesOf } from './clean.ts';
import type { Look } from './terminal.ts';
import { wrap } from './text.ts';

/** One row of a column: clean text, not yet padded or painted. */
export interface Row {
  readonly text: string;
  readonly look: Look;
}

/** The rows of a column that have not left it yet. */
export interface ColumnRows {
  readonly rows: readonly Row[];
  /** How many of them will not change any more; infinite once the column is closed. */
  readonly settled: number;
}

const waiting: Row = { text: '…', look: 'quiet' };

/**
 * What one target says to one prompt, as rows of any width, while it is being said.
 *
 * Text that is still to come can change how the last line wraps, so a row is settled when its line has ended.
 */
export class Column {
  readonly #lines: Line[] = [];
  /** The line that is being written, as it came: an escape sequence may be cut in two. */
  #open = '';
  #begun = false;
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  /** Whether any of the target's text has come. */
  get begun(): boolean {
    return this.#begun || this.#open.trim() !== '';
  }

  /** More of the target's text. */
  append(text: string): void {
    const mayEnd = /[\r\n\u2028\u2029]/.test(text) || this.#open.endsWith('\r');
    this.#open += text;
    if (!mayEnd) return;
    // The other half of a CR LF may be in the next piece.
    const held = this.#open.endsWith('\r') ? '\r' : '';
    const lines = linesOf(this.#open.slice(0, this.#open.length - held.length));
    this.#open = (lines.pop() ?? '') + held;
    for (const line of lines) this.#end(line);
  }

  /** Ends the text and sets lines of our own below it. */
  close(notes: readonly Row[]): void {
    this.#end(this.#open);
    this.#open = '';
    while (this.#lines.at(-1)?.isBlank === true) this.#lines.pop();
    for (const { text, look } of notes) this.#lines.push(new Line(clean(text), look));
    this.#closed = true;
  }

  /** The rows at `width` cells. */
  rows(width: number): ColumnRows {
    const settled = this.#lines.flatMap((line) => line.rows(width));
    if (this.#closed) return { rows: settled, settled: Number.POSITIVE_INFINITY };
    const open = clean(this.#open);
    if (open.trim() !== '')
      return { rows: [...settled, ...new Line(open, 'plain').rows(width)], settled: settled.length };
    return { rows: this.#begun ? settled : [waiting], settled: settled.length };
  }

  /** Lets go of the first rows at that width, which must be settled. */
  drop(count: number, width: number): void {
    let left = count;
    while (left > 0) {
      const [line] = this.#lines;
      if (line === undefined) return;
      const rows = line.rows(width).length;
      if (rows > left) line.drop(left, width);
      else this.#lines.shift();
      left -= rows;
    }
  }

  #end(raw: string): void {
    const line = new Line(clean(raw), 'plain');
    // Models like to begin with an empty line.
    if (line.isBlank && !this.#begun) return;
    this.#begun = true;
    this.#lines.push(line);
  }
}

/** A whole line, wrapped once a width. */
class Line {
  readonly #look: Look;
  #text: string;
  #wrapped: { readonly width: number; readonly rows: readonly Row[] } | undefined;

  constructor(text: string, look: Look) {
    this.#text = text;
    this.#look = look;
  }

  get isBlank(): boolean {
    return this.#text.trim() === '';
  }

  rows(width: number): readonly Row[] {
    if (this.#wrapped?.width !== width) {
      this.#wrapped = { width, rows: wrap(this.#text, width).map((text) => ({ text, look: this.#look })) };
    }
    return this.#wrapped.rows;
  }

  /** Leaves what follows the first `count` rows, so that it can be wrapped to another width. */
  drop(count: number, width: number): void {
    const rows = this.rows(width);
    let end = 0;
    for (const { text } of rows.slice(0, count)) end = this.#text.indexOf(text.trim(), end) + text.trim().length;
    this.#text = this.#text.slice(end).trimStart();
    this.#wrapped = { width, rows: rows.slice(count) };
  }
}
