import type { CallOptions, ChatInput, ChatOutput, InferenceProvider } from '@x/core';

/** A provider whose answers are texts from a function, and that keeps what it was asked. */
export interface StandIn extends InferenceProvider<'chat'> {
  readonly asked: ChatInput[];
  readonly signals: (AbortSignal | undefined)[];
}

export function standIn(answer: (input: ChatInput, call: number) => string | Error | Promise<string>): StandIn {
  const asked: ChatInput[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const run = async (_task: 'chat', input: ChatInput, { signal }: CallOptions = {}): Promise<ChatOutput> => {
    asked.push(input);
    signals.push(signal);
    const text = await answer(input, asked.length - 1);
    if (text instanceof Error) throw text;
    return {
      text,
      content: [{ type: 'text', text }],
      toolCalls: [],
      finishReason: 'stop',
      warnings: [],
      meta: { provider: 'stand-in', model: input.model, attempts: 1, timing: { totalMs: 1 } },
    };
  };
  return {
    id: 'stand-in',
    tasks: { chat: true },
    asked,
    signals,
    // The port is generic over the tasks that a provider has; this one has a single task.
    run: run as InferenceProvider<'chat'>['run'],
    stream: () => {
      throw new Error('a judge is not streamed');
    },
  };
}

/** What a judge answers. */
export const verdict = (winner: string, reason = 'because'): string => JSON.stringify({ reason, winner });

/** The two answers of a judge's question, in the order shown. */
export function shownIn({ prompt = '' }: ChatInput): readonly [first: string, second: string] {
  const text = (name: string): string =>
    new RegExp(`\\[begin ${name} (\\w+)\\]\\n([\\s\\S]*)\\n\\[end ${name} \\1\\]`).exec(prompt)?.[2] ?? '';
  return [text('first answer'), text('second answer')];
}
