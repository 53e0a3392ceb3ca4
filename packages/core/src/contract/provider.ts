import type { ModelCatalog } from './catalog.ts';
import type { Warning } from './output.ts';
import type { StreamingTask, TaskEvent, TaskInput, TaskName, TaskOutput } from './tasks/task-map.ts';

/**
 * Milliseconds. `firstByte` (default 60 000) bounds the wait for the response's headers, `idle` (60 000) each wait for
 * more of its body, `total` (none) the whole call with its retries and waits.
 */
export interface Timeouts {
  readonly firstByte?: number | undefined;
  readonly idle?: number | undefined;
  readonly total?: number | undefined;
}

/**
 * `limit`: retries after the first attempt, default 2. `maxWait`: the longest single wait in milliseconds, default
 * 60 000; a vendor that asks for more fails the call at once.
 */
export interface RetryPolicy {
  readonly limit?: number | undefined;
  readonly maxWait?: number | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: Timeouts | undefined;
  readonly retry?: RetryPolicy | undefined;
  /** Sent beside the provider's own; these win. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What to do with a setting that the model does not take. Default 'warn': drop it and say so in `warnings`. */
  readonly onUnsupported?: 'warn' | 'error' | 'ignore' | undefined;
}

/** Nothing is sent before the first pull. Breaking out, `return()` or an abort closes the connection. */
export interface TaskStream<K extends TaskName> extends AsyncIterable<TaskEvent<K>> {
  /** The text deltas alone. */
  text(): AsyncIterable<string>;
  /** The whole answer: drains what has not been read. Rejects, with `partial`, if the stream failed. */
  result(): Promise<TaskOutput<K>>;
}

/** The one port: what every consumer depends on. `Tasks` is what the provider can do. */
export interface InferenceProvider<Tasks extends TaskName = never> {
  readonly id: string;
  /** Capability: data at run time, a type at compile time. */
  readonly tasks: Readonly<Record<Tasks, true>>;
  /** @throws InferenceError and nothing else. */
  run<K extends Tasks>(task: K, input: TaskInput<K>, options?: CallOptions): Promise<TaskOutput<K>>;
  /** Never throws synchronously: every failure arrives through the iterator or `result()`. */
  stream<K extends Tasks & StreamingTask>(task: K, input: TaskInput<K>, options?: CallOptions): TaskStream<K>;
  readonly catalog?: ModelCatalog | undefined;
}

/** A request as it would be sent, without its secrets. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly warnings: readonly Warning[];
}

/** An HTTP provider can also show what it would send: for debugging, and for tests against a specification. */
export interface HttpProvider<Tasks extends TaskName = never> extends InferenceProvider<Tasks> {
  prepare<K extends Tasks>(
    task: K,
    input: TaskInput<K>,
    options?: { readonly stream?: boolean | undefined },
  ): Promise<PreparedRequest>;
}

/** Narrows a provider of unknown abilities to one that does `task`. */
export function supports<Known extends TaskName, K extends TaskName>(
  provider: InferenceProvider<Known>,
  task: K,
): provider is InferenceProvider<Known | K> {
  return Object.hasOwn(provider.tasks, task);
}

/** A key, or a function that is asked for it at every call, so that keys can rotate. */
export type Secret = string | (() => string | undefined | Promise<string | undefined>);

export interface HttpProviderOptions {
  /** Default: the provider's name. Give another when one vendor's adapter is used for several hosts. */
  readonly id?: string | undefined;
  /**
   * Default: the vendor's environment variable, read at the first call and sent to the vendor's own hosts only. With
   * another `baseUrl` and no `apiKey`, no key is sent.
   */
  readonly apiKey?: Secret | undefined;
  /** Replaces everything before the path of the call. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly timeout?: Timeouts | undefined;
  readonly retry?: RetryPolicy | undefined;
  /** A key in a browser is refused unless this is true. */
  readonly allowBrowser?: boolean | undefined;
}
