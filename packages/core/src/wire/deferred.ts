import type { ModelCatalog } from '../contract/catalog.ts';
import { InferenceError } from '../contract/error.ts';
import type { StreamingTask } from '../contract/tasks/task-map.ts';
import type { ExchangeConfig } from './exchange.ts';
import { kindOf } from './kind-of.ts';

/**
 * A part of a provider that is not loaded before it is asked for.
 *
 * @param provider Named in the error.
 * @throws InferenceError 'network' where it could not be loaded; the next who asks has it loaded anew.
 */
export type Deferred<T> = (provider: string) => Promise<T>;

/** Loads something once, for all who ask; what could not be loaded is tried again for the next. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** Puts off loading a part of a provider, so that importing the provider costs little more than its chat does. */
export function defer<T>(load: () => Promise<T>): Deferred<T> {
  const part = loadOnce(load);
  return async (provider) => {
    try {
      return await part();
    } catch (error) {
      const message = `${provider}: a part of it could not be loaded (${kindOf(error)}). Check that the program's files are all in place, and try again`;
      throw new InferenceError({ code: 'network', provider, message });
    }
  };
}

/**
 * Rows of a provider's table that are loaded together, with the first of them that is asked for. Tasks that stream are
 * none of these: whether a row can stream is to be known at once.
 */
export function deferRows<Table extends object, Task extends Exclude<keyof Table & string, StreamingTask>>(
  tasks: readonly Task[],
  load: () => Promise<Table>,
): { readonly [K in Task]: Deferred<Table[K]> } {
  const table = defer(load);
  const rows = tasks.map((task) => [task, async (provider: string) => (await table(provider))[task]]);
  // The same names, each with its own row, which a list of entries does not remember.
  return Object.fromEntries(rows) as { readonly [K in Task]: Deferred<Table[K]> };
}

/** A catalog that is loaded with its first question. */
export function deferCatalog(
  make: Deferred<(config: ExchangeConfig) => ModelCatalog>,
): (config: ExchangeConfig) => ModelCatalog {
  return (config) => {
    const catalog = loadOnce(async () => (await make(config.provider))(config));
    return {
      describe: async (model, options) => (await catalog()).describe(model, options),
      async *list(query, options) {
        yield* (await catalog()).list(query, options);
      },
    };
  };
}
