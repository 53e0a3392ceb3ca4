import type { ReportSource, SourceEntry, SourceHeader } from '../../src/analysis.ts';
import type { CellRecord } from '../../src/metrics/outcome.ts';

/** What a target answers: a text, parts of a record, or undefined where the cell has not ended. */
type Answer = string | Partial<CellRecord> | undefined;

/** How a run is made up. */
export interface MadeRun {
  readonly targets: Readonly<Record<string, (row: number, repeat: number, prompt: string) => Answer>>;
  /** Default 1: no data. */
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
  readonly prompts?: SourceHeader['prompts'];
  readonly repeats?: number;
  readonly header?: Partial<SourceHeader>;
}

/** A run that exists in memory alone, and what was read of it. */
export interface ReadRun extends ReportSource {
  /** The keys of the cells, in the order in which they were read. */
  readonly read: readonly string[];
}

const onePrompt = [{ id: 'p1', messages: [{ role: 'user', content: 'Say {{word}}' }] }];

export function madeRun({ targets, rows = [{}], prompts = onePrompt, repeats = 1, header = {} }: MadeRun): ReadRun {
  const entries: SourceEntry[] = [];
  const records = new Map<string, CellRecord>();
  for (const [target, answer] of Object.entries(targets)) {
    for (const { id: prompt } of prompts) {
      for (const row of rows.keys()) {
        for (let repeat = 0; repeat < repeats; repeat++) {
          const given = answer(row, repeat, prompt);
          if (given === undefined) continue;
          const key = `${target} ${prompt} ${row} ${repeat}`;
          const record = recordOf(given);
          records.set(key, record);
          entries.push({ key, target, prompt, row, repeat, status: record.st, at: '2026-01-01T00:00:00Z' });
        }
      }
    }
  }
  const ids = Object.keys(targets);
  const read: string[] = [];
  return {
    header: {
      ...{ id: 'run-1', at: '2026-01-01T00:00:00Z', prompts, repeats, data: { rows: rows.length } },
      targets: ids.map((id) => ({ id, provider: 'openai', model: `gpt-${id}` })),
      planned: ids.length * prompts.length * rows.length * repeats,
      ...header,
    },
    entries,
    end: { st: 'complete' },
    read,
    row: async (place) => rows[place],
    cell: async ({ key }) => {
      read.push(key);
      const record = records.get(key);
      if (record === undefined) throw new Error(`no cell ${key}`);
      return record;
    },
  };
}

function recordOf(answer: string | Partial<CellRecord>): CellRecord {
  if (typeof answer === 'string') return { st: 'ok', text: answer, finish: 'stop', src: 'live' };
  return { st: 'ok', text: '', finish: 'stop', src: 'live', ...answer };
}

/** So many rows, each with a word. */
export const wordRows = (count: number) => Array.from({ length: count }, (_, place) => ({ word: `w${place}` }));
