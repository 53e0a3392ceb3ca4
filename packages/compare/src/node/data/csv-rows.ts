import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { mistake } from '../../mistake.ts';
import type { Row } from '../../plan/rows.ts';

/** A row a record; the first record has the names. RFC 4180: quoted values may hold separators and line ends. */
export async function* csvRows(path: string, delimiter: string): AsyncGenerator<Row, void> {
  const parser = parse({
    delimiter,
    bom: true,
    skip_empty_lines: true,
    columns: (names: readonly string[]) => checkedNames(names, path),
  });
  // What goes wrong is thrown where the parser is read.
  pipeline(createReadStream(path), parser, () => {});
  try {
    for await (const record of parser as AsyncIterable<Record<string, string>>) yield record;
  } catch (error) {
    if (error instanceof CsvError) throw mistake(inWords(error, path));
    throw error;
  }
}

function checkedNames(names: readonly string[], path: string): string[] {
  const trimmed = names.map((name) => name.trim());
  if (trimmed.includes('')) throw mistake(`${path} line 1: a column has no name. Give it one.`);
  const twice = trimmed.find((name, place) => trimmed.indexOf(name) !== place);
  if (twice !== undefined) throw mistake(`${path} line 1: two columns are called "${twice}". Give each its own name.`);
  return trimmed;
}

/** What is wrong with a record, without quoting it. */
const causes: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_COLUMNS: 'has another number of values than there are columns',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'has another number of values than there are columns',
  CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quotation mark',
  INVALID_OPENING_QUOTE: 'has a quotation mark in the middle of a value; double it, and quote the value',
};

function inWords(error: CsvError, path: string): string {
  const line = 'lines' in error && typeof error['lines'] === 'number' ? ` line ${error['lines']}` : '';
  return `${path}${line} ${causes[error.code] ?? `cannot be read (${error.code})`}. Correct it.`;
}
