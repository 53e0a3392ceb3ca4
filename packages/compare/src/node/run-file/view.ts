import { type FileHandle, open } from 'node:fs/promises';
import type { Row } from '../../plan/rows.ts';
import { diskReason } from '../disk-reason.ts';
import { readBlob } from './blobs.ts';
import { RunFileError } from './error.ts';
import type { RunFileReport } from './read.ts';
import { readLine } from './read-line.ts';
import {
  type BlobReference,
  isBlobReference,
  type RunCell,
  type RunEnd,
  type RunHeader,
  type RunRecord,
} from './records.ts';
import { indexRun, type Place, type RunIndex } from './run-index.ts';

/** What is known of a cell without reading its answer. */
export interface CellEntry {
  readonly key: string;
  readonly target: string;
  readonly prompt: string;
  /** Place of its row in the data, from 0. */
  readonly row: number;
  readonly repeat: number;
  readonly axes?: Readonly<Record<string, unknown>> | undefined;
  readonly status: RunCell['st'];
  /** When it ended, ISO 8601. */
  readonly at: string;
}

/** Which cells are wanted; what is absent may be anything. */
export type CellQuery = Partial<Pick<CellEntry, 'key' | 'target' | 'prompt' | 'row' | 'repeat' | 'status'>>;

/** A run file as a page needs it: an index in memory, answers on demand. */
export interface RunView extends AsyncDisposable {
  readonly path: string;
  /** The last; what was asked of whom. */
  readonly header: RunHeader;
  /** All of them, where the run was extended. */
  readonly headers: readonly RunHeader[];
  /** The last line of the latest run; absent while it runs or where it was killed. */
  readonly end?: RunEnd | undefined;
  readonly report: RunFileReport;
  /** The latest record of every cell, in the order in which they first ended. */
  readonly entries: readonly CellEntry[];
  find(where: CellQuery): readonly CellEntry[];
  /**
   * Reads one cell, its long text and thoughts put back.
   *
   * @throws RunFileError `format` when the file has changed under the index, `disk` when it or a blob cannot be read
   */
  cell(entry: CellEntry): Promise<ReadCell>;
  /** The values of a row; undefined where the file has none of that place. */
  row(place: number): Promise<Row | undefined>;
  close(): Promise<void>;
}

/** A cell whose texts are all there. */
export type ReadCell = RunCell & { readonly text: string };

/**
 * Opens a run file for reading. One pass makes an index of some hundred bytes a cell; answers stay in the file.
 *
 * @throws RunFileError `disk` when it cannot be read, `format` when it is no run file or of a newer version
 */
export async function openRun(path: string): Promise<RunView> {
  const index = await indexRun(path);
  const header = index.headers.at(-1);
  if (header === undefined) throw new RunFileError('format', path, `${path} is no run file: it has no header.`);
  return new IndexedRun(path, header, index, await orDiskError(path, () => open(path, 'r')));
}

class IndexedRun implements RunView {
  readonly path: string;
  readonly header: RunHeader;
  readonly headers: readonly RunHeader[];
  readonly end: RunEnd | undefined;
  readonly report: RunFileReport;
  readonly entries: readonly CellEntry[];
  readonly #file: FileHandle;
  readonly #index: RunIndex;

  constructor(path: string, header: RunHeader, index: RunIndex, file: FileHandle) {
    this.path = path;
    this.header = header;
    this.headers = index.headers;
    this.end = index.end;
    this.report = index.report;
    this.entries = [...index.cells.values()];
    this.#file = file;
    this.#index = index;
  }

  find(where: CellQuery): readonly CellEntry[] {
    const wanted = Object.entries(where).filter(([, value]) => value !== undefined);
    return this.entries.filter((entry) => wanted.every(([name, value]) => Reflect.get(entry, name) === value));
  }

  async cell(entry: CellEntry): Promise<ReadCell> {
    const place = this.#index.placeOf(entry);
    const record = place === undefined ? undefined : await this.#recordAt(place);
    if (record?.t !== 'cell' || record.k !== entry.key) throw this.#changed();
    return this.#whole(record);
  }

  async row(place: number): Promise<Row | undefined> {
    const found = this.#index.rows.get(place);
    if (found === undefined) return undefined;
    const record = await this.#recordAt(found);
    if (record.t !== 'row') throw this.#changed();
    return record.vars;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #recordAt({ offset, bytes }: Place): Promise<RunRecord> {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await orDiskError(this.path, () => this.#file.read(buffer, 0, bytes, offset));
    const read = readLine(buffer.toString('utf8', 0, bytesRead));
    if (read.is !== 'record') throw this.#changed();
    return read.record;
  }

  async #whole(cell: RunCell): Promise<ReadCell> {
    const text = await this.#textOf(cell.text);
    if (cell.st === 'error') return { ...cell, text };
    const reason = cell.reason === undefined ? undefined : await this.#textOf(cell.reason);
    const out = isBlobReference(cell.out) ? JSON.parse(await this.#textOf(cell.out)) : cell.out;
    return { ...cell, text, ...(reason === undefined ? {} : { reason }), ...(out === undefined ? {} : { out }) };
  }

  async #textOf(text: string | BlobReference): Promise<string> {
    if (typeof text === 'string') return text;
    const bytes = await orDiskError(this.path, () => readBlob(this.path, text.blob));
    return bytes.toString('utf8');
  }

  #changed(): RunFileError {
    return new RunFileError('format', this.path, `${this.path} has changed since it was opened. Open it again.`);
  }
}

async function orDiskError<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new RunFileError('disk', path, `Cannot read ${path}: ${diskReason(error)}. Check the path and its blobs.`);
  }
}

/**
 * Reads the last header of a run file, for a program that wants to go on with it.
 *
 * @throws RunFileError `missing`, `disk`, `format`
 */
export async function readHeader(path: string): Promise<RunHeader> {
  await using run = await openRun(path);
  return run.header;
}
