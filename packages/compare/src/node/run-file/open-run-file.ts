import { arch, platform } from 'node:os';
import { version as node } from 'node:process';
import { ambientPlatform } from '@x/core/adapter';
import { ambientClock, timestamp } from '../../clock.ts';
import type { ComparisonOptions } from '../../comparison.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Survey } from '../../plan/survey.ts';
import { diskReason } from '../disk-reason.ts';
import { LineAppender } from './append.ts';
import { type BlobStore, FolderBlobs } from './blobs.ts';
import { differencesBetween } from './differences.ts';
import { headerOf } from './encode.ts';
import { RunFileError } from './error.ts';
import { FileLedger } from './file-ledger.ts';
import { type Lock, type LockOwner, takeLock } from './lock.ts';
import { type Found, type Past, type RetryFailed, readPast } from './past.ts';
import type { RunHeader } from './records.ts';
import { openForAppending, type RunFileHandle } from './run-file-handle.ts';

/** How a run file is written. */
export interface StartRunOptions {
  /**
   * `new`: there must be no such file; `existing`: there must be one; `either` (default): what is there is gone on with,
   * what is not there is begun.
   */
  readonly onto?: 'new' | 'existing' | 'either' | undefined;
  /** Goes on although the configuration has changed: cells that are asked as before keep their answers. */
  readonly extend?: boolean | undefined;
  /**
   * Which failures of earlier runs are asked again: those that a further try may mend (`retryable`, the default: by the
   * vendor's word, or by a key, an account, time), `all`, or `none`.
   */
  readonly retryFailed?: RetryFailed | undefined;
  /** Keys that are taken out of every line, whatever carries them; of 6 characters or more. */
  readonly secrets?: readonly string[] | undefined;
  /** Kept in the header, so that the program that goes on finds it again; values under names of keys are removed. */
  readonly about?: Readonly<Record<string, unknown>> | undefined;
  /** Where the rows come from, for the header. */
  readonly dataSource?: string | undefined;
  /** The program that runs the comparison, for the header. */
  readonly tool?: { readonly name: string; readonly version: string } | undefined;
  /** Bytes of an answer that may stand in its line; default 65,536. Longer ones become files of `<file>.blobs`. */
  readonly textLimit?: number | undefined;
  /** Opens the file for appending. Default: `openForAppending`; a test gives a handle that fails. */
  readonly open?: ((path: string) => Promise<RunFileHandle>) | undefined;
  /** Default: the folder `<file>.blobs`. */
  readonly blobs?: BlobStore | undefined;
}

/** A run file that is open, locked, healed and found in order. */
export interface OpenedRunFile {
  readonly ledger: FileLedger;
  readonly appender: LineAppender;
  readonly lock: Lock;
  readonly header: RunHeader;
  readonly past: Past;
  readonly healed?: { readonly line: number; readonly bytes: number } | undefined;
  readonly tookOver?: LockOwner | undefined;
}

const defaultTextLimit = 64 * 1024;

/**
 * Opens a run file for a comparison. Nothing is written yet but the lock.
 *
 * @throws RunFileError for what is wrong with the file; the lock is given up then
 */
export async function openRunFile(
  path: string,
  plan: Plan,
  survey: Survey,
  { clock = ambientClock }: Pick<ComparisonOptions, 'clock'>,
  how: StartRunOptions,
): Promise<OpenedRunFile> {
  const origin = {
    id: ambientPlatform.randomId(),
    at: timestamp(clock),
    tool: how.tool,
    node,
    os: `${platform()} ${arch()}`,
    about: how.about,
    dataSource: how.dataSource,
  };
  const header = await headerOf(plan, survey, origin);
  const lock = await takeLock(path);
  try {
    const found = await readPast(path, how.retryFailed ?? 'retryable');
    requireWanted(path, found, header, how);
    const { report, past } = found;
    const handle = await openOrRefuse(path, how.open ?? openForAppending);
    const appender = new LineAppender(handle, {
      path,
      found: { ...report, torn: report.torn !== undefined },
      blobs: how.blobs ?? new FolderBlobs(path),
      secrets: how.secrets,
      clock,
    });
    const ledger = new FileLedger({
      appender,
      past,
      header,
      targets: plan.targets,
      textLimit: how.textLimit ?? defaultTextLimit,
      secrets: how.secrets ?? [],
      clock,
    });
    return { ledger, appender, lock, header, past, healed: healedOf(found), tookOver: lock.tookOver };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function healedOf({ report: { torn } }: Found): OpenedRunFile['healed'] {
  return torn === undefined ? undefined : { line: torn.line, bytes: torn.bytes };
}

function requireWanted(path: string, { past }: Found, header: RunHeader, { onto, extend }: StartRunOptions): void {
  if (past.header === undefined) {
    if (onto !== 'existing') return;
    throw new RunFileError(
      'missing',
      path,
      `There is no run in ${path} to go on with. Check the name, or start a new one.`,
    );
  }
  if (onto === 'new') {
    throw new RunFileError('exists', path, `${path} holds a run already. Go on with it, or choose another name.`);
  }
  if (extend === true) return;
  const differences = differencesBetween(past.header, header);
  if (differences.length > 0) throw changed(path, differences);
}

function changed(path: string, differences: readonly string[]): RunFileError {
  const message =
    `${path} was begun with another configuration: ${differences.join('; ')}. ` +
    'Put it back as it was, choose another file, or extend the run: cells that are asked as before keep their answers.';
  return new RunFileError('changed', path, message, { differences });
}

async function openOrRefuse(path: string, openWith: (path: string) => Promise<RunFileHandle>): Promise<RunFileHandle> {
  try {
    return await openWith(path);
  } catch (error) {
    const message = `Cannot write to ${path}: ${diskReason(error)}. Choose another place.`;
    throw new RunFileError('disk', path, message);
  }
}
