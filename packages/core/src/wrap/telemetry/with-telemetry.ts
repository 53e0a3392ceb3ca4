import { InferenceError } from '../../contract/error.ts';
import type { InferenceProvider, TaskStream } from '../../contract/provider.ts';
import type { StreamingTask, TaskName } from '../../contract/tasks/task-map.ts';
import { ambientPlatform } from '../../wire/platform.ts';
import { type RelayableStream, RelayedStream } from '../relayed-stream.ts';
import { wrapProvider } from '../wrap-provider.ts';
import { type Operation, RecordedOperation, type TelemetryApi } from './operation.ts';

export interface TelemetryOptions {
  /** Whether what is said goes into the spans: messages, instructions, tools and answers. Default false. */
  readonly recordContent?: boolean | undefined;
}

/**
 * Records each call with OpenTelemetry, by its semantic conventions for generative AI: a client span `chat <model>` from
 * the call to the end of its answer, with settings, usage, finish reason and `error.type` (our error codes), and the
 * metrics `gen_ai.client.operation.duration`, `gen_ai.client.operation.time_to_first_chunk` (seconds) and
 * `gen_ai.client.token.usage`. A stream's span begins at its first pull and ends with it, also when it is left.
 *
 * Goes through `@opentelemetry/api`, an optional peer, loaded at the first call; where the spans and figures go is for
 * the application to set up. The span is active while the call is made, so spans of the HTTP client stand under it.
 * Inputs that share one request are one span, with the settings of the first.
 *
 * @throws InferenceError (from its calls) 'unsupported' when `@opentelemetry/api` is not installed, and what the
 *   provider throws.
 */
export function withTelemetry<T extends TaskName>(
  provider: InferenceProvider<T>,
  { recordContent = false }: TelemetryOptions = {},
): InferenceProvider<T> {
  const begin = async (operation: Pick<Operation, 'task' | 'input' | 'streaming'>): Promise<RecordedOperation> =>
    new RecordedOperation(await loadApi(), { provider: provider.id, recordContent, ...operation }, ambientPlatform.now);

  return wrapProvider(provider, {
    run: async (task, input, options) => {
      const recorded = await begin({ task, input, streaming: false });
      return recorded.within(async () => {
        try {
          const output = await provider.run(task, input, options);
          recorded.answered(output);
          return output;
        } catch (error) {
          recorded.failed(error);
          throw error;
        }
      });
    },
    open: (task, input, options) => {
      let recorded: RecordedOperation | undefined;
      return new RelayedStream({
        provider: provider.id,
        model: input.model,
        open: async (left) => {
          recorded = await begin({ task, input, streaming: true });
          if (left.aborted) recorded.left();
          return readWithin(recorded, provider.stream(task, input, options));
        },
        event: () => recorded?.chunk(),
        whole: (output) => {
          recorded?.answered(output);
          return output;
        },
        failed: (error) => {
          recorded?.failed(error);
          return error;
        },
        left: () => recorded?.left(),
      });
    },
    list: async ({ task, inputs, options, send }) => {
      const [input] = inputs;
      if (input === undefined) return send(inputs, options);
      const recorded = await begin({ task, input, streaming: false });
      return recorded.within(async () => {
        try {
          const outputs = await send(inputs, options);
          // Inputs that cannot share a request come again one by one; a span that is not ended is not seen.
          if (outputs?.[0]) recorded.answered(outputs[0]);
          return outputs;
        } catch (error) {
          recorded.failed(error);
          throw error;
        }
      });
    },
  });
}

/** The same stream, read with the span as the active one. */
function readWithin<K extends StreamingTask>(recorded: RecordedOperation, stream: TaskStream<K>): RelayableStream<K> {
  const events = stream[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => recorded.within(() => events.next()),
      return: async () => (await events.return?.()) ?? { done: true, value: undefined },
    }),
    result: () => stream.result(),
  };
}

/** Loaded once it is needed, because applications without telemetry do not have it. */
const loadApi = async (): Promise<TelemetryApi> =>
  import('@opentelemetry/api').catch(() => {
    throw new InferenceError({
      code: 'unsupported',
      provider: 'telemetry',
      message:
        'withTelemetry needs the package @opentelemetry/api, which is not installed. Add it, or take the wrapper off',
    });
  });
