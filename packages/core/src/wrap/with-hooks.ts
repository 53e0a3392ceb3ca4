import { InferenceError } from '../contract/error.ts';
import type { Warning } from '../contract/output.ts';
import type { InferenceProvider } from '../contract/provider.ts';
import type { TaskInput, TaskName, TaskOutput } from '../contract/tasks/task-map.ts';
import { kindOf } from '../wire/kind-of.ts';
import { withDetails, withWarnings } from './carry-over.ts';
import { RelayedStream } from './relayed-stream.ts';
import { wrapProvider } from './wrap-provider.ts';

/** What is told of each call. They are called and not waited for. */
export interface Hooks<T extends TaskName> {
  /** Before a call; for a stream, at its first pull. */
  onRequest?(task: T, input: TaskInput<T>): void;
  /** After an answer; for a stream, before its `end` event is handed on. */
  onResponse?(task: T, output: TaskOutput<T>): void;
  /** After a failure. A stream that its reader leaves early is told here as 'aborted'. */
  onError?(task: T, error: InferenceError): void;
}

/**
 * Tells `hooks` of every call: `onRequest`, and then exactly one of `onResponse` and `onError`. Inputs that share one
 * request are told one by one, once it is known that they share it, and so after it.
 *
 * A hook observes and does not decide: one that throws changes no outcome. That it did is said in the answer's
 * `warnings` (setting `hooks.onRequest` …) or, where the call failed too, at the end of the error's message; the words
 * of what was thrown are not repeated. The error of a stream that was left early has no reader, so there a hook that
 * throws is not reported.
 *
 * @throws InferenceError (from its calls) what the provider throws.
 */
export function withHooks<T extends TaskName>(provider: InferenceProvider<T>, hooks: Hooks<T>): InferenceProvider<T> {
  return wrapProvider(provider, {
    run: async (task, input, options) => {
      const told = new CallHooks(hooks, task);
      told.request(input);
      try {
        return told.response(await provider.run(task, input, options));
      } catch (error) {
        throw told.failure(error);
      }
    },
    open: (task, input, options) => {
      const told = new CallHooks(hooks, task);
      return new RelayedStream({
        provider: provider.id,
        model: input.model,
        open: () => {
          told.request(input);
          return provider.stream(task, input, options);
        },
        whole: (output) => told.response(output),
        failed: (error) => told.failure(error),
        left: (error) => void told.failure(error),
      });
    },
    list: async ({ task, inputs, options, send }) => {
      // Only a task of this provider can get here, and so only one that the hooks know.
      const calls = inputs.map((input) => ({ input, told: new CallHooks<TaskName>(hooks as Hooks<TaskName>, task) }));
      try {
        const outputs = await send(inputs, options);
        if (outputs) for (const { told, input } of calls) told.request(input);
        return outputs?.map((output, place) => calls[place]?.told.response(output) ?? output);
      } catch (error) {
        for (const { told, input } of calls) told.request(input);
        throw calls.map(({ told }) => told.failure(error)).at(-1) ?? error;
      }
    },
  });
}

/** The hooks of one call, and what they threw. */
class CallHooks<T extends TaskName> {
  readonly #hooks: Hooks<T>;
  readonly #task: T;
  readonly #warnings: Warning[] = [];

  constructor(hooks: Hooks<T>, task: T) {
    this.#hooks = hooks;
    this.#task = task;
  }

  request(input: TaskInput<T>): void {
    this.#tell('onRequest', () => this.#hooks.onRequest?.(this.#task, input));
  }

  response<K extends T>(output: TaskOutput<K>): TaskOutput<K> {
    this.#tell('onResponse', () => this.#hooks.onResponse?.(this.#task, output));
    return withWarnings(output, this.#warnings);
  }

  failure(error: unknown): unknown {
    if (!InferenceError.is(error)) return error;
    this.#tell('onError', () => this.#hooks.onError?.(this.#task, error));
    if (this.#warnings.length === 0) return error;
    return withDetails(error, { message: [error.message, ...this.#warnings.map(({ message }) => message)].join('. ') });
  }

  #tell(name: keyof Hooks<T>, hook: () => void): void {
    try {
      hook();
    } catch (error) {
      this.#warnings.push({
        type: 'changed',
        setting: `hooks.${name}`,
        message: `The ${name} hook failed (${kindOf(error)}); the call went on without it`,
      });
    }
  }
}
