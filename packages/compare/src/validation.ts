import type { ComparisonOptions, Row } from './comparison.ts';
import { canonicalJson } from './content-key.ts';
import { mistake } from './mistake.ts';
import type { PromptTemplate } from './prompt-template.ts';
import type { Template } from './template.ts';

/**
 * Refuses options that cannot be run.
 *
 * @throws InferenceError `invalid-request`
 */
export function requireRunnable(options: ComparisonOptions): void {
  const { targets, prompts, rows, repeats, temperature, maxTokens } = options;
  if (targets.length === 0) throw mistake('There is no target to compare. Give at least one.');
  if (prompts.length === 0) throw mistake('There is no prompt to send. Give at least one.');
  if (rows?.length === 0) throw mistake('The list of rows is empty. Leave it out to send the prompts as they are.');
  requireWhole('repeats', repeats);
  requireWhole('maxTokens', maxTokens);
  if (temperature !== undefined && !Number.isFinite(temperature)) throw mistake('temperature must be a number.');
  requireDistinct(
    'Target',
    targets.map(({ id }) => id),
  );
  for (const { id, concurrency, parameters } of targets) {
    requireWhole(`concurrency of target "${id}"`, concurrency);
    requireJson(`The parameters of target "${id}"`, parameters);
  }
}

/**
 * Refuses prompts that are empty, share an id, or ask for a value that some row does not have.
 *
 * @throws InferenceError `invalid-request`
 */
export function requireFillable(
  prompts: readonly PromptTemplate[],
  system: Template | undefined,
  rows: readonly Row[],
): void {
  requireDistinct(
    'Prompt',
    prompts.map(({ id }) => id),
  );
  for (const { id, messages } of prompts) requireJson(`The messages of prompt "${id}"`, messages);
  const wanted = wantedNames(prompts, system);
  for (const [place, row] of rows.entries()) {
    requireValues(wanted, row, place);
    const blank = prompts.find((prompt) => prompt.isBlank(row));
    if (blank !== undefined) throw mistake(emptyPrompt(blank, place));
  }
}

function wantedNames(prompts: readonly PromptTemplate[], system: Template | undefined): ReadonlyMap<string, string> {
  const wanted = new Map<string, string>();
  for (const name of system?.names ?? []) wanted.set(name, 'The system text');
  for (const { id, names } of prompts) for (const name of names) wanted.set(name, `Prompt "${id}"`);
  return wanted;
}

function requireValues(wanted: ReadonlyMap<string, string>, row: Row, place: number): void {
  for (const [name, user] of wanted) {
    if (typeof row[name] === 'string' && Object.hasOwn(row, name)) continue;
    const names = Object.keys(row);
    throw mistake(
      `${user} asks for {{${name}}}, but row ${place + 1} has ${names.length === 0 ? 'no values' : `only ${names.join(', ')}`}. ` +
        `Give each row a text of that name, or write \\{{${name}}} to send the braces as they are.`,
    );
  }
}

const emptyPrompt = ({ id, names }: PromptTemplate, place: number): string =>
  names.size === 0
    ? `Prompt "${id}" is empty. Give it a text.`
    : `Prompt "${id}" is empty once row ${place + 1} is filled in. Give that row a text for ${[...names].join(', ')}.`;

function requireDistinct(what: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (id.trim() === '') throw mistake(`${what} number ${seen.size + 1} has an empty id. Give it a name.`);
    if (seen.has(id)) throw mistake(`${what} id "${id}" is used twice. Give each its own.`);
    seen.add(id);
  }
}

function requireWhole(what: string, value: number | undefined): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return;
  throw mistake(`${what} must be a whole number from 1, not ${value}.`);
}

function requireJson(what: string, value: unknown): void {
  try {
    canonicalJson(value);
  } catch {
    throw mistake(`${what} cannot be written as JSON. Leave out big integers, NaN, infinities and circles.`);
  }
}
