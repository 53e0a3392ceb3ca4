import pLimit from 'p-limit';
import type { Usage } from '../contract/output.ts';
import type { CallOptions, InferenceProvider } from '../contract/provider.ts';
import type { TaskInput, TaskName, TaskOutput } from '../contract/tasks/task-map.ts';
import { sumUsage } from '../fold/usage.ts';
import { hasLists, runLists } from '../wire/lists.ts';

const defaultConcurrency = 4;

/**
 * Many inputs of one task: as one request where the wire takes a list, else with bounded concurrency (default 4).
 *
 * Results stand in the order of the inputs and none is dropped: the first input that fails fails the whole, and the
 * calls that are still under way are aborted.
 *
 * @returns `usage` is the sum over the results, of the counts that every one of them states.
 * @throws InferenceError
 */
export async function runMany<Tasks extends TaskName, K extends Tasks>(
  provider: InferenceProvider<Tasks>,
  task: K,
  inputs: readonly TaskInput<NoInfer<K>>[],
  options: CallOptions & { readonly concurrency?: number | undefined } = {},
): Promise<{ readonly results: readonly TaskOutput<K>[]; readonly usage?: Usage | undefined }> {
  const { concurrency = defaultConcurrency, ...call } = options;
  const listed = hasLists(provider) ? await provider[runLists](task, inputs, call) : undefined;
  const results = listed ?? (await runEach(provider, task, inputs, call, concurrency));
  // The answers of one request share its usage.
  const usage = listed ? listed[0]?.usage : sumUsage(results.map((result) => result.usage));
  return { results, ...(usage && { usage }) };
}

async function runEach<Tasks extends TaskName, K extends Tasks>(
  provider: InferenceProvider<Tasks>,
  task: K,
  inputs: readonly TaskInput<K>[],
  options: CallOptions,
  concurrency: number,
): Promise<readonly TaskOutput<K>[]> {
  const others = new AbortController();
  const stop = (): void => others.abort();
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted) stop();
  const call = { ...options, signal: others.signal };
  const limit = pLimit(Math.max(1, concurrency));
  try {
    return await Promise.all(inputs.map((input) => limit(() => provider.run(task, input, call))));
  } catch (error) {
    limit.clearQueue();
    stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}
