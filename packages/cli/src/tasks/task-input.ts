import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TaskInput, TaskName } from '@x/core';
import { reasonOf } from '../disk-error.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { fieldsOf, inputSchemaOf } from './input-schemas.ts';
import { readMedia } from './media-files.ts';

/** What the command line says of an input. */
export interface GivenInput {
  readonly text?: string | undefined;
  readonly prompt?: string | undefined;
  readonly image?: string | undefined;
  readonly audio?: string | undefined;
  readonly labels?: string | undefined;
  readonly question?: string | undefined;
  readonly context?: string | undefined;
  /** `name=value` each. */
  readonly field: readonly string[];
  readonly set: readonly string[];
  /** A JSON file, or `-` for stdin. */
  readonly input?: string | undefined;
}

/** The fields that have a flag of their own. */
const flagged = ['text', 'prompt', 'image', 'audio', 'labels', 'question', 'context'] as const;
/** Fields that are files where they are written as a text. */
const mediaFields = ['image', 'audio', 'mask'];
/** Fields that are lists where they are written as a text with commas. */
const listFields = ['labels', 'sentences', 'documents', 'texts'];

/**
 * The input of a task: the file of `--input`, under the flags and `--field`, with `--set` as the vendor's settings.
 *
 * @throws UsageError naming the field that is missing, unknown or wrong, and what to write
 */
export async function readTaskInput<K extends TaskName>(
  task: K,
  model: string,
  given: GivenInput,
  io: Pick<Io, 'directory' | 'stdin'>,
): Promise<TaskInput<K>> {
  const fields: Record<string, unknown> = { ...(await inputFile(given.input, io)), model };
  for (const name of flagged) if (given[name] !== undefined) fields[placeFor(task, name)] = given[name];
  Object.assign(fields, assignments('--field', given.field));
  const settings = assignments('--set', given.set);
  if (Object.keys(settings).length > 0) fields['parameters'] = { ...objectOf(fields['parameters']), ...settings };
  for (const [name, value] of Object.entries(fields)) fields[name] = await spelledOut(name, value, io);

  const read = inputSchemaOf(task).safeParse(fields);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(issue === undefined ? `The input of ${task} cannot be read` : problem(task, issue, fields));
}

/** Embedding takes many texts; one of them may be given as `--text`. */
const placeFor = (task: TaskName, name: string): string => (task === 'embedding' && name === 'text' ? 'texts' : name);

async function inputFile(path: string | undefined, { directory, stdin }: Pick<Io, 'directory' | 'stdin'>) {
  if (path === undefined) return {};
  const name = path === '-' ? 'stdin' : path;
  const written = path === '-' ? await fromStdin(stdin) : await fromFile(resolve(directory, path), path);
  const value = parsed(written);
  if (value === undefined || !isObject(value)) {
    throw new UsageError(`${name} holds no JSON object. Write the fields of the input, such as {"text": "Hello"}`);
  }
  return value;
}

async function fromStdin(stdin: Io['stdin']): Promise<string> {
  if (stdin === undefined) throw new UsageError('There is no stdin to read --input from. Name a file');
  const pieces: Uint8Array[] = [];
  for await (const piece of stdin) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Buffer.concat(pieces).toString('utf8');
}

async function fromFile(place: string, path: string): Promise<string> {
  try {
    return await readFile(place, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read ${path}: ${reasonOf(error)}. Name a JSON file with --input`);
  }
}

function assignments(flag: string, given: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    given.map((assignment) => {
      const [, name, value] = /^([^=]+)=(.*)$/su.exec(assignment) ?? [];
      if (name === undefined || value === undefined) {
        throw new UsageError(`${flag} expects name=value, not "${assignment}"`);
      }
      const json = parsed(value);
      return [name.trim(), json === undefined ? value : json];
    }),
  );
}

/** The value of a JSON text; undefined for a text that is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function spelledOut(name: string, value: unknown, io: Pick<Io, 'directory'>): Promise<unknown> {
  if (typeof value !== 'string') return value;
  if (mediaFields.includes(name)) return readMedia(value, io.directory);
  if (!listFields.includes(name)) return value;
  return name === 'texts' ? [value] : value.split(',').map((item) => item.trim());
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

function problem(task: TaskName, issue: Issue, fields: Readonly<Record<string, unknown>>): string {
  const [unknown] = issue.keys ?? [];
  const { needed, optional } = fieldsOf(task);
  if (unknown !== undefined) {
    return `${task} takes no ${spelling(unknown)}. It needs ${listed(needed)}, and takes ${listed(optional)}`;
  }
  const field = String(issue.path[0]);
  if (fields[field] === undefined) return `${task} needs ${listed(needed)}: ${spelling(field)} is missing`;
  return `${spelling(field)} ${issue.message}`;
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'nothing' : names.map(spelling).join(', '));

/** How a field is written on the command line. */
function spelling(name: string): string {
  if (name === 'parameters') return '--set';
  return flagged.some((flag) => flag === name) ? `--${name}` : `--field ${name}=…`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
