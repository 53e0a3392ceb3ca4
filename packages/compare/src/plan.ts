import type { ChatInput } from '@x/core';
import type { ComparisonOptions, Row, Target } from './comparison.ts';
import { compilePrompt, type PromptTemplate } from './prompt-template.ts';
import { compileTemplate, type Template } from './template.ts';
import { requireFillable, requireRunnable } from './validation.ts';

/** What every target is asked, one after the other. */
export interface Question {
  readonly prompt: PromptTemplate;
  readonly values: Row;
  /** Place of the row, from 0. */
  readonly row: number;
  readonly repeat: number;
}

/** A comparison that was found in order. */
export interface Plan {
  readonly targets: readonly Target[];
  readonly prompts: readonly PromptTemplate[];
  readonly rows: readonly Row[];
  readonly repeats: number;
  readonly system: Template | undefined;
  readonly maxTokens: number | undefined;
  readonly temperature: number | undefined;
}

const oneEmptyRow: readonly Row[] = [{}];

/**
 * Checks the options and compiles the prompts.
 *
 * @throws InferenceError `invalid-request` for the first thing that is wrong, before anything is sent
 */
export function planComparison(options: ComparisonOptions): Plan {
  requireRunnable(options);
  const { targets, rows = oneEmptyRow, repeats = 1, maxTokens, temperature } = options;
  const prompts = options.prompts.map(compilePrompt);
  const system = options.system === undefined ? undefined : compileTemplate(options.system);
  requireFillable(prompts, system, rows);
  return { targets, prompts, rows, repeats, system, maxTokens, temperature };
}

/** How many questions each target is asked. */
export const questionCount = (plan: Plan): number => plan.prompts.length * plan.rows.length * plan.repeats;

/**
 * The questions in the order in which every target goes through them, made one at a time. Repeats are outermost, so
 * that a run that is stopped early has asked as much as it could once before it asks anything twice.
 */
export function* questionsOf(plan: Plan): Generator<Question, void> {
  for (let repeat = 0; repeat < plan.repeats; repeat++) {
    for (const [row, values] of plan.rows.entries()) {
      for (const prompt of plan.prompts) yield { prompt, values, row, repeat };
    }
  }
}

/** The call that puts a question to a target. */
export function inputFor(target: Target, { prompt, values }: Question, plan: Plan): ChatInput {
  return {
    model: target.model,
    system: plan.system?.fill(values),
    messages: prompt.fill(values),
    maxTokens: plan.maxTokens,
    temperature: plan.temperature,
    parameters: target.parameters,
  };
}
