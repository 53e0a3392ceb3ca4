import { extname } from 'node:path';
import { InferenceError } from '@x/core';
import { mistake } from '../../mistake.ts';
import type { Row } from '../../plan/rows.ts';
import { diskReason } from '../disk-reason.ts';
import { csvRows } from './csv-rows.ts';
import { jsonLineRows, jsonRows } from './json-rows.ts';
import { textRows } from './text-rows.ts';

/**
 * What a data file holds: `jsonl`, an object a line; `json`, an array of objects; `csv`, names in the first line; `text`,
 * a row `{ text }` a line; `promptfoo`, the results that promptfoo writes as JSON or JSON lines, of which each test's
 * variables are a row.
 */
export type DataFormat = 'jsonl' | 'json' | 'csv' | 'tsv' | 'text' | 'promptfoo';

/** How a data file is read. */
export interface OpenRowsOptions {
  /** Default: from the name's ending; results of promptfoo are told by what they hold. */
  readonly format?: DataFormat | undefined;
  /** At most so many rows; default: all. */
  readonly limit?: number | undefined;
}

/** The rows of a file. Each pass reads the file anew, so that memory does not grow with it (but see `json`). */
export interface RowFile extends AsyncIterable<Row> {
  /** Its path. */
  readonly source: string;
}

const formats: Readonly<Record<DataFormat, (path: string) => AsyncIterable<Row>>> = {
  jsonl: jsonLineRows,
  json: jsonRows,
  csv: (path) => csvRows(path, ','),
  tsv: (path) => csvRows(path, '\t'),
  text: textRows,
  promptfoo: (path) => (endingOf(path) === '.jsonl' ? jsonLineRows(path) : jsonRows(path)),
};

const formatOfEnding: Readonly<Record<string, DataFormat>> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'json',
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.txt': 'text',
};

const endingOf = (path: string): string => extname(path).toLowerCase();

/**
 * The rows of a data file, read as they are asked for. `.json` and promptfoo's JSON are read whole, since JSON has no
 * lines.
 *
 * While iterating, throws InferenceError `invalid-request` with the path and the line for a file that cannot be read or
 * a row that is none.
 *
 * @throws InferenceError `invalid-request` for a name that does not tell the format
 */
export function openRows(path: string, { format, limit }: OpenRowsOptions = {}): RowFile {
  const known = format ?? formatOfEnding[endingOf(path)];
  if (known === undefined) {
    throw mistake(`Cannot tell what ${path} holds. Name it with one of ${Object.keys(formatOfEnding).join(', ')}.`);
  }
  const read = formats[known];
  return { source: path, [Symbol.asyncIterator]: () => rowsOf(path, read, limit ?? Number.POSITIVE_INFINITY) };
}

async function* rowsOf(
  path: string,
  read: (path: string) => AsyncIterable<Row>,
  limit: number,
): AsyncGenerator<Row, void> {
  let count = 0;
  try {
    for await (const row of read(path)) {
      if (count++ >= limit) return;
      yield row;
    }
  } catch (error) {
    if (InferenceError.is(error)) throw error;
    throw mistake(`Cannot read the rows of ${path}: ${diskReason(error)}. Check the path.`);
  }
}
