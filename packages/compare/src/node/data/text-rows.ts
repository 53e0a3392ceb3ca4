import type { Row } from '../../plan/rows.ts';
import { linesOf } from '../lines.ts';

/** A row `{ text }` a line; empty lines are passed over. */
export async function* textRows(path: string): AsyncGenerator<Row, void> {
  for await (const { text } of linesOf(path)) {
    const line = text.replace(/\r$/, '');
    if (line.trim() !== '') yield { text: line };
  }
}
