import { type CallOptions, type ChatEvent, InferenceError, type TaskStream } from '@x/core';
import type { ProviderSubject } from '../../src/index.ts';
import { acme } from './acme.ts';

type Make = ProviderSubject['make'];
type Fetch = typeof globalThis.fetch;
type ChatStream = TaskStream<'chat'>;

/** A provider whose streams are read through `change`. */
const withStream =
  (change: (stream: ChatStream) => ChatStream): Make =>
  (options) => {
    const provider = acme(options);
    return {
      id: provider.id,
      tasks: provider.tasks,
      run: provider.run.bind(provider),
      prepare: provider.prepare.bind(provider),
      // The only task of this provider, so the stream is one of chat.
      stream: (task, input, call) => change(provider.stream(task, input, call) as ChatStream) as never,
    };
  };

/** A provider over another fetch. */
const withFetch =
  (change: (fetch: Fetch, key: unknown) => Fetch): Make =>
  (options) =>
    acme({ ...options, fetch: change(options.fetch ?? fetch, options.apiKey) });

const streamOf = (stream: ChatStream, events: () => AsyncGenerator<ChatEvent>): ChatStream => ({
  [Symbol.asyncIterator]: events,
  text: async function* () {
    for await (const event of events()) if (event.type === 'text-delta') yield event.text;
  },
  result: () => stream.result(),
});

/** Holds each delta back until the next is there, and forgets the last. */
export const losesLastDelta = withStream((stream) =>
  streamOf(stream, async function* () {
    let held: ChatEvent | undefined;
    for await (const event of stream) {
      if (event.type !== 'text-delta') yield event;
      else {
        if (held) yield held;
        held = event;
      }
    }
  }),
);

/** Takes an error in mid-stream for an end. */
export const swallowsErrors = withStream((stream) => {
  let text = '';
  const events = async function* (): AsyncGenerator<ChatEvent> {
    try {
      for await (const event of stream) {
        if (event.type === 'text-delta') text += event.text;
        yield event;
      }
    } catch (error) {
      if (text === '') throw error;
    }
  };
  const meta = { provider: 'acme', model: 'acme-1', attempts: 1, timing: { totalMs: 0 } };
  const half = () => ({ text, content: [], toolCalls: [], finishReason: 'stop', warnings: [], meta }) as const;
  return { ...streamOf(stream, events), result: () => stream.result().catch(half) };
});

/** Reads on in the background when its reader leaves. */
export const ignoresBreak = withStream((stream) => {
  const iterator = stream[Symbol.asyncIterator]();
  return streamOf(stream, async function* () {
    for (let pulled = await iterator.next(); !pulled.done; pulled = await iterator.next()) yield pulled.value;
  });
});

/** Asks again at any 429, as the vendors' own clients do. */
export const retriesQuota = withFetch((fetch) => async (input, init) => {
  const response = await fetch(input, init);
  return response.status === 429 ? fetch(input, init) : response;
});

/** Lets `fetch` follow redirects, with the headers it was given. */
export const followsRedirects = withFetch((fetch) => async (input, init) => {
  const response = await fetch(input, init);
  const location = response.headers.get('location');
  return location === null ? response : fetch(new URL(location, String(input)), init);
});

/** Reads the environment by itself, wherever it is sent. */
export const sendsEnvironmentKey = withFetch((fetch, key) => (input, init) => {
  const headers = new Headers(init?.headers);
  const { ACME_API_KEY } = process.env;
  if (key === undefined && ACME_API_KEY !== undefined) headers.set('authorization', `Bearer ${ACME_API_KEY}`);
  return fetch(input, { ...init, headers });
});

/** Helps its user to see which key was refused. */
export const leaksKey: Make = (options) => {
  const provider = acme(options);
  const told = (error: unknown): never => {
    if (!InferenceError.is(error)) throw error;
    throw error.with({ message: `${error.message} (key: ${String(options.apiKey)})` });
  };
  return {
    id: provider.id,
    tasks: provider.tasks,
    stream: provider.stream.bind(provider),
    prepare: provider.prepare.bind(provider),
    run: (task, input, call) => provider.run(task, input, call).catch(told),
  };
};

/** Hangs something of its own on the caller's signal and forgets it there. */
export const leavesListener: Make = (options) => {
  const provider = acme(options);
  const watch = (call: CallOptions | undefined): void =>
    call?.signal?.addEventListener('abort', () => provider.id.trim(), { once: true });
  return {
    id: provider.id,
    tasks: provider.tasks,
    prepare: provider.prepare.bind(provider),
    run: (task, input, call) => {
      watch(call);
      return provider.run(task, input, call);
    },
    stream: (task, input, call) => {
      watch(call);
      return provider.stream(task, input, call);
    },
  };
};
