import { type ModelInfo, parseTask, type TaskName } from '@x/core';
import { licenseOf } from './license.ts';
import type { ModelPage } from './model-page.ts';

/** What the Hub said of a model. */
export interface Described {
  readonly page: ModelPage;
  /** The page as it came. */
  readonly raw: unknown;
}

/** The facts that a page states, in the words of the contract. */
export function modelInfo({ page, raw }: Described, asked: string, provider: string): ModelInfo {
  const { id = asked, gated, disabled, tags } = page;
  const tasks = tasksOf(page);
  const facts: Omit<ModelInfo, 'id' | 'provider'> = {
    task: tasks[0],
    tasks: tasks.length > 0 ? tasks : undefined,
    served: isServed(page),
    servedBy: page.inferenceProviderMapping?.map(({ provider: by, status, task }) => ({
      provider: by,
      status,
      ...(task && { task }),
    })),
    contextLength: contextLengthOf(page),
    license: licenseOf(page),
    gated,
    retired: disabled,
    tags,
  };
  return { id, provider, ...Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)), raw };
}

/** A model that compares sentences does it by their vectors; the Hub files it under the one pipeline alone. */
const furtherTasks: Readonly<Partial<Record<TaskName, TaskName>>> = { 'sentence-similarity': 'embedding' };

/** Best first: what its pipeline is, then what its providers serve it as. */
function tasksOf({ pipeline_tag, tags = [], inferenceProviderMapping = [] }: ModelPage): readonly TaskName[] {
  const pipeline = parseTask(pipeline_tag ?? '');
  const converses = pipeline === 'text-generation' && tags.includes('conversational');
  const served = inferenceProviderMapping.map(({ task }) => parseTask(task ?? ''));
  const all: readonly (TaskName | undefined)[] = [
    converses ? 'chat' : undefined,
    pipeline,
    pipeline && furtherTasks[pipeline],
    ...served,
  ];
  return [...new Set(all.filter((task) => task !== undefined))];
}

/** The mapping lists every provider; `inference: 'warm'` says the same of hf-inference alone. */
function isServed({ inferenceProviderMapping, inference }: ModelPage): boolean | undefined {
  if (inference === 'warm') return true;
  return inferenceProviderMapping?.some(({ status }) => status === 'live');
}

/** Tokens: the longest that any provider states. */
function contextLengthOf({ inferenceProviderMapping = [] }: ModelPage): number | undefined {
  const stated = inferenceProviderMapping.flatMap(({ context_length }) => context_length ?? []);
  return stated.length > 0 ? Math.max(...stated) : undefined;
}
