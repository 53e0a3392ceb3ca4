import type { RunFileReport } from './read.ts';
import { readPlacedRecords } from './read.ts';
import type { RunCell, RunEnd, RunHeader } from './records.ts';
import type { CellEntry } from './view.ts';

/** Where a line is. */
export interface Place {
  /** Bytes before it. */
  readonly offset: number;
  /** Its length, line end included. */
  readonly bytes: number;
}

/** Where everything is in a run file. */
export interface RunIndex {
  readonly headers: readonly RunHeader[];
  /** Absent where a header or a cell comes after the last. */
  readonly end: RunEnd | undefined;
  readonly report: RunFileReport;
  /** The latest record of every cell, by its identity. */
  readonly cells: ReadonlyMap<string, CellEntry>;
  readonly rows: ReadonlyMap<number, Place>;
  placeOf(entry: CellEntry): Place | undefined;
}

/**
 * Reads a run file once and remembers where its lines are.
 *
 * @throws RunFileError as `readRunFile`
 */
export async function indexRun(path: string): Promise<RunIndex> {
  const headers: RunHeader[] = [];
  const cells = new Map<string, CellEntry>();
  const places = new Map<CellEntry, Place>();
  const rows = new Map<number, Place>();
  const words = new Map<string, string>();
  let end: RunEnd | undefined;
  const reading = readPlacedRecords(path);
  for await (const { record, ...place } of reading) {
    if (record.t === 'end') end = record;
    else end = undefined;
    if (record.t === 'run') headers.push(record);
    if (record.t === 'row') rows.set(record.i, place);
    if (record.t !== 'cell') continue;
    const entry = entryOf(record, words);
    const name = identityOf(record);
    const earlier = cells.get(name);
    if (earlier !== undefined) places.delete(earlier);
    cells.set(name, entry);
    places.set(entry, place);
  }
  return { headers, end, report: reading.report, cells, rows, placeOf: (entry) => places.get(entry) };
}

/** What makes a cell one and the same in a file, and in the files of one comparison's shards. */
export const identityOf = ({ k, tg, p, i, r }: RunCell): string => JSON.stringify([k, tg, p, i ?? r]);

/** @param words names that many cells share, so that each is in memory once */
function entryOf({ k, tg, p, i, rep, ax, st, at }: RunCell, words: Map<string, string>): CellEntry {
  const place = { key: k, target: once(words, tg), prompt: once(words, p), row: i ?? 0, repeat: rep, status: st, at };
  return ax === undefined ? place : { ...place, axes: ax };
}

function once(words: Map<string, string>, word: string): string {
  const known = words.get(word);
  if (known === undefined) words.set(word, word);
  return known ?? word;
}
