import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Terminal cells that a text takes: two for East Asian wide characters and emoji, none for combining marks. */
export const widthOf = (text: string): number => stringWidth(text);

/**
 * Breaks a clean line into rows of at most `width` cells, between words where that is possible. Its indentation is kept
 * on every row, up to half of the width.
 */
export function wrap(line: string, width: number): readonly string[] {
  const text = line.trim();
  if (text === '') return [''];
  if (widthOf(line) <= width) return [line.trimEnd()];
  const indent = ' '.repeat(Math.min(line.length - line.trimStart().length, Math.floor(width / 2)));
  const rows = wrapAnsi(text, width - indent.length, { hard: true }).split('\n');
  return rows.map((row) => indent + row);
}

/** The text with spaces up to `width` cells. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

const graphemes = new Intl.Segmenter();

/** A clean line cut to `width` cells, with an ellipsis where something is missing. */
export function fit(line: string, width: number): string {
  if (widthOf(line) <= width) return line;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(line)) {
    used += widthOf(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
