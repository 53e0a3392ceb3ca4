import type { InputBase, Sampling } from '../input.ts';
import type { Message, Part, ToolCallPart } from '../message.ts';
import type { FinishReason, OutputBase } from '../output.ts';
import type { Schema } from '../schema.ts';
import type { ToolChoice, Tools } from '../tool.ts';

export type ResponseFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json'; readonly schema?: Schema | undefined; readonly name?: string | undefined };

export interface ChatInput extends InputBase, Sampling {
  /** Short for one user message. Exactly one of `prompt` and `messages` is given. */
  readonly prompt?: string | undefined;
  readonly messages?: readonly Message[] | undefined;
  /** Stands before the messages. */
  readonly system?: string | undefined;
  readonly tools?: Tools | undefined;
  readonly toolChoice?: ToolChoice | undefined;
  readonly parallelToolCalls?: boolean | undefined;
  readonly responseFormat?: ResponseFormat | undefined;
  readonly reasoning?: { readonly effort: 'none' | 'minimal' | 'low' | 'medium' | 'high' } | undefined;
  /** Asks for log probabilities; a number asks for that many alternatives at each place. */
  readonly logprobs?: boolean | number | undefined;
}

/** Natural logarithms. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly top?: readonly { readonly token: string; readonly logprob: number }[] | undefined;
}

export interface ChatOutput extends OutputBase {
  /** The text parts joined; '' when there are none. */
  readonly text: string;
  readonly reasoning?: string | undefined;
  /** Everything that came, in order: a valid assistant message for the next call at any provider. */
  readonly content: readonly Part[];
  readonly toolCalls: readonly ToolCallPart[];
  readonly finishReason: FinishReason;
  readonly logprobs?: readonly TokenLogprob[] | undefined;
}

/**
 * `index` is the part's place in `content`. `part` is the finished part, authoritative over its deltas. Exactly one
 * `end` comes, last.
 */
export type ChatEvent =
  | { readonly type: 'text-delta'; readonly index: number; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly index: number; readonly text: string }
  | {
      readonly type: 'tool-call-delta';
      readonly index: number;
      readonly id?: string | undefined;
      readonly name?: string | undefined;
      readonly arguments: string;
    }
  | { readonly type: 'part'; readonly index: number; readonly part: Part }
  | ({
      readonly type: 'end';
      readonly finishReason: FinishReason;
      readonly logprobs?: readonly TokenLogprob[] | undefined;
    } & OutputBase);

export interface TextGenerationInput extends InputBase, Sampling {
  readonly prompt: string;
}

export interface TextGenerationOutput extends OutputBase {
  /** Without the prompt. */
  readonly text: string;
  readonly finishReason: FinishReason;
}

export type TextGenerationEvent = Extract<ChatEvent, { type: 'text-delta' | 'end' }>;
