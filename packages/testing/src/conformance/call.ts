import type { CallOptions, ChatEvent, ChatInput, ChatOutput, HttpProvider } from '@x/core';
import type { ScriptedResponse } from '../scripted-fetch/reply.ts';
import { type FetchScript, type ScriptedFetch, scriptedFetch } from '../scripted-fetch/scripted-fetch.ts';
import type { ProviderSubject, SubjectOptions } from '../subject.ts';
import type { AnswerScript, ErrorFixture } from '../wires/wire-fixture.ts';
import type { Mode, Trial } from './scenario.ts';
import { passedKey, prompt } from './texts.ts';

/** What came of one call. */
export interface Outcome {
  readonly output?: ChatOutput | undefined;
  readonly error?: unknown;
  /** What a stream handed out; empty for `run`. */
  readonly events: readonly ChatEvent[];
  readonly fetch: ScriptedFetch;
}

/** What one call is made with, where it is not the usual. */
export interface CallSettings {
  readonly input?: Partial<ChatInput> | undefined;
  readonly options?: CallOptions | undefined;
  readonly provider?: SubjectOptions | undefined;
  readonly ignoresSignal?: boolean | undefined;
}

/** Makes one call against a script, in the trial's mode. */
export async function call(trial: Trial, script: FetchScript, settings: CallSettings = {}): Promise<Outcome> {
  const { ignoresSignal } = settings;
  const fetch = scriptedFetch(script, { ignoresSignal });
  const provider = makeProvider(trial.subject, fetch, settings.provider);
  return callProvider(trial, provider, fetch, settings);
}

/** The subject's provider over a scripted fetch, with a key and, unless told otherwise, without retries. */
export function makeProvider(
  { make }: ProviderSubject,
  fetch: ScriptedFetch,
  options: SubjectOptions = {},
): HttpProvider<'chat'> {
  return make({ apiKey: passedKey, retry: { limit: 0 }, ...options, fetch });
}

/** One call of a provider that was made before. */
export async function callProvider(
  { subject, mode }: Trial,
  provider: HttpProvider<'chat'>,
  fetch: ScriptedFetch,
  { input, options }: CallSettings = {},
): Promise<Outcome> {
  const events: ChatEvent[] = [];
  const chatInput = inputFor(subject, input);
  try {
    if (mode === 'run') return { output: await provider.run('chat', chatInput, options), events, fetch };
    const stream = provider.stream('chat', chatInput, options);
    for await (const event of stream) events.push(event);
    return { output: await stream.result(), events, fetch };
  } catch (error) {
    return { error, events, fetch };
  }
}

/** The usual question to the subject's model, or another. */
export const inputFor = ({ model }: ProviderSubject, input: Partial<ChatInput> = { prompt }): ChatInput => ({
  model,
  ...input,
});

/** How the vendor would send an answer in that mode. */
export function answerReply(
  { subject: { wire }, mode }: Pick<Trial, 'subject' | 'mode'>,
  script: AnswerScript,
): ScriptedResponse {
  if (mode === 'run') return { json: wire.answer(script) };
  const { content, end } = wire.stream(script);
  return { frames: [...content, ...end] };
}

/** The vendor's error as a response. */
export function errorReply({ status, headers, body }: ErrorFixture): ScriptedResponse {
  return typeof body === 'string' ? { status, headers, text: body } : { status, headers, json: body };
}

/** An answer that breaks off in the middle, in the ways that a connection has. */
export function unfinishedReply(
  { subject: { wire }, mode }: { readonly subject: ProviderSubject; readonly mode: Mode },
  script: AnswerScript,
  ending: ScriptedResponse['ending'],
): ScriptedResponse {
  if (mode === 'stream') return { frames: wire.stream(script).content, ending };
  const json = JSON.stringify(wire.answer(script));
  return { text: json.slice(0, json.length / 2), headers: { 'content-type': 'application/json' }, ending };
}

/** A plain answer, for scenarios that are about something else. */
export const plainAnswer: AnswerScript = { text: ['Hello', ' there', '.'] };
export const plainText = 'Hello there.';
