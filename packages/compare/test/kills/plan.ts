import type { ComparisonOptions } from '../../src/index.ts';
import { scripted } from '../scripted-provider.ts';

/** Two prompts, three targets, some hundred rows: long enough to be killed in the middle of. */
const rowCount = 250;
const targetIds = ['a', 'b', 'c'];
const prompts = ['p1 row {{n}}', 'p2 row {{n}}'];
const concurrency = 4;

export const cellCount = targetIds.length * prompts.length * rowCount;
/** Calls that can be in flight at once. */
export const slotCount = targetIds.length * concurrency;

/** Bytes of an answer that may stand in its line, so that some answers become blobs. */
export const textLimit = 300;

/** What a cell is called in the log of calls and by the checks. */
export const cellName = (target: string, prompt: string, row: number): string => `${target} ${prompt} row ${row}`;

/** The comparison that is killed and resumed. `onCall` hears of every call before it is answered. */
export function killedComparison(onCall: (name: string) => void, signal: AbortSignal): ComparisonOptions {
  const targets = targetIds.map((id) => {
    const provider = scripted(id, (input, call) => {
      const asked = String(input.messages?.[0]?.content);
      onCall(`${id} ${asked}`);
      const until = new Promise<void>((resolve) => setTimeout(resolve, 2 + (call % 7) * 2));
      return { deltas: ['Answer to ', asked, call % 5 === 0 ? ` ${'long '.repeat(200)}` : ''], until };
    });
    return { id, provider, model: 'm', concurrency };
  });
  return { targets, prompts, rows: Array.from({ length: rowCount }, (_, n) => ({ n })), signal };
}
