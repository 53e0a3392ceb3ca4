import { InferenceError } from '../../contract/error.ts';
import type { OutputBase, Warning } from '../../contract/output.ts';
import type { CallOptions, InferenceProvider } from '../../contract/provider.ts';
import type { StreamingTask, TaskInput, TaskName, TaskOutput } from '../../contract/tasks/task-map.ts';
import { abortedError } from '../../wire/call-control.ts';
import { kindOf } from '../../wire/kind-of.ts';
import { ambientPlatform } from '../../wire/platform.ts';
import { createTaskStream } from '../../wire/task-stream.ts';
import { withMeta, withWarnings } from '../carry-over.ts';
import { type RelayableStream, RelayedStream } from '../relayed-stream.ts';
import { wrapProvider } from '../wrap-provider.ts';
import { AnswerStore, warning } from './answer-store.ts';
import { cacheKey } from './cache-key.ts';
import { MemoryStore, type Store } from './memory-store.ts';
import { replay } from './replay.ts';
import { SharedStream } from './shared-stream.ts';
import { SharedWork } from './shared-work.ts';

export interface CacheOptions {
  /** Default: memory of this process, 1,000 answers, the one that was not asked for longest going first. */
  readonly store?: Store | undefined;
  /** Milliseconds for which an answer is good, handed to the store. Default: as long as the store keeps it. */
  readonly ttlMs?: number | undefined;
}

/**
 * Answers again what it was asked before: the same provider id, task and input (media by their bytes, schemas by their
 * JSON Schema; never a key or header). `run` and `stream` share answers: a kept one is replayed as a stream, each part
 * as one delta.
 *
 * Identical calls that are under way share one: the first one's options hold, and any of them may be aborted without
 * harm to the others. An answer that cost its caller no call of its own has `meta.cached: true`, and the `timing` and
 * `attempts` of the call that was made. Failures are not
 * kept, nor answers that a limit cut or that ended for an unknown reason. Inputs that share one request are kept as one.
 *
 * A store that throws, and an input that cannot be addressed, fail no call: the provider is asked, and the answer says
 * so in `warnings` (setting `cache`). A store that never settles is bounded by the caller's signal only.
 *
 * @throws InferenceError (from its calls) what the provider throws.
 */
export function withCache<T extends TaskName>(
  provider: InferenceProvider<T>,
  { store = new MemoryStore(ambientPlatform.now), ttlMs }: CacheOptions = {},
): InferenceProvider<T> {
  const cache = new CachedCalls(provider.id, new AnswerStore(store, ttlMs));
  return wrapProvider(provider, {
    run: async (task, input, call) => {
      const outputs = await cache.answers(task, [input], call, async (shared) => [
        await provider.run(task, input, shared),
      ]);
      const [output] = outputs ?? [];
      if (output) return output;
      throw new InferenceError({
        code: 'bad-response',
        provider: provider.id,
        message: 'There is no answer. Ask again',
      });
    },
    open: (task, input, call) => cache.stream(task, input, call, (shared) => provider.stream(task, input, shared)),
    list: ({ task, inputs, options, send }) => cache.answers(task, inputs, options, (shared) => send(inputs, shared)),
  });
}

/** The calls of one wrapped provider: what is kept of them, and those that are under way. */
class CachedCalls {
  readonly #provider: string;
  readonly #kept: AnswerStore;
  // What is under an address is of the task that the address was made for.
  readonly #works = new Map<string, SharedWork<readonly OutputBase[] | undefined>>();
  readonly #streams = new Map<string, SharedStream<StreamingTask>>();

  constructor(provider: string, kept: AnswerStore) {
    this.#provider = provider;
    this.#kept = kept;
  }

