import type { ChatInput, InferenceError, InferenceProvider } from '@x/core';
import { bearer, defineProvider } from '@x/core/adapter';
import type { ScriptedReply } from '../scripted-fetch/reply.ts';
import { scriptedFetch } from '../scripted-fetch/scripted-fetch.ts';
import { dataFrame } from '../wires/frames.ts';
import { errorOf, eventsOf, type FakeAnswer } from './fake-answer.ts';
import { type FakeRequest, fakeChat } from './fake-wire.ts';

/** Answers in order, the last of them again and again; or a function of the input and its number, from 1. */
export type FakeScript =
  | string
  | FakeAnswer
  | readonly FakeAnswer[]
  | ((input: ChatInput, count: number) => FakeAnswer);

/** A provider whose answers are written down beforehand. */
export interface FakeProvider extends InferenceProvider<'chat'> {
  /** What it was asked, in order. */
  readonly inputs: readonly ChatInput[];
}

/**
 * Makes a provider for the tests of code that uses one: nothing is sent, and every answer is scripted. Streams, aborts,
 * timeouts and `partial` are those of the real providers, because the engine behind them is.
 *
 * A failure is not tried again unless the call's `retry` says so; every attempt then takes the next answer.
 *
 * @param options `id` is the provider's, default 'fake'.
 * @example
 * const provider = fakeProvider([{ error: 'rate-limit' }, { text: ['Hello', ' there'] }]);
 * await provider.run('chat', { model: 'any', prompt: 'Hi' }); // rejects with InferenceError 'rate-limit'
 * (await provider.run('chat', { model: 'any', prompt: 'Hi' })).text; // 'Hello there'
 *
 * @throws RangeError when the script is an empty list.
 */
export function fakeProvider(script: FakeScript, options: { readonly id?: string | undefined } = {}): FakeProvider {
  const { id = 'fake' } = options;
  const inputs: ChatInput[] = [];
  const errors: InferenceError[] = [];
  const answerTo = answers(script);
  const fetch = scriptedFetch(({ json }, count) => {
    const { place, streaming } = json as FakeRequest;
    const input = inputs[place];
    if (input === undefined) throw new RangeError('a fake provider was asked over a wire that is not its own');
    const answer = answerTo(input, count);
    const events = eventsOf(answer, (error) => errors.push(errorOf(error, id, input.model)) - 1);
    return replyOf(answer, events, streaming);
  });
  const create = defineProvider({
    id,
    baseUrl: 'https://fake.invalid/chat',
    keys: { scheme: bearer, environment: [], hosts: [], page: 'https://fake.invalid/keys' },
    errors: () => undefined,
    tasks: () => ({ chat: fakeChat(inputs, errors) }),
  });
  return Object.assign(create({ fetch, retry: { limit: 0 } }), { inputs });
}

function answers(script: FakeScript): (input: ChatInput, count: number) => FakeAnswer {
  if (typeof script === 'function') return script;
  if (typeof script === 'string') return () => ({ text: script });
  const list: readonly FakeAnswer[] = Array.isArray(script) ? script : [script];
  const last = list.at(-1);
  if (last === undefined) throw new RangeError('fakeProvider has nothing to say: give it at least one answer');
  return (_, count) => list[count - 1] ?? last;
}

function replyOf(
  { delayMs, betweenMs, hangs }: FakeAnswer,
  events: readonly unknown[],
  streaming: boolean,
): ScriptedReply {
  const timing = { delayMs, betweenMs, ending: hangs ? 'hang' : 'close' } as const;
  if (streaming) return { frames: events.map(dataFrame), ...timing };
  return { json: events, ...timing };
}
