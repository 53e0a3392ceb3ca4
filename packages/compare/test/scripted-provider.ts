import type {
  CallOptions,
  ChatEvent,
  ChatInput,
  ChatOutput,
  FinishReason,
  InferenceProvider,
  TaskStream,
  Usage,
} from '@x/core';

/** What a call is answered with. */
export interface Script {
  readonly deltas?: readonly string[];
  readonly finishReason?: FinishReason;
  readonly usage?: Usage;
  readonly cached?: boolean;
  /** Thrown after the deltas. */
  readonly error?: unknown;
  /** Waited for after the deltas, unless the signal comes first. */
  readonly until?: Promise<void>;
  /** Goes on waiting when the signal comes. */
  readonly deaf?: boolean;
}

/** A provider that answers by a script and keeps what it was asked. */
export interface ScriptedProvider extends InferenceProvider<'chat'> {
  readonly calls: ChatInput[];
  readonly signals: AbortSignal[];
}

export const forever = new Promise<void>(() => {});

export function scripted(id: string, scriptFor: (input: ChatInput, call: number) => Script): ScriptedProvider {
  const calls: ChatInput[] = [];
  const signals: AbortSignal[] = [];
  const stream = (_task: 'chat', input: ChatInput, { signal }: CallOptions = {}): TaskStream<'chat'> => {
    const script = scriptFor(input, calls.length);
    const begin = () => {
      calls.push(input);
      if (signal !== undefined) signals.push(signal);
    };
    return new ScriptedStream(eventsOf(script, id, input.model, begin, signal));
  };
  return {
    id,
    tasks: { chat: true },
    calls,
    signals,
    run: () => Promise.reject(new Error('a comparison streams')),
    // The port is generic over the tasks that a provider has; this one has a single task.
    stream: stream as InferenceProvider<'chat'>['stream'],
  };
}

/** The text of a call's last message. */
export const asked = (input: ChatInput): string => String(input.messages?.at(-1)?.content);

class ScriptedStream implements TaskStream<'chat'> {
  readonly #events: AsyncGenerator<ChatEvent, void>;
  #output: ChatOutput | undefined;
  #text = '';

  constructor(events: AsyncGenerator<ChatEvent, void>) {
    this.#events = events;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ChatEvent, void> {
    for await (const event of this.#events) {
      if (event.type === 'text-delta') this.#text += event.text;
      if (event.type === 'end') this.#output = { text: this.#text, content: [], toolCalls: [], ...event };
      yield event;
    }
  }

  async *text(): AsyncGenerator<string, void> {
    for await (const event of this) if (event.type === 'text-delta') yield event.text;
  }

  async result(): Promise<ChatOutput> {
    for await (const event of this) void event;
    if (this.#output === undefined) throw new Error('the script has no end');
    return this.#output;
  }
}

async function* eventsOf(
  script: Script,
  provider: string,
  model: string,
  begin: () => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<ChatEvent, void> {
  begin();
  for (const text of script.deltas ?? ['answer']) yield { type: 'text-delta', index: 0, text };
  if (script.until !== undefined) await waitFor(script.until, script.deaf === true ? undefined : signal);
  if (script.error !== undefined) throw script.error;
  yield {
    type: 'end',
    finishReason: script.finishReason ?? 'stop',
    usage: script.usage,
    warnings: [],
    meta: { provider, model, attempts: 1, timing: { totalMs: 20, firstTokenMs: 5 }, cached: script.cached },
  };
}

function waitFor(until: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    until.then(resolve, reject);
  });
}
