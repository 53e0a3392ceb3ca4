import type { ModelCatalog } from '../contract/catalog.ts';
import { InferenceError } from '../contract/error.ts';
import { type CallOptions, type InferenceProvider, supports, type TaskStream } from '../contract/provider.ts';
import type { StreamingTask, TaskInput, TaskName, TaskOutput } from '../contract/tasks/task-map.ts';
import { hasLists, type RunsLists, runLists } from '../wire/lists.ts';
import { createTaskStream } from '../wire/task-stream.ts';
import { registryCatalog } from './registry-catalog.ts';

type Providers = Readonly<Record<string, InferenceProvider>>;
type TasksOf<P> = P extends { readonly tasks: infer R } ? Extract<keyof R, TaskName> : never;
type WithTask<R, K extends TaskName> = {
  [I in keyof R & string]: K extends TasksOf<R[I]> ? I : never;
}[keyof R & string];
type ModelString<R, K extends TaskName, Alias extends string> = `${WithTask<R, K>}:${string}` | Alias;
type RegistryInput<R, K extends TaskName, Alias extends string> = Omit<TaskInput<K>, 'model'> & {
  readonly model: ModelString<R, K, Alias>;
};

/** Providers under names of the application's own; itself a provider, so that every wrapper works on it. */
export interface Registry<R extends Providers, Alias extends string> {
  readonly id: string;
  readonly tasks: Readonly<Record<TasksOf<R[keyof R]>, true>>;
  run<K extends TasksOf<R[keyof R]>>(
    task: K,
    input: RegistryInput<R, K, Alias>,
    options?: CallOptions,
  ): Promise<TaskOutput<K>>;
  stream<K extends TasksOf<R[keyof R]> & StreamingTask>(
    task: K,
    input: RegistryInput<R, K, Alias>,
    options?: CallOptions,
  ): TaskStream<K>;
  readonly catalog?: ModelCatalog | undefined;
}

/**
 * Puts providers under names. Model strings are `name:model`, split at the first colon, or an alias of one.
 *
 * @throws InferenceError (from its calls) 'not-found' for a name that is not registered, 'unsupported' for a task that
 *   the named provider does not do.
 */
export function registry<
  const R extends Providers,
  const A extends Readonly<Record<string, `${keyof R & string}:${string}`>> = Record<never, never>,
>(providers: R, options: { readonly aliases?: A | undefined } = {}): Registry<R, keyof A & string> {
  return new NamedProviders<R, keyof A & string>(providers, options.aliases ?? {});
}

class NamedProviders<R extends Providers, Alias extends string> implements Registry<R, Alias>, RunsLists {
  readonly id = 'registry';
  readonly tasks: Readonly<Record<TasksOf<R[keyof R]>, true>>;
  readonly catalog?: ModelCatalog;
  readonly #providers: Providers;
  readonly #aliases: Readonly<Record<string, string>>;

  constructor(providers: R, aliases: Readonly<Record<string, string>>) {
    this.#providers = providers;
    this.#aliases = aliases;
    const tasks = Object.values<InferenceProvider>(providers).map((provider) => provider.tasks);
    this.tasks = Object.assign({}, ...tasks) as Readonly<Record<TasksOf<R[keyof R]>, true>>;
    const catalog = registryCatalog(providers, (model) => this.#locate(model));
    if (catalog) this.catalog = catalog;
  }

  async run<K extends TasksOf<R[keyof R]>>(
    task: K,
    input: RegistryInput<R, K, Alias>,
    options?: CallOptions,
  ): Promise<TaskOutput<K>> {
    const { provider, routed } = this.#route(task, input);
    return provider.run(task, routed, options);
  }

  stream<K extends TasksOf<R[keyof R]> & StreamingTask>(
    task: K,
    input: RegistryInput<R, K, Alias>,
    options?: CallOptions,
  ): TaskStream<K> {
    try {
      const { provider, routed } = this.#route(task, input);
      return provider.stream(task, routed, options);
    } catch (error) {
      // A stream never throws where it is made.
      return createTaskStream<K>(() => {
        throw error;
      });
    }
  }

  /** Lists go through as lists when all of them are for one provider. */
  async [runLists]<K extends TaskName>(
    task: K,
    inputs: readonly TaskInput<K>[],
    options?: CallOptions,
  ): Promise<readonly TaskOutput<K>[] | undefined> {
    const located = inputs.map((input) => this.#locate(input.model));
    const [first] = located;
    if (first === undefined || located.some(({ provider }) => provider !== first.provider)) return undefined;
    if (!hasLists(first.provider)) return undefined;
    const routed = inputs.map((input, place) => ({ ...input, model: located[place]?.model ?? input.model }));
    return first.provider[runLists](task, routed, options);
  }

  #route<K extends TaskName>(
    task: K,
    input: { readonly model: string },
  ): { provider: InferenceProvider<K>; routed: TaskInput<K> } {
    const { name, provider, model } = this.#locate(input.model);
    if (!supports(provider, task)) {
      const able = Object.entries(this.#providers).flatMap(([other, p]) => (supports(p, task) ? [other] : []));
      const instead = able.length > 0 ? `; ${able.join(', ')} can` : '';
      throw this.#error('unsupported', `${name} does not do ${task}${instead}`, model);
    }
    // `input` is TaskInput<K> with a narrower model, which is replaced here by a plain one.
    return { provider, routed: { ...input, model } as TaskInput<K> };
  }

  #locate(model: string): { name: string; provider: InferenceProvider; model: string } {
    const full = Object.hasOwn(this.#aliases, model) ? (this.#aliases[model] ?? model) : model;
    const colon = full.indexOf(':');
    const name = colon === -1 ? full : full.slice(0, colon);
    const provider = Object.hasOwn(this.#providers, name) ? this.#providers[name] : undefined;
    if (colon === -1 || provider === undefined) {
      const known = [...Object.keys(this.#providers).map((other) => `${other}:…`), ...Object.keys(this.#aliases)];
      throw this.#error(
        'not-found',
        `"${full}" names no provider here. Write name:model with one of ${known.join(', ')}`,
      );
    }
    return { name, provider, model: full.slice(colon + 1) };
  }

  #error(code: 'not-found' | 'unsupported', message: string, model?: string): InferenceError {
    return new InferenceError({ code, provider: this.id, model, message });
  }
}
