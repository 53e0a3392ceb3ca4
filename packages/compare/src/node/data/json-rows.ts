import { readFile } from 'node:fs/promises';
import { isPlainObject } from '../../content/plain-object.ts';
import { mistake } from '../../mistake.ts';
import type { Row } from '../../plan/rows.ts';
import { linesOf } from '../lines.ts';
import { isTestResult, PassedTests, testResultsOf } from './promptfoo.ts';

/** A row a line, from objects; results of promptfoo give the variables of each test once. */
export async function* jsonLineRows(path: string): AsyncGenerator<Row, void> {
  const passed = new PassedTests();
  for await (const { number, text } of linesOf(path)) {
    if (text.trim() === '') continue;
    const place = `${path} line ${number}`;
    const row = rowFrom(parsed(text, place), place);
    if (!isTestResult(row)) yield row;
    else if (passed.add(row)) yield row.vars;
  }
}

/** The rows of an array of objects, or of promptfoo's results. */
export async function* jsonRows(path: string): AsyncGenerator<Row, void> {
  const value = parsed(new TextDecoder().decode(await readFile(path)), path);
  const results = testResultsOf(value);
  if (results !== undefined) {
    const passed = new PassedTests();
    for (const result of results) if (passed.add(result)) yield result.vars;
    return;
  }
  if (!Array.isArray(value)) throw mistake(`${path} holds no array of rows. Put the objects between [ and ].`);
  for (const [place, item] of value.entries()) yield rowFrom(item, `${path} item ${place + 1}`);
}

function rowFrom(value: unknown, place: string): Row {
  if (isPlainObject(value)) return value;
  throw mistake(`${place} is no row. Write an object of names and values, such as { "city": "Rome" }.`);
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the data, which does not belong into a message.
    throw mistake(`${place} is not valid JSON. Correct it, or leave it out.`);
  }
}
