import type { ErrorCode, FinishReason, Usage } from '@x/core';
import type { Difference } from '../difference.ts';
import type { ScriptedResponse } from '../scripted-fetch/reply.ts';

/** A tool call that a model is to make. */
export interface ScriptedToolCall {
  /** Left out where the vendor gives calls no ids. */
  readonly id?: string | undefined;
  readonly name: string;
  /** The JSON of the arguments, in the pieces in which a stream sends it. */
  readonly arguments: readonly string[];
}

/** An answer in nobody's protocol; a wire writes it in its vendor's. Texts are lists of the pieces that a stream sends. */
export interface AnswerScript {
  readonly text?: readonly string[] | undefined;
  readonly reasoning?: readonly string[] | undefined;
  readonly refusal?: readonly string[] | undefined;
  readonly toolCalls?: readonly ScriptedToolCall[] | undefined;
  /** Whether a stream sends the pieces of several calls by turns. Default false: one call after another. */
  readonly interleaved?: boolean | undefined;
  /** The vendor's own word. Default: its word for an answer that is complete. */
  readonly finishWord?: string | undefined;
  /** The vendor's own usage object, null for none. Default: that of the wire's first usage row. */
  readonly usage?: unknown;
}

/** A stream's frames, each as text with its blank line, before and from the one that says the answer is over. */
export interface StreamFrames {
  /** One frame for each piece of the script. */
  readonly content: readonly string[];
  readonly end: readonly string[];
}

/** One way in which a vendor reports a failure over HTTP. */
export interface ErrorFixture {
  /** What happened, in a few words, for a test's name. */
  readonly name: string;
  /** What it has to become. */
  readonly code: ErrorCode;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A text is sent as it stands, anything else as JSON. */
  readonly body: unknown;
  /** Default: as the code says. */
  readonly retryable?: boolean | undefined;
}

/** One way in which a vendor reports a failure inside a stream that began well. */
export interface StreamErrorFixture {
  readonly name: string;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** The text as it goes over the wire, with its blank line. */
  readonly frame: string;
}

/** A usage object of the vendor's, and what it has to become. */
export interface UsageFixture {
  readonly name: string;
  readonly wire: unknown;
  readonly usage: Usage;
}

/** A body with status 200 that is JSON and carries no answer. */
export interface WrongShapeFixture {
  readonly name: string;
  readonly body: unknown;
}

/** A vendor's protocol as data: what its host would send for each situation of the conformance suite. */
export interface WireFixture {
  /** The model's name in the vendor's answers; it need not be the one that was asked for. */
  readonly servedModel: string;
  /** What the protocol has no words for. */
  readonly lacks: readonly Difference[];
  /** The JSON of a whole answer. */
  answer(script: AnswerScript): unknown;
  /** The stream of the same answer. */
  stream(script: AnswerScript): StreamFrames;
  /** The vendor's words for each reason to stop. A call's word stands under `tool-calls`. */
  readonly finishWords: Readonly<Record<FinishReason, readonly string[]>>;
  /** At least one row. */
  readonly usages: readonly [UsageFixture, ...UsageFixture[]];
  /** At least one row for every code that a host can cause, but those in `lacks`. */
  readonly errors: readonly ErrorFixture[];
  /** At least one row that is retryable and one that is not. */
  readonly streamErrors: readonly StreamErrorFixture[];
  /** A refusal of the request, in whose words `message` stands; for proving that it is not repeated. */
  rejection(message: string): ErrorFixture;
  readonly wrongShapes: readonly WrongShapeFixture[];
  /** A prompt that the vendor's filter stops before there is an answer. */
  readonly promptBlock?: Readonly<Record<'run' | 'stream', ScriptedResponse>> | undefined;
  /** A rate limit whose body, and not its headers, asks to wait that long. */
  bodyHint?(milliseconds: number): ErrorFixture;
}