  async answers<K extends TaskName>(
    task: K,
    inputs: readonly TaskInput<K>[],
    call: CallOptions,
    ask: (shared: CallOptions) => Promise<readonly TaskOutput<K>[] | undefined>,
  ): Promise<readonly TaskOutput<K>[] | undefined> {
    const aborted = (): InferenceError => this.#aborted(inputs[0]);
    if (call.signal?.aborted) throw aborted();
    const { key, warnings } = await this.#address(task, inputs, call);
    if (key === undefined) return (await ask(call))?.map((output) => withWarnings(output, warnings));
    const underWay = this.#works.get(key);
    const work =
      underWay ??
      new SharedWork<readonly OutputBase[] | undefined>(
        (signal) => this.#findOrAsk(key, () => ask({ ...call, signal })),
        () => void this.#works.delete(key),
      );
    if (!underWay) this.#works.set(key, work);
    const outputs = (await work.wait(call.signal, aborted)) as readonly TaskOutput<K>[] | undefined;
    return underWay ? outputs?.map((output) => withMeta(output, { cached: true })) : outputs;
  }

  stream<K extends StreamingTask>(
    task: K,
    input: TaskInput<K>,
    call: CallOptions,
    ask: (shared: CallOptions) => RelayableStream<K>,
  ): RelayedStream<K> {
    const aborted = (): InferenceError => this.#aborted(input);
    let joined = false;
    return new RelayedStream({
      provider: this.#provider,
      model: input.model,
      open: async (left) => {
        if (call.signal?.aborted) throw aborted();
        const { key, warnings } = await this.#address(task, [input], call);
        if (left.aborted) throw aborted();
        if (key === undefined) return withResult(ask(call), async (output) => withWarnings(output, warnings));
        const underWay = this.#streams.get(key) as SharedStream<K> | undefined;
        joined = underWay !== undefined;
        const shared = underWay ?? this.#share(key, input, () => ask({ ...call, signal: undefined }));
        return shared.read(call.signal, aborted);
      },
      whole: (output) => (joined ? withMeta(output, { cached: true }) : output),
    });
  }

  async #findOrAsk<K extends TaskName>(
    key: string,
    ask: () => Promise<readonly TaskOutput<K>[] | undefined>,
  ): Promise<readonly OutputBase[] | undefined> {
    const warnings: Warning[] = [];
    const found = await this.#kept.find(key, warnings);
    if (found) return found;
    const outputs = await ask();
    if (outputs) await this.#kept.keep(key, outputs, warnings);
    return outputs?.map((output) => withWarnings(output, warnings));
  }

  /** Closing the last reader's stream closes what is under it, so the call below needs no signal of its own. */
  #share<K extends StreamingTask>(key: string, input: TaskInput<K>, ask: () => RelayableStream<K>): SharedStream<K> {
    const warnings: Warning[] = [];
    const stream = createTaskStream<K>(
      () =>
        new RelayedStream({
          provider: this.#provider,
          model: input.model,
          open: async () => {
            const found = await this.#kept.find(key, warnings);
            const [output] = (found ?? []) as readonly TaskOutput<K>[];
            if (output) return replay(output);
            return withResult(ask(), async (whole) => {
              await this.#kept.keep(key, [whole], warnings);
              return withWarnings(whole, warnings);
            });
          },
        }),
    );
    const shared = new SharedStream(stream, () => void this.#streams.delete(key));
    this.#streams.set(key, shared as SharedStream<StreamingTask>);
    return shared;
  }

  async #address<K extends TaskName>(
    task: K,
    inputs: readonly TaskInput<K>[],
    { onUnsupported }: CallOptions,
  ): Promise<{ readonly key?: string; readonly warnings: readonly Warning[] }> {
    try {
      return { key: await cacheKey({ provider: this.#provider, task, inputs, onUnsupported }), warnings: [] };
    } catch (error) {
      return { warnings: [warning(`the input has no address (${kindOf(error)})`)] };
    }
  }

  #aborted(input: { readonly model: string } | undefined): InferenceError {
    return abortedError({ provider: this.#provider, model: input?.model ?? '' }, 'aborted');
  }
}

/** The same stream, its answer changed when it is whole. */
const withResult = <K extends StreamingTask>(
  stream: RelayableStream<K>,
  change: (output: TaskOutput<K>) => Promise<TaskOutput<K>>,
): RelayableStream<K> => ({
  [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator](),
  result: async () => change(await stream.result()),
});
