import type { TaskName } from '@x/core';
import type { ComparisonOptions, Shard, Target } from '../comparison.ts';
import { compilePrompt, type PromptTemplate } from './prompt-template.ts';
import { isList, type Row, type Rows, rowsOrOne } from './rows.ts';
import { placeAxes } from './task-input.ts';
import { compileTemplate, type Template } from './template.ts';
import { requirePrompts, requireRunnable, rowCheck } from './validation.ts';

/** A value of every axis, by its name. */
type AxisValues = Readonly<Record<string, unknown>>;

/** A comparison that was found in order, but for rows that cannot be looked through at once. */
export interface Plan {
  readonly task: TaskName;
  readonly targets: readonly Target[];
  readonly prompts: readonly PromptTemplate[];
  readonly rows: Rows;
  readonly axes: Readonly<Record<string, readonly unknown[]>>;
  /** Every combination of the axes' values; one that is empty where there is no axis. */
  readonly settings: readonly AxisValues[];
  readonly repeats: number;
  readonly system: Template | undefined;
  readonly maxTokens: number | undefined;
  readonly temperature: number | undefined;
  readonly seed: number;
  readonly order: 'shuffled' | 'as-given';
  readonly shard: Shard | undefined;
  /** Throws what is wrong with a row. */
  readonly checkRow: (row: Row, place: number) => void;
}

/**
 * Checks the options and compiles the prompts.
 *
 * @throws InferenceError `invalid-request` for the first thing that is wrong, `unsupported` for a target that lacks the
 * task, before anything is sent
 */
export function planComparison(options: ComparisonOptions): Plan {
  requireRunnable(options);
  const { task = 'chat', targets, axes = {}, repeats = 1, seed = 1, order = 'shuffled', shard } = options;
  const { maxTokens, temperature } = options;
  const rows = rowsOrOne(options.rows);
  const prompts = options.prompts.map((prompt, place) => compilePrompt(prompt, place, task));
  const system = options.system === undefined ? undefined : compileTemplate(options.system);
  requirePrompts(prompts);
  const checkRow = rowCheck(prompts, system);
  if (isList(rows)) for (const [place, row] of rows.entries()) checkRow(row, place);
  const settings = combinationsOf(axes);
  return {
    task,
    targets,
    prompts,
    rows,
    axes,
    settings,
    repeats,
    system,
    maxTokens,
    temperature,
    seed,
    order,
    shard,
    checkRow,
  };
}

function combinationsOf(axes: Readonly<Record<string, readonly unknown[]>>): readonly AxisValues[] {
  return Object.entries(axes).reduce<readonly AxisValues[]>(
    (combinations, [name, values]) =>
      combinations.flatMap((combination) => values.map((value) => ({ ...combination, [name]: value }))),
    [{}],
  );
}

/** What every target is asked, one after the other. */
export interface Question {
  readonly prompt: PromptTemplate;
  readonly values: Row;
  /** Place of the row, from 0. */
  readonly row: number;
  readonly settings: AxisValues;
  readonly repeat: number;
}

/** The input, with the model, that puts a question to a target. */
export function inputFor(
  target: Target,
  { prompt, values, settings }: Question,
  plan: Plan,
): Readonly<Record<string, unknown>> {
  const { fields, parameters } = placeAxes(plan.task, settings);
  const given = {
    ...(plan.system === undefined ? {} : { system: plan.system.fill(values) }),
    ...(plan.maxTokens === undefined ? {} : { maxTokens: plan.maxTokens }),
    ...(plan.temperature === undefined ? {} : { temperature: plan.temperature }),
  };
  const asked = prompt.fill(values);
  const input = { model: target.model, ...given, ...asked, ...fields };
  const all = { ...ownParameters(asked), ...target.parameters, ...parameters };
  return Object.keys(all).length === 0 ? input : { ...input, parameters: all };
}

const ownParameters = ({ parameters }: Readonly<Record<string, unknown>>): object =>
  typeof parameters === 'object' && parameters !== null ? parameters : {};
