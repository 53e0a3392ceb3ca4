import { InferenceError, supports, type TaskName } from '@x/core';
import type { ComparisonOptions, Target } from '../comparison.ts';
import { canonicalJson } from '../content/content-key.ts';
import { mistake } from '../mistake.ts';
import type { PromptTemplate } from './prompt-template.ts';
import { isList, type Row, requireReadableAgain, rowsOrOne } from './rows.ts';
import { hasSampling } from './task-input.ts';
import { hasValue, type Template } from './template.ts';

/**
 * Refuses options that cannot be run.
 *
 * @throws InferenceError `invalid-request`, or `unsupported` for a target that lacks the task
 */
export function requireRunnable(options: ComparisonOptions): void {
  const { targets, prompts, task = 'chat', repeats, maxTokens } = options;
  const rows = rowsOrOne(options.rows);
  if (targets.length === 0) throw mistake('There is no target to compare. Give at least one.');
  if (prompts.length === 0) throw mistake('There is no prompt to send. Give at least one.');
  if (isList(rows) && rows.length === 0) {
    throw mistake('The list of rows is empty. Leave it out to send the prompts as they are.');
  }
  requireReadableAgain(rows);
  requireWhole('repeats', repeats);
  requireWhole('maxTokens', maxTokens);
  requireSampling(options, task);
  requireAxes(options.axes);
  requireShard(options.shard);
  requireTargets(targets);
  requireTask(targets, task);
  requirePrices(options);
}

function requireSampling({ temperature, system, maxTokens, seed }: ComparisonOptions, task: TaskName): void {
  if (temperature !== undefined && !Number.isFinite(temperature)) throw mistake('temperature must be a number.');
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw mistake('seed must be a whole number.');
  if (system !== undefined && task !== 'chat') throw mistake(`${task} takes no system text. Leave "system" out.`);
  if (!hasSampling(task) && (temperature ?? maxTokens) !== undefined) {
    throw mistake(`${task} takes neither temperature nor maxTokens. Leave them out.`);
  }
}

function requireAxes(axes: ComparisonOptions['axes'] = {}): void {
  for (const [name, values] of Object.entries(axes)) {
    if (values.length === 0) throw mistake(`The axis "${name}" has no value. Give at least one, or leave it out.`);
    requireJson(`The axis "${name}"`, values);
  }
}

function requireShard(shard: ComparisonOptions['shard']): void {
  if (shard === undefined) return;
  requireWhole('The number of shards', shard.count);
  requireWhole('The shard', shard.index);
  if (shard.index > shard.count) throw mistake(`There is no shard ${shard.index} of ${shard.count}.`);
}

function requireTargets(targets: readonly Target[]): void {
  requireDistinct(
    'Target',
    targets.map(({ id }) => id),
  );
  for (const { id, concurrency, requestsPerMinute, parameters } of targets) {
    requireWhole(`concurrency of target "${id}"`, concurrency);
    requireWhole(`requestsPerMinute of target "${id}"`, requestsPerMinute);
    requireJson(`The parameters of target "${id}"`, parameters);
  }
}

function requireTask(targets: readonly Target[], task: TaskName): void {
  const without = targets.filter(({ provider }) => !supports(provider, task));
  const [first] = without;
  if (first === undefined) return;
  const able = targets.filter((target) => !without.includes(target)).map(({ id }) => `"${id}"`);
  throw new InferenceError({
    code: 'unsupported',
    provider: first.provider.id,
    model: first.model,
    message:
      `${without.map(({ id, provider }) => `Target "${id}" (${provider.id})`).join(', ')} cannot do ${task}. ` +
      (able.length === 0
        ? 'No target can. Choose another task or other targets.'
        : `Those that can: ${able.join(', ')}.`),
  });
}

function requirePrices({ budget, targets }: ComparisonOptions): void {
  for (const [name, limit] of Object.entries(budget ?? {})) {
    if (typeof limit === 'number' && !(limit > 0)) throw mistake(`budget.${name} must be a number above 0.`);
  }
  if (budget?.usd === undefined) return;
  const unpriced = targets.filter(({ prices }) => prices === undefined).map(({ id }) => `"${id}"`);
  if (unpriced.length === 0) return;
  throw mistake(
    `A budget in dollars needs to know what each target costs, but there are no prices for ${unpriced.join(', ')}. ` +
      'Give it prices: { input, output } in dollars for a million tokens, or set a budget in tokens.',
  );
}

/**
 * Refuses prompts that share an id, or that cannot be written as JSON.
 *
 * @throws InferenceError `invalid-request`
 */
export function requirePrompts(prompts: readonly PromptTemplate[]): void {
  requireDistinct(
    'Prompt',
    prompts.map(({ id }) => id),
  );
  for (const { id, asked, media } of prompts) {
    // Media are hashed when the run starts, which says better what is wrong with them.
    if (media.length === 0) requireJson(`What prompt "${id}" asks`, asked);
  }
}

/** A check of one row: throws `invalid-request` for a value that it lacks and a prompt that it leaves empty. */
export function rowCheck(
  prompts: readonly PromptTemplate[],
  system: Template | undefined,
): (row: Row, place: number) => void {
  const wanted = wantedNames(prompts, system);
  return (row, place) => {
    requireValues(wanted, row, place);
    const blank = prompts.find((prompt) => prompt.isBlank(row));
    if (blank !== undefined) throw mistake(emptyPrompt(blank, place));
  };
}

function wantedNames(prompts: readonly PromptTemplate[], system: Template | undefined): ReadonlyMap<string, string> {
  const wanted = new Map<string, string>();
  for (const name of system?.names ?? []) wanted.set(name, 'The system text');
  for (const { id, names } of prompts) for (const name of names) wanted.set(name, `Prompt "${id}"`);
  return wanted;
}

function requireValues(wanted: ReadonlyMap<string, string>, row: Row, place: number): void {
  for (const [name, user] of wanted) {
    if (hasValue(row, name)) continue;
    const names = Object.keys(row);
    throw mistake(
      `${user} asks for {{${name}}}, but row ${place + 1} has ${names.length === 0 ? 'no values' : `only ${names.join(', ')}`}. ` +
        `Give each row a value of that name, or write \\{{${name}}} to send the braces as they are.`,
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
  } catch (error) {
    if (InferenceError.is(error)) throw error;
    throw mistake(`${what} cannot be written as JSON. Leave out big integers, NaN, infinities and circles.`);
  }
}
