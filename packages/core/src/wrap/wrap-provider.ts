import type { CallOptions, HttpProvider, InferenceProvider } from '../contract/provider.ts';
import type { StreamingTask, TaskInput, TaskName, TaskOutput } from '../contract/tasks/task-map.ts';
import { hasLists, type RunsLists, runLists } from '../wire/lists.ts';
import { createTaskStream, type StreamSource } from '../wire/task-stream.ts';

/** Several inputs of one task that may share one request; undefined from `send` when they cannot. */
interface ListCall<K extends TaskName> {
  readonly task: K;
  readonly inputs: readonly TaskInput<K>[];
  readonly options: CallOptions;
  send(inputs: readonly TaskInput<K>[], options: CallOptions): Promise<readonly TaskOutput<K>[] | undefined>;
}

/** What a wrapper does around the calls of a provider. */
export interface Wrapping<T extends TaskName> {
  run<K extends T>(task: K, input: TaskInput<K>, options: CallOptions): Promise<TaskOutput<K>>;
  /** Called at the stream's first pull. */
  open<K extends T & StreamingTask>(task: K, input: TaskInput<K>, options: CallOptions): StreamSource<K>;
  list<K extends TaskName>(call: ListCall<K>): Promise<readonly TaskOutput<K>[] | undefined>;
}

/**
 * A provider with something around its calls: the same `id`, `tasks` and `catalog`, and `prepare` and request sharing
 * where the provider has them.
 */
export function wrapProvider<T extends TaskName>(
  provider: InferenceProvider<T>,
  wrapping: Wrapping<T>,
): InferenceProvider<T> {
  const { id, tasks, catalog } = provider;
  return {
    id,
    tasks,
    run: async (task, input, options = {}) => wrapping.run(task, input, options),
    stream: (task, input, options = {}) => createTaskStream(() => wrapping.open(task, input, options)),
    ...(catalog && { catalog }),
    ...(prepares(provider) && { prepare: provider.prepare.bind(provider) }),
    ...(hasLists(provider) && listsOf(provider, wrapping)),
  };
}

const prepares = <T extends TaskName>(provider: InferenceProvider<T>): provider is HttpProvider<T> =>
  'prepare' in provider && typeof provider.prepare === 'function';

const listsOf = <T extends TaskName>(inner: RunsLists, wrapping: Wrapping<T>): RunsLists => ({
  [runLists]: async (task, inputs, options = {}) =>
    wrapping.list({
      task,
      inputs,
      options,
      send: (sent, sentOptions) => inner[runLists](task, sent, sentOptions),
    }),
});
