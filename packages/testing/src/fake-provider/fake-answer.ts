import { type ErrorCode, type FinishReason, InferenceError, type Usage } from '@x/core';

/** A tool call that a fake model makes. */
export interface FakeToolCall {
  readonly name: string;
  /** Sent as JSON. Default `{}`. */
  readonly input?: unknown;
  /** In place of `input`, for arguments that are no JSON. */
  readonly rawArguments?: string | undefined;
  /** Default: one that is made up. */
  readonly id?: string | undefined;
}

/** What a fake model says to one question. A list of texts is what a stream gives as deltas; `run` joins them. */
export interface FakeAnswer {
  readonly text?: string | readonly string[] | undefined;
  readonly reasoning?: string | readonly string[] | undefined;
  readonly toolCalls?: readonly FakeToolCall[] | undefined;
  /** Default 'stop', and 'tool-calls' where there are some. */
  readonly finishReason?: FinishReason | undefined;
  readonly usage?: Usage | undefined;
  /** Milliseconds before the first event. Default none. */
  readonly delayMs?: number | undefined;
  /** Milliseconds between two events of a stream. Default none. */
  readonly betweenMs?: number | undefined;
  /** Fails after everything above was said: a stream with what it gave as `partial`, `run` without an answer. */
  readonly error?: InferenceError | ErrorCode | undefined;
  /** Never ends by itself, so that an abort or a timer has to. Default false. */
  readonly hangs?: boolean | undefined;
}

/** One thing that a fake model says, as it goes over the fake wire. */
export type FakeEvent =
  | { readonly say: 'text' | 'reasoning'; readonly text: string }
  | { readonly say: 'call'; readonly key: number; readonly call: FakeToolCall }
  | { readonly say: 'end'; readonly finishReason: FinishReason; readonly usage?: Usage | undefined }
  | { readonly say: 'failure'; readonly place: number };

/** An answer as the events that spell it. `fail` keeps an error and gives the place where it is found again. */
export function eventsOf(
  answer: FakeAnswer,
  fail: (error: InferenceError | ErrorCode) => number,
): readonly FakeEvent[] {
  const { text, reasoning, toolCalls = [], usage, error, hangs } = answer;
  const said: FakeEvent[] = [
    ...piecesOf(reasoning).map((piece) => ({ say: 'reasoning', text: piece }) as const),
    ...piecesOf(text).map((piece) => ({ say: 'text', text: piece }) as const),
    ...toolCalls.map((call, key) => ({ say: 'call', key, call }) as const),
  ];
  if (error !== undefined) return [...said, { say: 'failure', place: fail(error) }];
  if (hangs) return said;
  const finishReason = answer.finishReason ?? (toolCalls.length > 0 ? 'tool-calls' : 'stop');
  return [...said, { say: 'end', finishReason, ...(usage && { usage }) }];
}

/** The error that an answer names, in full. */
export function errorOf(error: InferenceError | ErrorCode, provider: string, model: string): InferenceError {
  if (typeof error !== 'string') return error;
  return new InferenceError({
    code: error,
    provider,
    model,
    message: `${provider} (${model}): told to fail with ${error}`,
  });
}

const piecesOf = (text: string | readonly string[] | undefined): readonly string[] =>
  typeof text === 'string' ? [text] : (text ?? []);
