import { type FileHandle, open, readFile } from 'node:fs/promises';
import { DiskError, reasonOf } from '../disk-error.ts';
import { UsageError } from '../usage-error.ts';
import { type VoteLine, type VotesHeader, voteRecord } from './records.ts';

/** A votes file as it was read. */
export interface ReadVotes {
  readonly header: VotesHeader | undefined;
  /** The latest of each pair, by the pair's name. */
  readonly votes: ReadonlyMap<string, VoteLine>;
  /** Bytes up to the end of the last whole line: what a kill has torn comes after it. */
  readonly wholeBytes: number;
}

const nothing: ReadVotes = { header: undefined, votes: new Map(), wholeBytes: 0 };

/**
 * Reads a votes file; one that is not there holds nothing.
 *
 * @throws UsageError for a file that holds something else, DiskError when it cannot be read
 */
export async function readVotes(path: string): Promise<ReadVotes> {
  const text = await textOf(path);
  if (text === undefined) return nothing;
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const votes = new Map<string, VoteLine>();
  let header: VotesHeader | undefined;
  for (const [place, line] of whole.split('\n').slice(0, -1).entries()) {
    const record = recordOf(line, path, place + 1);
    if (record.t === 'votes') header = record;
    else votes.set(record.pair, record);
  }
  if (header === undefined && whole !== '') throw new UsageError(`${path} is no votes file: it has no header`);
  return { header, votes, wholeBytes: Buffer.byteLength(whole) };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return undefined;
    throw new DiskError(`Cannot read ${path}: ${reasonOf(error)}`);
  }
}

function recordOf(line: string, path: string, number: number) {
  const read = voteRecord.safeParse(parsed(line));
  if (read.success) return read.data;
  throw new UsageError(`${path} line ${number} is no line of a votes file. Name another with -o`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not JSON, so no record either: the schema says so, with the line.
    return undefined;
  }
}

/** A votes file that is written to. */
export class VotesFile {
  readonly votes: ReadonlyMap<string, VoteLine>;
  readonly #path: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle, votes: ReadonlyMap<string, VoteLine>) {
    this.#path = path;
    this.#file = file;
    this.votes = votes;
  }

  /**
   * Opens a file to go on with, or makes it. Votes of judges and of people, and those by other criteria, never share a
   * file.
   *
   * @throws UsageError where it holds other votes, DiskError when it cannot be written
   */
  static async open(path: string, header: VotesHeader): Promise<VotesFile> {
    const read = await readVotes(path);
    if (read.header !== undefined) requireSame(path, read.header, header);
    const file = await orDiskError(path, () => open(path, 'a'));
    await orDiskError(path, () => file.truncate(read.wholeBytes));
    const votes = new VotesFile(path, file, read.votes);
    if (read.header === undefined) await votes.#append(header);
    return votes;
  }

  /** @throws DiskError when the disk refuses */
  add(line: VoteLine): Promise<void> {
    return this.#append(line);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #append(record: VotesHeader | VoteLine): Promise<void> {
    return orDiskError(this.#path, () => this.#file.appendFile(`${JSON.stringify(record)}\n`));
  }
}

const identity = ['run', 'source', 'by', 'criteria'] as const;

function requireSame(path: string, kept: VotesHeader, wanted: VotesHeader): void {
  const other = identity.find((member) => kept[member] !== wanted[member]);
  if (other === undefined) return;
  const was = JSON.stringify(kept[other] ?? null);
  throw new UsageError(`${path} holds votes with another "${other}": ${was}. Name another file with -o`);
}

async function orDiskError<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new DiskError(`Cannot write ${path}: ${reasonOf(error)}`);
  }
}
