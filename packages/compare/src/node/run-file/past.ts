import { stat } from 'node:fs/promises';
import type { ErrorCode } from '@x/core';
import type { Cell } from '../../cell.ts';
import type { Earlier } from '../../ledger.ts';
import { type Spent, tokensOf } from '../../spending.ts';
import { diskReason } from '../disk-reason.ts';
import { RunFileError } from './error.ts';
import { PlaceSet } from './place-set.ts';
import { type RunFileReport, readRunFile } from './read.ts';
import type { RunCell, RunHeader } from './records.ts';

/** Which failures of earlier runs are asked again. */
export type RetryFailed = 'retryable' | 'all' | 'none';

/** Failures that are mended outside the call: by a key, an account, time. */
const mendedOutside: ReadonlySet<ErrorCode> = new Set([
  'auth',
  'permission',
  'gated',
  'quota',
  'rate-limit',
  'overloaded',
  'network',
  'timeout',
  'interrupted',
  'server',
  'aborted',
]);

/** What a run file holds before a run goes on with it. */
export class Past {
  /** The file's last header; undefined where nothing is there. */
  header: RunHeader | undefined;
  /** Rows that have a line since that header. */
  rows = new PlaceSet();
  answered = 0;
  failed = 0;
  readonly #answered = new Map<string, number>();
  readonly #failed = new Map<string, number>();
  readonly #retry: RetryFailed;
  #spent: { usd?: number; tokens: number; unknown: number } = { tokens: 0, unknown: 0 };

  constructor(retry: RetryFailed) {
    this.#retry = retry;
  }

  /** What its answers have cost. */
  get spent(): Spent {
    return this.#spent;
  }

  /** Cells that need not be asked again. */
  get size(): number {
    return this.answered + this.failed;
  }

  /** Takes in a header. */
  begin(header: RunHeader): void {
    if (header.configSha !== this.header?.configSha) this.rows = new PlaceSet();
    this.header = header;
  }

  /** Takes in a cell. An answer supersedes a failure of the same cell. */
  add(cell: RunCell): void {
    const name = nameOf(cell.tg, cell.p, cell.k);
    if (cell.st !== 'error') {
      this.answered++;
      change(this.#answered, name, 1);
      if (change(this.#failed, name, -1)) this.failed--;
      this.#spend(cell);
    } else if (!this.#asksAgain(cell.err)) {
      this.failed++;
      change(this.#failed, name, 1);
    }
  }

  /** How the cell had ended; each earlier result counts for one cell. */
  take({ target, prompt, key }: Cell): Earlier | undefined {
    const name = nameOf(target, prompt, key);
    if (change(this.#answered, name, -1)) return 'answered';
    return change(this.#failed, name, -1) ? 'failed' : undefined;
  }

  #asksAgain({ kind, retryable }: { readonly kind: ErrorCode; readonly retryable: boolean }): boolean {
    if (this.#retry !== 'retryable') return this.#retry === 'all';
    return retryable || mendedOutside.has(kind);
  }

  #spend({ u, usd, src }: Exclude<RunCell, { st: 'error' }>): void {
    if (src === 'cache') return;
    const tokens = tokensOf(u ?? undefined);
    if (tokens === undefined) this.#spent.unknown++;
    else this.#spent.tokens += tokens;
    if (typeof usd === 'number') this.#spent.usd = (this.#spent.usd ?? 0) + usd;
  }
}

// The prompt is part of it although the key tells what was asked: two prompts that read the same are two columns.
const nameOf = (target: string, prompt: string, key: string): string => JSON.stringify([target, prompt, key]);

/** Adds to a count that never falls below 0; false where it would. */
function change(counts: Map<string, number>, name: string, by: 1 | -1): boolean {
  const count = (counts.get(name) ?? 0) + by;
  if (count < 0) return false;
  if (count === 0) counts.delete(name);
  else counts.set(name, count);
  return true;
}

/** What was found in the file, and how its end is. */
export interface Found {
  readonly past: Past;
  readonly report: RunFileReport;
}

/**
 * Reads what is at `path` before it is written to; nothing where there is nothing. Memory grows with its cells, by their
 * keys alone.
 *
 * @throws RunFileError `format` for something else than a run file, which is not ours to add to; `disk` when it cannot
 * be read
 */
export async function readPast(path: string, retry: RetryFailed): Promise<Found> {
  const reading = readRunFile(path);
  const past = new Past(retry);
  if (await isMissing(path)) return { past, report: reading.report };
  for await (const record of reading) {
    if (record.t === 'run') past.begin(record);
    if (record.t === 'row') past.rows.add(record.i);
    if (record.t === 'cell') past.add(record);
  }
  const { report } = reading;
  const isOurs = report.records > 0 || couldBeTornHeader(report);
  if (!isOurs && (report.wholeBytes > 0 || report.torn !== undefined)) {
    throw new RunFileError('format', path, `${path} is there already and is no run file. Choose another name.`);
  }
  return { past, report };
}

/** A run that was killed while it wrote its first line leaves the beginning of a header, and nothing else. */
const couldBeTornHeader = ({ wholeBytes, torn }: RunFileReport): boolean =>
  wholeBytes === 0 && torn !== undefined && torn.begins.startsWith('{"t":"run"');

async function isMissing(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size === 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true;
    throw new RunFileError('disk', path, `Cannot read ${path}: ${diskReason(error)}. Choose another place.`);
  }
}
