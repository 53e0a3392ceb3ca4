import type { MediaInput } from './media.ts';

/**
 * A vendor's own data on a part (signatures, encrypted reasoning, citations…), keyed by the vendor's name. It is handed
 * back untouched to the same vendor and stripped for any other.
 */
export type ProviderMetadata = Readonly<Record<string, unknown>>;

interface PartBase {
  readonly providerMetadata?: ProviderMetadata | undefined;
}

/** A source that an answer leans on. `start` and `end` are UTF-16 code units into the part's text, end exclusive. */
export interface Annotation {
  readonly type: 'citation';
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

export interface TextPart extends PartBase {
  readonly type: 'text';
  readonly text: string;
  readonly annotations?: readonly Annotation[] | undefined;
}

/** What the model thought before it answered; never part of the answer's `text`. */
export interface ReasoningPart extends PartBase {
  readonly type: 'reasoning';
  readonly text: string;
}

export interface MediaPart extends PartBase {
  readonly type: 'image' | 'audio' | 'video' | 'file';
  readonly media: MediaInput;
}

export interface ToolCallPart extends PartBase {
  readonly type: 'tool-call';
  /** Pairs the call with its result; generated where the vendor gives none. */
  readonly id: string;
  readonly name: string;
  /** The parsed arguments; `undefined` when `invalid`. */
  readonly input: unknown;
  /** The arguments as the model wrote them. */
  readonly rawArguments: string;
  /** True when `rawArguments` is not JSON: malformed arguments are data, not an exception. */
  readonly invalid?: boolean | undefined;
}

export interface ToolResultPart extends PartBase {
  readonly type: 'tool-result';
  readonly id: string;
  readonly name: string;
  readonly output: unknown;
  readonly failed?: boolean | undefined;
}

/** A tool that the vendor ran itself (web search, code execution…): kept whole and opaque. */
export interface ProviderToolPart extends PartBase {
  readonly type: 'provider-tool';
  readonly name: string;
  readonly data: unknown;
}

export type Part = TextPart | ReasoningPart | MediaPart | ToolCallPart | ToolResultPart | ProviderToolPart;

export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | readonly Part[];
}
