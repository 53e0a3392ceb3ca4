import type { Finish } from '../chat/draft.ts';
import type { ErrorReply } from '../wire/vendor-error.ts';

/** Where two services that speak Chat Completions differ. */
export interface Dialect {
  readonly vendor: 'openai' | 'hf';
  /** What an answer's id begins with. */
  readonly idPrefix: string;
  /** Whether reasoning is shown, in `reasoning_content`; OpenAI counts it and keeps it. */
  readonly showsReasoning: boolean;
  /** Whether every delta repeats the role and has a content, as those of the text-generation server do. */
  readonly repeatsRole: boolean;
  /** Whether stream chunks carry the random `obfuscation` padding. */
  readonly obfuscates: boolean;
  /** An event that reports an error in a stream, and a second shape in which one has been seen. */
  readonly streamErrors: { readonly error: string; readonly alternateError: string };
  /** What a service that filters content adds to its answers. */
  readonly filter?: ContentFilter;
}

/** What a service that filters prompts and answers says of its filter. */
export interface ContentFilter {
  /** The frame before all others in a stream. */
  readonly opening: string;
  /** Fields of a whole answer. */
  readonly answerFields: object;
  /** Fields of a choice, or of its last chunk, by how it ended; those of a chunk before that where it has not. */
  readonly choiceFields: (finish?: Finish) => object;
  /** The answer to a prompt that is blocked. */
  readonly blockedPrompt: ErrorReply;
}

/** The fields that every answer and every chunk of one request share. */
export interface Envelope {
  readonly id: string;
  /** Seconds since 1970. It never moves, so that the same request gives the same answer. */
  readonly created: number;
  readonly model: string;
  readonly service_tier: 'default';
  readonly system_fingerprint: 'sandbox';
}

/** The moment at which every answer of the sandbox was made: 2025-01-01T00:00:00Z. */
export const createdAt = 1_735_689_600;

/** What a request asks of the form of its answer. */
export interface Wishes {
  readonly includeUsage: boolean;
  readonly includeObfuscation: boolean;
  /** Whether functions were declared in the old way, so that calls are too. */
  readonly legacyFunctions: boolean;
  /** How many likeliest tokens are named for each token; nothing where no scores are asked for. */
  readonly topLogprobs: number | undefined;
}
