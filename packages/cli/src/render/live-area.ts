import type { Output } from '../io.ts';
import { widthOf } from './text.ts';

const hideCursor = '\u001B[?25l';
const showCursor = '\u001B[?25h';
/** Between these two a terminal that knows them shows nothing of a frame until it is whole; others pass them over. */
const beginFrame = '\u001B[?2026h';
const endFrame = '\u001B[?2026l';
const eraseToEndOfLine = '\u001B[K';
const eraseBelow = '\u001B[J';

/**
 * The end of the terminal's text, written anew as it changes. Lines that are finished leave it at its top: they are
 * written once, scroll up like any other text, and are never touched again.
 */
export class LiveArea {
  readonly #output: Output;
  #shown: readonly string[] = [];
  #cursorHidden = false;

  constructor(output: Output) {
    this.#output = output;
  }

  /** Lines that there is room for; one is the cursor's. */
  get height(): number {
    return Math.max((this.#output.rows || 24) - 1, 1);
  }

  /**
   * Adds finished lines and shows `live` below them, in one write and from the first line that differs.
   *
   * @param live at most `height` lines
   */
  paint(finished: readonly string[], live: readonly string[]): void {
    const same = finished.length > 0 ? 0 : commonStart(this.#shown, live);
    const outdated = this.#shown.slice(same);
    const lines = [...finished, ...live.slice(same)];
    this.#shown = live;
    if (outdated.length === 0 && lines.length === 0) return;
    const written = lines.map((line) => `${line}${eraseToEndOfLine}\n`).join('');
    this.#output.write(`${this.#hide()}${beginFrame}${this.#up(outdated)}${written}${eraseBelow}${endFrame}`);
  }

  /** Leaves what is shown where it is and gives the cursor back. */
  close(): void {
    if (this.#cursorHidden) this.#output.write(showCursor);
    this.#cursorHidden = false;
    this.#shown = [];
  }

  #hide(): string {
    if (this.#cursorHidden) return '';
    this.#cursorHidden = true;
    return hideCursor;
  }

  #up(lines: readonly string[]): string {
    const columns = this.#output.columns || 80;
    // A terminal that has become narrower since has broken the lines that no longer fit.
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
    // To the start of the line as well: a terminal that echoes Ctrl-C has moved the cursor.
    return rows === 0 ? '\r' : `\r\u001B[${rows}A`;
  }
}

function commonStart(before: readonly string[], after: readonly string[]): number {
  const different = before.findIndex((line, place) => line !== after[place]);
  return different === -1 ? before.length : different;
}
