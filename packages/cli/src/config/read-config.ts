import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type * as z from 'zod';
import { reasonOf } from '../disk-error.ts';
import { UsageError } from '../usage-error.ts';
import { breakIn, type PlaceOf, placesIn, yamlValue } from './places.ts';
import { type CompareConfig, configSchema } from './schema.ts';

/** A value, and the text of JSON or YAML that it was read from; a module has none. */
interface Written {
  readonly value: unknown;
  readonly text?: string;
}

const readers: Readonly<Record<string, (place: string, path: string) => Promise<Written>>> = {
  '.json': readJson,
  '.yaml': readYaml,
  '.yml': readYaml,
  '.ts': readModule,
  '.mts': readModule,
  '.js': readModule,
  '.mjs': readModule,
};

/**
 * Reads a configuration: JSON, YAML, or a module whose default export it is.
 *
 * @param path as the person wrote it; stands in messages
 * @throws UsageError with a line for each thing that is wrong: the file, line and column (of JSON and YAML), the path
 * within the configuration, and what was expected
 */
export const readConfig = (path: string, directory: string): Promise<CompareConfig> =>
  readBy(configSchema, path, directory);

/**
 * Reads a file of a configuration's kind by another schema.
 *
 * @throws UsageError as `readConfig`
 */
export async function readBy<T>(schema: z.ZodType<T>, path: string, directory: string): Promise<T> {
  const read = readers[extname(path).toLowerCase()];
  if (read === undefined) {
    throw new UsageError(`${path} is no configuration: its name must end in ${Object.keys(readers).join(', ')}`);
  }
  const { value, text } = await read(resolve(directory, path), path);
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const placeOf = text === undefined ? () => '' : await placesIn(text);
  throw new UsageError(problemsOf(checked.error, path, placeOf));
}

/** More than this is not read by anybody. */
const shownProblems = 5;

function problemsOf({ issues }: z.ZodError, path: string, placeOf: PlaceOf): string {
  const lines = issues.slice(0, shownProblems).map((issue) => {
    const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const place = unknown === undefined ? issue.path : [...issue.path, unknown];
    const what = unknown === undefined ? issue.message : `is not known here${advice(unknown)}`;
    return `${path}${placeOf(place)}: ${spelled(place)} ${what}`;
  });
  const rest = issues.length - lines.length;
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

/** Members of other tools' configurations, and what they are called here. */
const elsewhere: Readonly<Record<string, string>> = {
  providers: 'targets',
  tests: 'data',
  vars: 'data',
  baseURL: 'baseUrl',
  base_url: 'baseUrl',
  params: 'parameters',
  repeats: 'repeat',
};

const advice = (name: string): string =>
  Object.hasOwn(elsewhere, name) ? `; it is called ${elsewhere[name]}` : '. Is it misspelled?';

function spelled(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the configuration';
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${String(step)}`))
    .join('');
}

async function readText(place: string, path: string): Promise<string> {
  try {
    return await readFile(place, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read ${path}: ${reasonOf(error)}. Name a configuration with -c`);
  }
}

async function readJson(place: string, path: string): Promise<Written> {
  const text = await readText(place, path);
  try {
    return { value: JSON.parse(text), text };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path}${(await breakIn(text))?.place ?? ''}: is not valid JSON: ${why}`);
  }
}

async function readYaml(place: string, path: string): Promise<Written> {
  const text = await readText(place, path);
  const problem = await breakIn(text);
  if (problem !== undefined) throw new UsageError(`${path}${problem.place}: is not valid YAML: ${problem.message}`);
  return { value: await yamlValue(text), text };
}

async function readModule(place: string, path: string): Promise<Written> {
  if (/ts$/.test(path) && !process.features.typescript) {
    throw new UsageError(
      `${path} needs Node 22.18 or later, which reads TypeScript. Or write it as .js, .json or .yaml`,
    );
  }
  try {
    const module: unknown = await import(pathToFileURL(place).href);
    const value = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
    return { value };
  } catch (error) {
    throw new UsageError(`Cannot load ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
