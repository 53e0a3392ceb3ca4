import type { ModelCatalog } from '../contract/catalog.ts';
import { InferenceError } from '../contract/error.ts';
import type {
  CallOptions,
  HttpProvider,
  HttpProviderOptions,
  PreparedRequest,
  TaskStream,
} from '../contract/provider.ts';
import type { StreamingTask, TaskInput, TaskName, TaskOutput } from '../contract/tasks/task-map.ts';
import type { KeyRules } from './auth.ts';
import { addressOf, headersOf, type Transport, withoutSecrets } from './connection.ts';
import type { ErrorReader } from './error-reader.ts';
import { Exchange, type ExchangeConfig } from './exchange.ts';
import { type RunsLists, runLists } from './lists.ts';
import { ambientPlatform, type Platform } from './platform.ts';
import { runTask } from './run.ts';
import { WireStream } from './stream.ts';
import { createTaskStream } from './task-stream.ts';
import type { WireRow, WireTable } from './wire-task.ts';

/** A vendor's table of contents. */
export interface ProviderDefinition<Options extends HttpProviderOptions, Table extends WireTable> {
  readonly id: string;
  /** Everything before the path of a call, where the caller gives no other. */
  readonly baseUrl: string;
  readonly keys: KeyRules;
  readonly errors: ErrorReader;
  /** One row a task. The catalog, where there is one, is for rows that have to know a model before they call it. */
  readonly tasks: (options: Options, catalog: ModelCatalog | undefined) => Table;
  readonly headers?: ((options: Options) => Readonly<Record<string, string | undefined>>) | undefined;
  readonly catalog?: ((config: ExchangeConfig) => ModelCatalog) | undefined;
  /** What carries calls where the caller gives no `fetch`; the full doors take `throughKy`. Default: straight to `fetch`. */
  readonly transport?: Transport | undefined;
}

/** What a provider's calls need, from a vendor's definition and the caller's options. */
export function exchangeConfig<Options extends HttpProviderOptions>(
  definition: Pick<
    ProviderDefinition<Options, WireTable>,
    'id' | 'baseUrl' | 'keys' | 'errors' | 'headers' | 'transport'
  >,
  options: Options,
  platform: Platform = ambientPlatform,
): ExchangeConfig {
  return {
    provider: options.id ?? definition.id,
    baseUrl: options.baseUrl,
    defaultBaseUrl: definition.baseUrl,
    rules: definition.keys,
    apiKey: options.apiKey,
    allowBrowser: options.allowBrowser ?? false,
    fetch: options.fetch,
    transport: definition.transport,
    headers: { ...definition.headers?.(options), ...options.headers },
    timeout: options.timeout,
    retry: options.retry,
    errors: definition.errors,
    platform,
  };
}

type TasksOf<Table> = Extract<keyof Table, TaskName>;

/** Makes the factory of an HTTP provider. Nothing is read or sent until a call is made. */
export function defineProvider<Options extends HttpProviderOptions, Table extends WireTable>(
  definition: ProviderDefinition<Options, Table>,
): (options?: Options, platform?: Platform) => HttpProvider<TasksOf<Table>> {
  return (options, platform) => {
    const given = options ?? ({} as Options);
    const config = exchangeConfig(definition, given, platform);
    const catalog = definition.catalog?.(config);
    return new WireProvider(config, definition.tasks(given, catalog), catalog);
  };
}

const rowOf = <K extends TaskName>(table: WireTable, task: K): WireRow<K> | undefined =>
  Object.hasOwn(table, task) ? table[task] : undefined;

class WireProvider<Table extends WireTable> implements HttpProvider<TasksOf<Table>>, RunsLists {
  readonly id: string;
  readonly tasks: Readonly<Record<TasksOf<Table>, true>>;
  readonly catalog?: ModelCatalog;
  readonly #config: ExchangeConfig;
  readonly #table: Table;

  constructor(config: ExchangeConfig, table: Table, catalog: ModelCatalog | undefined) {
    this.id = config.provider;
    this.#config = config;
    this.#table = table;
    const names = Object.keys(table).map((task) => [task, true]);
    this.tasks = Object.fromEntries(names) as Readonly<Record<TasksOf<Table>, true>>;
    if (catalog) this.catalog = catalog;
  }

  async run<K extends TasksOf<Table>>(task: K, input: TaskInput<K>, options?: CallOptions): Promise<TaskOutput<K>> {
    const row = this.#row(task, input);
    return runTask(row, input, new Exchange(this.#config, input.model, input, options));
  }

  stream<K extends TasksOf<Table> & StreamingTask>(task: K, input: TaskInput<K>, options?: CallOptions): TaskStream<K> {
    return createTaskStream<K>(() => {
      const row = this.#row(task, input);
      if (typeof row === 'function' || row.speech === undefined)
        throw this.#unsupported(task, 'it does not stream that task');
      return new WireStream(row, row.speech, input, new Exchange(this.#config, input.model, input, options));
    });
  }

  async prepare<K extends TasksOf<Table>>(
    task: K,
    input: TaskInput<K>,
    options: { readonly stream?: boolean | undefined } = {},
  ): Promise<PreparedRequest> {
    const asked = this.#row(task, input);
    const exchange = new Exchange(this.#config, input.model, input);
    try {
      const row = await exchange.loaded(asked);
      const [first = input] = row.batches?.split(input) ?? [];
      const request = await exchange.write((context) => row.request(first, context), options.stream ?? false);
      return {
        method: request.method ?? 'POST',
        url: addressOf(request).href,
        headers: withoutSecrets(headersOf(request, this.#config, undefined)),
        body: typeof request.body === 'string' ? JSON.parse(request.body) : request.body,
        warnings: exchange.warnings,
      };
    } finally {
      exchange.control.dispose();
    }
  }

  async [runLists]<K extends TaskName>(
    task: K,
    inputs: readonly TaskInput<K>[],
    options?: CallOptions,
  ): Promise<readonly TaskOutput<K>[] | undefined> {
    const asked = rowOf(this.#table, task);
    const [first] = inputs;
    if (asked === undefined || first === undefined) return undefined;
    const exchange = new Exchange(this.#config, first.model, inputs, options);
    try {
      const { many } = await exchange.loaded(asked);
      return await many?.run(many, inputs, exchange);
    } finally {
      exchange.control.dispose();
    }
  }

  #row<K extends TasksOf<Table>>(task: K, input: TaskInput<K>): WireRow<K> {
    const row = rowOf(this.#table, task);
    if (row === undefined) {
      throw this.#unsupported(task, `it has ${Object.keys(this.#table).join(', ')}`);
    }
    if (typeof input?.model !== 'string' || input.model.trim() === '') {
      const message = `${this.id}: no model was named. Set model to the name that the provider gives it`;
      throw new InferenceError({ code: 'invalid-request', provider: this.id, message });
    }
    return row;
  }

  #unsupported(task: string, why: string): InferenceError {
    const message = `${this.id} does not do ${task}; ${why}. Take another provider for this task`;
    return new InferenceError({ code: 'unsupported', provider: this.id, message });
  }
}
