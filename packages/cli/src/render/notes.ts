import type { CellResult } from '@x/compare';
import { cleanLine } from './clean.ts';
import type { Row } from './column.ts';
import { count, duration } from './figures.ts';

/** What stands below an answer: what went wrong, what was dropped, and the figures. */
export function notesOn(result: CellResult): readonly Row[] {
  if (result.status === 'error') {
    return [{ text: `✗ ${result.error.code}: ${cleanLine(result.error.message)}`, look: 'bad' }];
  }
  const { text, finishReason, usage, warnings, meta } = result;
  const tokens = `${count(usage?.inputTokens)} tokens in, ${count(usage?.outputTokens)} out`;
  const timing = `first ${duration(meta.timing.firstTokenMs)}, total ${duration(meta.timing.totalMs)}`;
  return [
    ...(text.trim() === '' ? [{ text: '(no text)', look: 'quiet' } as const] : []),
    ...(result.status === 'refused' ? [{ text: '! held back by the content filter', look: 'warning' } as const] : []),
    ...warnings.map(({ message }) => ({ text: `! ${cleanLine(message)}`, look: 'warning' }) as const),
    { text: `${timing} · ${tokens} · ${finishReason}`, look: 'quiet' },
  ];
}

/** Stands below what had come when the run was stopped. */
export const interruptedNote: Row = { text: '! interrupted', look: 'warning' };
