/** What the adapter knows of models by their names; the first row of a table whose pattern fits counts. */
import type { ChatInput } from '@x/core';

/** The collections in which the API keeps models; a name without one is meant to be in `models`. */
const collections = ['models', 'tunedModels'];

/** A model's resource name (`models/gemini-2.5-flash`), from its name with or without the collection. */
export const resourceName = (model: string): string => split(model).join('/');

/** The resource name as it stands in a URL. It is encoded so that no name can leave its collection or add a query. */
export const resourcePath = (model: string): string => split(model).map(encodeURIComponent).join('/');

function split(model: string): readonly [collection: string, name: string] {
  const collection = collections.find((name) => model.startsWith(`${name}/`));
  return collection === undefined ? ['models', model] : [collection, model.slice(collection.length + 1)];
}

/** How hard a model is asked to think. */
type Effort = NonNullable<ChatInput['reasoning']>['effort'];

/** How a family of models is told how hard to think. */
export interface ThinkingRule {
  readonly models: RegExp;
  /** The field of `thinkingConfig` that the family takes; without one it does not think. */
  readonly field?: 'thinkingBudget' | 'thinkingLevel';
  /** The field's value for each effort. */
  readonly values?: Readonly<Record<Effort, number | string>>;
  /** Efforts that the family cannot meet; their value is the nearest that it can. */
  readonly nearest?: readonly Effort[];
}

const budgets = { none: 0, minimal: 1_024, low: 1_024, medium: 8_192, high: 24_576 } as const;
const levels = { none: 'MINIMAL', minimal: 'MINIMAL', low: 'LOW', medium: 'MEDIUM', high: 'HIGH' } as const;

/**
 * Budgets, in tokens, and levels are those to which Google's own OpenAI-compatible endpoint maps `reasoning_effort`; what
 * a family refuses is from Google's guide to thinking, row by row. A model that is not known by name is taken for one of
 * the newest.
 */
const thinkingRules: readonly ThinkingRule[] = [
  // They do not think, or (to speak, to draw) not on request: "thinking" is absent from their entries in ListModels.
  { models: /^gemini-(1|2\.0)|^gemma-[123]|-tts\b|^gemini-2\.5-flash-image/ },
  // The guide's range for 2.5 Pro begins at 128 and has no 0.
  { models: /^gemini-2\.5-pro/, field: 'thinkingBudget', values: { ...budgets, none: 128 }, nearest: ['none'] },
  // The guide's ranges for 2.5 Flash and Flash-Lite: 0 turns it off; all of our budgets lie within both.
  { models: /^gemini-2\.5/, field: 'thinkingBudget', values: budgets },
  // 400 "Thinking level MEDIUM is not supported for this model"; the endpoint takes HIGH for it.
  {
    models: /^gemini-3-pro/,
    field: 'thinkingLevel',
    values: { ...levels, none: 'LOW', minimal: 'LOW', medium: 'HIGH' },
    nearest: ['none', 'minimal', 'medium'],
  },
  // From 3.1 on Pro has MEDIUM; its least is LOW.
  {
    models: /\bpro\b/,
    field: 'thinkingLevel',
    values: { ...levels, none: 'LOW', minimal: 'LOW' },
    nearest: ['none', 'minimal'],
  },
];
// Flash of 3 and later, and what is not known: all four levels, none of which turns thinking off.
const newest: ThinkingRule = { models: /^/, field: 'thinkingLevel', values: levels, nearest: ['none'] };

/** The rule for a model, named with or without its collection. */
export function thinkingRule(model: string): ThinkingRule {
  const name = bareName(model);
  return thinkingRules.find(({ models }) => models.test(name)) ?? newest;
}

/** Whether a model refuses a history whose tool calls do not carry a thought signature: Gemini from 3 on does. */
export const wantsSignatures = (model: string): boolean => /^gemini-(?![12][.-])/.test(bareName(model));

/** A model's name without the collection that most are in. */
export const bareName = (model: string): string => model.replace(/^models\//, '');
