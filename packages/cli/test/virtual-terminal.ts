import xterm from '@xterm/headless';
import type { Output } from '../src/io.ts';

type Step = { readonly write: string } | { readonly columns: number; readonly rows: number };

/** What a terminal shows: every line with what has scrolled out of it, and whether its cursor can be seen. */
export interface Screen {
  readonly lines: readonly string[];
  readonly cursorHidden: boolean;
  /** In which cell a character stands, on every line that has it; from 0. */
  cellsOf(character: string): readonly number[];
}

/** Remembers what is written to it, and plays it to a real terminal emulator. */
export class VirtualTerminal implements Output {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly #start: { readonly columns: number; readonly rows: number };
  readonly #steps: Step[] = [];

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.#start = { columns, rows };
  }

  write(text: string): void {
    this.#steps.push({ write: text });
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.#steps.push({ columns, rows });
  }

  /** Everything that was written, as it was. */
  get written(): string {
    return this.#steps.map((step) => ('write' in step ? step.write : '')).join('');
  }

  /** How many times it was written to. */
  get writes(): number {
    return this.#steps.filter((step) => 'write' in step).length;
  }

  async screen(): Promise<Screen> {
    const { columns: cols, rows } = this.#start;
    const terminal = new xterm.Terminal({ cols, rows, scrollback: 5_000, convertEol: true, allowProposedApi: true });
    for (const step of this.#steps) {
      if ('write' in step) await new Promise<void>((resolve) => terminal.write(step.write, resolve));
      else terminal.resize(step.columns, step.rows);
    }
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, place) =>
      (active.getLine(place)?.translateToString(true) ?? '').trimEnd(),
    );
    while (lines.at(-1) === '') lines.pop();
    const cellsOf = (character: string): readonly number[] =>
      Array.from({ length: active.length }, (_, place) => active.getLine(place)).flatMap((line) => {
        const cells = Array.from({ length: line?.length ?? 0 }, (_, cell) => line?.getCell(cell)?.getChars());
        return cells.includes(character) ? [cells.indexOf(character)] : [];
      });
    const hidden = this.written.lastIndexOf('\u001B[?25l') > this.written.lastIndexOf('\u001B[?25h');
    return { lines, cursorHidden: hidden, cellsOf };
  }
}

/** Where a pipe or a log would be. */
export class Pipe implements Output {
  written = '';

  write(text: string): void {
    this.written += text;
  }
}
