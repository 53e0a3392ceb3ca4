import { open } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { version as node } from 'node:process';
import { ambientPlatform } from '@x/core/adapter';
import { now, timestamp } from '../../clock.ts';
import type { ComparisonEvent, ComparisonOptions, ComparisonSummary } from '../../comparison.ts';
import type { EndedCell } from '../../figures.ts';
import { type Plan, planComparison } from '../../plan.ts';
import { diskReason } from '../disk-reason.ts';
import { LineAppender, type RunFileHandle } from './append.ts';
import { cellOf, endOf, headerOf, rowOf } from './encode.ts';
import { RunFileError } from './error.ts';
import { inspectExisting } from './existing.ts';
import type { RunRow } from './records.ts';

/** How a run file is written. */
export interface WriteRunFileOptions {
  /** The program that runs the comparison, for the header. */
  readonly tool?: { readonly name: string; readonly version: string } | undefined;
  /** Opens the file for appending. Default: `node:fs`; a test gives a handle that fails. */
  readonly open?: ((path: string) => Promise<RunFileHandle>) | undefined;
}

/** A run file that is being written. */
export interface RunFileWriter {
  /** What was cut off the end of the file when it was opened: a line that an earlier run was killed in. */
  readonly healed?: { readonly line: number; readonly bytes: number } | undefined;
  /**
   * Writes what of an event belongs into the file: the header for `planned`, a line for every `cell-end`, the end.
   * Resolves when the system has the line, and for `end` when the disk has the file.
   *
   * @throws RunFileError `disk`. The line is kept and tried again with the next call, in its order.
   */
  write(event: ComparisonEvent): Promise<void>;
  /**
   * Tries once more what could not be written, and closes the file either way.
   *
   * @throws RunFileError `disk`; its `unwritten` says how many lines the file lacks
   */
  close(): Promise<void>;
}

/**
 * Opens a run file (JSONL, version 1) for a comparison. A file that has runs in it is added to; a torn last line is cut
 * off first. Nothing that could carry a key is written: no headers, no credentials of an address.
 *
 * @param comparison the options that `compare` is given
 * @throws RunFileError `disk` when the file cannot be opened, `format` when something else than a run file is there
 * @throws InferenceError `invalid-request` for options that `compare` refuses
 */
export async function writeRunFile(
  path: string,
  comparison: ComparisonOptions,
  options: WriteRunFileOptions = {},
): Promise<RunFileWriter> {
  const plan = planComparison(comparison);
  const { wholeBytes, torn, lacksLineEnd } = await inspectExisting(path);
  const handle = await openForAppending(path, options.open ?? openFile);
  const appender = new LineAppender(handle, path, { wholeBytes, torn: torn !== undefined, lacksLineEnd });
  return new RunWriter(plan, appender, options.tool, torn);
}

const openFile = (path: string): Promise<RunFileHandle> => open(path, 'a');

async function openForAppending(
  path: string,
  openWith: (path: string) => Promise<RunFileHandle>,
): Promise<RunFileHandle> {
  try {
    return await openWith(path);
  } catch (error) {
    const message = `Cannot write to ${path}: ${diskReason(error)}. Choose another place.`;
    throw new RunFileError('disk', path, message);
  }
}

class RunWriter implements RunFileWriter {
  readonly healed: RunFileWriter['healed'];
  readonly #plan: Plan;
  readonly #appender: LineAppender;
  readonly #tool: WriteRunFileOptions['tool'];
  readonly #openedAt = now();
  #rowsWritten = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(plan: Plan, appender: LineAppender, tool: WriteRunFileOptions['tool'], healed: RunFileWriter['healed']) {
    this.#plan = plan;
    this.#appender = appender;
    this.#tool = tool;
    this.healed = healed;
  }

  write(event: ComparisonEvent): Promise<void> {
    switch (event.type) {
      case 'planned':
        return this.#inTurn(() => this.#begin(event.cells));
      case 'cell-end':
        return this.#inTurn(() => this.#add(event));
      case 'end':
        return this.#inTurn(() => this.#finish(event.summary));
      case 'cell-start':
      case 'delta':
        return Promise.resolve();
    }
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#appender.close());
  }

  async #begin(planned: number): Promise<void> {
    const origin = {
      id: ambientPlatform.randomId(),
      at: timestamp(),
      tool: this.#tool,
      node,
      os: `${platform()} ${arch()}`,
    };
    await this.#appender.append([await headerOf(this.#plan, planned, origin)]);
  }

  async #add(ended: EndedCell): Promise<void> {
    const { cell } = ended;
    const target = this.#plan.targets.find(({ id }) => id === cell.target);
    const rows = await this.#newRowsUpTo(cell.row);
    const { r } = await rowOf(this.#plan, cell.row);
    await this.#appender.append([...rows, cellOf(ended, r, target, timestamp())]);
  }

  // Rows come before the first cell on them, whatever the order of the cells, at the price of one number.
  async #newRowsUpTo(place: number): Promise<readonly RunRow[]> {
    const rows: RunRow[] = [];
    for (; this.#rowsWritten <= place; this.#rowsWritten++) rows.push(await rowOf(this.#plan, this.#rowsWritten));
    return rows;
  }

  async #finish(summary: ComparisonSummary): Promise<void> {
    await this.#appender.append([endOf(summary, timestamp(), now() - this.#openedAt)]);
    await this.#appender.sync();
  }

  /** One after the other, in the order of the calls; one that failed does not keep the next from trying. */
  #inTurn(action: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(action);
    // The caller has the error; the queue only waits.
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
