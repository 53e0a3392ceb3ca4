import { diskReason } from '../disk-reason.ts';
import { type Line, linesOf } from '../lines.ts';
import { RunFileError } from './error.ts';
import { readLine } from './read-line.ts';
import { type RunRecord, runFileVersion } from './records.ts';

/** What was found beside the records, up to where the file has been read. */
export interface RunFileReport {
  readonly records: number;
  /** Lines that are not records of a run file. They are passed over and left in the file. */
  readonly badLines: number;
  /** The first of them, at most 20, each with what is wrong with it. */
  readonly firstBadLines: readonly { readonly line: number; readonly message: string }[];
  /** Lines of types that a later version has added. */
  readonly unknownLines: number;
  /** The last line, where the file breaks off in the middle of it: a run was killed while it wrote. */
  readonly torn?:
    | { readonly line: number; readonly bytes: number /** Its first characters. */; readonly begins: string }
    | undefined;
  /** Whether the last line is whole but lacks its line end. */
  readonly lacksLineEnd: boolean;
  /** Length of the file up to the end of its last whole line. */
  readonly wholeBytes: number;
}

/** The records of a run file, in the order in which they were written. */
export interface RunFileReading extends AsyncIterable<RunRecord> {
  /** Grows while the records are read, and starts anew with each reading. */
  readonly report: RunFileReport;
}

type Growing = { -readonly [Field in keyof RunFileReport]: RunFileReport[Field] } & {
  firstBadLines: { line: number; message: string }[];
};

const shownBadLines = 20;

/** A record with its place in the file, in bytes. */
interface PlacedRecord {
  readonly record: RunRecord;
  readonly offset: number;
  /** Length of its line, line end included. */
  readonly bytes: number;
}

/** The records of a run file with their places. */
interface PlacedReading extends AsyncIterable<PlacedRecord> {
  readonly report: RunFileReport;
}

/**
 * Reads a run file line by line, so that memory does not grow with it. The file is not touched: a torn last line is
 * left out and reported, and cut off when the file is next written to.
 *
 * While iterating, throws RunFileError: `missing` when there is no such file, `disk` when it cannot be read, `format`
 * when a newer version wrote it.
 */
export function readRunFile(path: string): RunFileReading {
  const reading = readPlacedRecords(path);
  return {
    get report() {
      return reading.report;
    },
    async *[Symbol.asyncIterator]() {
      for await (const { record } of reading) yield record;
    },
  };
}

/** As `readRunFile`, with the place of every record. */
export function readPlacedRecords(path: string): PlacedReading {
  let report = emptyReport();
  return {
    get report() {
      return report;
    },
    [Symbol.asyncIterator]() {
      report = emptyReport();
      return recordsOf(path, report);
    },
  };
}

const emptyReport = (): Growing => ({
  records: 0,
  badLines: 0,
  firstBadLines: [],
  unknownLines: 0,
  lacksLineEnd: false,
  wholeBytes: 0,
});

async function* recordsOf(path: string, report: Growing): AsyncGenerator<PlacedRecord, void> {
  let offset = 0;
  for await (const line of readable(path)) {
    const record = take(line, path, report);
    if (record !== undefined) yield { record, offset, bytes: line.bytes };
    offset += line.bytes;
  }
}

function take(line: Line, path: string, report: Growing): RunRecord | undefined {
  const { number, text, bytes, ended } = line;
  const read = readLine(text);
  if (read.is === 'bad' && !ended) {
    report.torn = { line: number, bytes, begins: text.slice(0, 32) };
    return undefined;
  }
  report.wholeBytes += bytes;
  report.lacksLineEnd = !ended;
  switch (read.is) {
    case 'record':
      report.records++;
      return read.record;
    case 'unknown type':
      report.unknownLines++;
      return undefined;
    case 'newer version':
      throw new RunFileError('format', path, newerVersion(path, read.version));
    case 'bad':
      report.badLines++;
      if (report.firstBadLines.length < shownBadLines)
        report.firstBadLines.push({ line: number, message: read.message });
      return undefined;
  }
}

const newerVersion = (path: string, version: number): string =>
  `${path} is a run file of version ${version}; this program reads version ${runFileVersion}. Use a newer release.`;

async function* readable(path: string): AsyncGenerator<Line, void> {
  const lines = linesOf(path);
  try {
    yield* lines;
  } catch (error) {
    const problem = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'disk';
    throw new RunFileError(problem, path, `Cannot read ${path}: ${diskReason(error)}. Check the path.`);
  }
}
