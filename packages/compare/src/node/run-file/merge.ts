import { constants, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskReason } from '../disk-reason.ts';
import { LineAppender } from './append.ts';
import { blobFolder, FolderBlobs } from './blobs.ts';
import { differencesBetween } from './differences.ts';
import { RunFileError } from './error.ts';
import { readRunFile } from './read.ts';
import { type BlobReference, isBlobReference, type RunCell, type RunHeader, type RunRecord } from './records.ts';
import { identityOf } from './run-index.ts';

/** What a merge came to. */
export interface MergeReport {
  /** Cells in the merged file. */
  readonly cells: number;
  /** Records that another of the same cell superseded. */
  readonly duplicates: number;
  /** Files that were merged. */
  readonly runs: number;
}

/** Which record of a cell is taken: the file, and the record's number in it. */
interface Choice {
  readonly file: number;
  readonly number: number;
  readonly answered: boolean;
  readonly at: string;
}

/**
 * Puts run files together, such as the shards of one comparison. Of the records of one cell, an answer is taken before a
 * failure, then the latest. The files are left as they are; the merged one appears whole or not at all.
 *
 * @throws RunFileError `changed` where they asked different things, unless `extend`; `exists` where there is a file of
 * the merged one's name; `format`, `disk`
 */
export async function mergeRuns(
  paths: readonly string[],
  output: string,
  how: { readonly extend?: boolean | undefined } = {},
): Promise<MergeReport> {
  if (await isThere(output))
    throw new RunFileError('exists', output, `${output} is there already. Choose another name.`);
  const { header, choices, duplicates } = await choose(paths, how.extend === true);
  const temporary = `${output}.new`;
  try {
    await writeMerged(paths, temporary, header, choices);
    await copyBlobs(paths, output, choices);
    await rename(temporary, output);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof RunFileError) throw error;
    throw new RunFileError('disk', output, `Cannot write ${output}: ${diskReason(error)}. Choose another place.`);
  }
  return { cells: choices.size, duplicates, runs: paths.length };
}

/** A record, and where it was found. */
interface Found {
  readonly path: string;
  readonly file: number;
  /** Its number in the file, from 1. */
  readonly number: number;
  readonly record: RunRecord;
}

async function* recordsOf(paths: readonly string[]): AsyncGenerator<Found, void> {
  for (const [file, path] of paths.entries()) {
    let number = 0;
    for await (const record of readRunFile(path)) {
      if (number === 0 && record.t !== 'run')
        throw new RunFileError('format', path, `${path} begins without a header.`);
      yield { path, file, number: ++number, record };
    }
    if (number === 0) throw new RunFileError('format', path, `${path} is no run file: it has no header.`);
  }
}

/** Looks through the files once and remembers which record of every cell is wanted. */
async function choose(paths: readonly string[], extend: boolean) {
  const choices = new Map<string, Choice>();
  let header: RunHeader | undefined;
  let cells = 0;
  for await (const { path, file, number, record } of recordsOf(paths)) {
    if (record.t === 'run') {
      if (header !== undefined && !extend) requireSame(path, header, record);
      header ??= record;
    }
    if (record.t !== 'cell') continue;
    cells++;
    const choice = { file, number, answered: record.st !== 'error', at: record.at };
    const name = identityOf(record);
    if (isBetter(choice, choices.get(name))) choices.set(name, choice);
  }
  if (header === undefined) throw new RunFileError('missing', '', 'There is no file to merge. Name at least one.');
  const { shard: _, ...whole } = header;
  return { header: { ...whole, planned: plannedOf(whole) }, choices, duplicates: cells - choices.size };
}

/** The cells of the whole comparison, where the header was a shard's. */
function plannedOf({ targets, prompts, axes = {}, repeats, data }: RunHeader): number {
  const settings = Object.values(axes).reduce((count, values) => count * values.length, 1);
  return targets.length * prompts.length * settings * repeats * data.rows;
}

function requireSame(path: string, first: RunHeader, header: RunHeader): void {
  const differences = differencesBetween(first, header);
  if (differences.length === 0) return;
  const message = `${path} asked other things than the first file: ${differences.join('; ')}. Merge it with --extend.`;
  throw new RunFileError('changed', path, message, { differences });
}

const isBetter = (one: Choice, other: Choice | undefined): boolean => {
  if (other === undefined) return true;
  return one.answered === other.answered ? one.at >= other.at : one.answered;
};

async function writeMerged(
  paths: readonly string[],
  to: string,
  header: RunHeader,
  choices: ReadonlyMap<string, Choice>,
): Promise<void> {
  const found = { wholeBytes: 0, torn: false, lacksLineEnd: false };
  // Blobs are copied as they are, so that the appender never has one.
  const appender = new LineAppender(await open(to, 'wx'), { path: to, found, blobs: new FolderBlobs(to) });
  try {
    await appender.append([header]);
    const rows = new Set<string>();
    for await (const found of recordsOf(paths)) {
      const { record } = found;
      const isNewRow = record.t === 'row' && !rows.has(record.r);
      if (isNewRow) rows.add(record.r);
      if (isNewRow || isChosen(found, choices)) await appender.append([record]);
    }
    await appender.sync();
  } finally {
    await appender.close();
  }
}

const isChosen = ({ file, number, record }: Found, choices: ReadonlyMap<string, Choice>): boolean => {
  if (record.t !== 'cell') return false;
  const choice = choices.get(identityOf(record));
  return choice?.file === file && choice.number === number;
};

async function copyBlobs(
  paths: readonly string[],
  output: string,
  choices: ReadonlyMap<string, Choice>,
): Promise<void> {
  for await (const found of recordsOf(paths)) {
    const { record, path } = found;
    if (record.t !== 'cell' || !isChosen(found, choices)) continue;
    for (const { blob } of blobsOf(record)) await copyBlob(path, output, blob);
  }
}

function blobsOf(cell: RunCell): readonly BlobReference[] {
  const values = cell.st === 'error' ? [cell.text] : [cell.text, cell.reason, cell.out];
  return values.flatMap(referencesIn);
}

function referencesIn(value: unknown): readonly BlobReference[] {
  if (isBlobReference(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(referencesIn);
}

async function copyBlob(from: string, to: string, blob: string): Promise<void> {
  const place = join(blobFolder(to), blob);
  if (await isThere(place)) return;
  await mkdir(blobFolder(to), { recursive: true });
  await copyFile(join(blobFolder(from), blob), place, constants.COPYFILE_EXCL);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw new RunFileError('disk', path, `Cannot look at ${path}: ${diskReason(error)}. Choose another place.`);
  }
}
