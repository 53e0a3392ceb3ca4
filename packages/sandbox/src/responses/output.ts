import type { ChatAnswer } from '../chat/answer.ts';
import type { ToolCall } from '../chat/draft.ts';
import { type ScoredToken, scoreTokens } from '../chat/token-scores.ts';
import { hexDigits } from '../text/hash.ts';

type Status = 'completed' | 'incomplete';

/** A part of a message: what the assistant says, or why it says nothing. */
export type OutputPart =
  | {
      readonly type: 'output_text';
      readonly annotations: readonly [];
      readonly logprobs: readonly ScoredToken[];
      readonly text: string;
    }
  | { readonly type: 'refusal'; readonly refusal: string };

/** An item of type `reasoning`: a summary where one was asked for, and the thoughts themselves as no one can read them. */
export interface ReasoningItem {
  readonly id: string;
  readonly type: 'reasoning';
  readonly summary: readonly { readonly type: 'summary_text'; readonly text: string }[];
  readonly encrypted_content?: string;
}

/** An item of type `message`, which has one part here. */
export interface MessageItem {
  readonly id: string;
  readonly type: 'message';
  readonly status: Status;
  readonly role: 'assistant';
  readonly content: readonly OutputPart[];
}

/** An item of type `function_call`. The result refers to `call_id`, not to `id`. */
export interface FunctionCallItem {
  readonly id: string;
  readonly type: 'function_call';
  readonly status: Status;
  readonly call_id: string;
  readonly name: string;
  readonly arguments: string;
}

/** What an answer consists of. */
export type OutputItem = ReasoningItem | MessageItem | FunctionCallItem;

/** What a request asks of the items of its answer. */
export interface Wishes {
  /** The response's id, from which those of the items are made. */
  readonly id: string;
  readonly summary: boolean;
  readonly encryptedReasoning: boolean;
  /** How many likeliest tokens are named for each token; nothing where no scores are asked for. */
  readonly topLogprobs: number | undefined;
}

/** An answer as items: the reasoning, then calls of functions or a message. */
export function outputOf(answer: ChatAnswer, wishes: Wishes): readonly OutputItem[] {
  const calls = answer.toolCalls.map(functionCallOf);
  return [...reasoningOf(answer, wishes), ...(calls.length > 0 ? calls : messageOf(answer, wishes))];
}

function reasoningOf({ reasoning }: ChatAnswer, { id, summary, encryptedReasoning }: Wishes): readonly ReasoningItem[] {
  if (reasoning === '') return [];
  return [
    {
      id: `rs_${hexDigits(`reasoning ${id}`, 48)}`,
      type: 'reasoning',
      summary: summary ? [{ type: 'summary_text', text: reasoning }] : [],
      ...(encryptedReasoning ? { encrypted_content: btoa(`[sandbox] thoughts of ${id}`) } : {}),
    },
  ];
}

/** When the limit is used up by the reasoning there is no message at all. */
function messageOf(answer: ChatAnswer, wishes: Wishes): readonly MessageItem[] {
  const { text, finish, reasoning } = answer;
  if (finish === 'length' && text === '' && reasoning !== '') return [];
  return [
    {
      id: `msg_${hexDigits(`message ${wishes.id}`, 48)}`,
      type: 'message',
      status: finish === 'length' || finish === 'content-filter' ? 'incomplete' : 'completed',
      role: 'assistant',
      content: [partOf(answer, wishes)],
    },
  ];
}

function partOf({ text, refusal }: ChatAnswer, { topLogprobs }: Wishes): OutputPart {
  if (refusal !== '') return { type: 'refusal', refusal };
  const logprobs = topLogprobs === undefined ? [] : scoreTokens(text, topLogprobs);
  return { type: 'output_text', annotations: [], logprobs, text };
}

function functionCallOf({ id, name, argumentsText }: ToolCall): FunctionCallItem {
  return {
    id: `fc_${hexDigits(id, 48)}`,
    type: 'function_call',
    status: 'completed',
    call_id: `call_${id}`,
    name,
    arguments: argumentsText,
  };
}
