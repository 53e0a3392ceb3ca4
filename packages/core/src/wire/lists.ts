import type { CallOptions } from '../contract/provider.ts';
import type { TaskInput, TaskName, TaskOutput } from '../contract/tasks/task-map.ts';

/** The name under which a provider that can send lists is asked to. Registered, so that copies of this package agree. */
export const runLists = Symbol.for('@x/core/run-lists');

/** A provider whose wire takes a list of inputs in one request. */
export interface RunsLists {
  /** The answers in order, or undefined when these inputs cannot share a request. */
  [runLists]<K extends TaskName>(
    task: K,
    inputs: readonly TaskInput<K>[],
    options?: CallOptions,
  ): Promise<readonly TaskOutput<K>[] | undefined>;
}

export const hasLists = (provider: object): provider is RunsLists => runLists in provider;
