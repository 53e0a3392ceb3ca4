import type { Vendor } from '../settings.ts';

/** A function that the model may call. */
export interface Tool {
  readonly name: string;
  /** The JSON Schema (or Gemini Schema) of its arguments. */
  readonly parameters: unknown;
}

/** One message of a conversation, whatever the vendor calls its parts. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  /** All text of the message; for a tool's result, the result as text. */
  readonly text: string;
  /** How many images, sounds and files the message carries. The sandbox counts them and does not look at them. */
  readonly mediaCount: number;
  /** Which tool a result comes from, where the vendor says it. */
  readonly toolName?: string;
}

/** What a chat request asks for, in the words of no vendor. */
export interface ChatPrompt {
  readonly vendor: Vendor;
  readonly model: string;
  readonly turns: readonly Turn[];
  readonly tools: readonly Tool[];
  readonly toolUse: 'auto' | 'required' | 'none';
  /** The names to which the choice of tools is limited, if it is. */
  readonly allowedTools?: readonly string[];
  /** Whether one answer may call several tools. */
  readonly parallelTools: boolean;
  /** Answer with JSON: of this schema, or any object when there is none. */
  readonly json?: { readonly schema: unknown };
  /** The most tokens an answer may have. */
  readonly maxTokens?: number;
  /** Texts before which the answer ends. */
  readonly stop: readonly string[];
  /** Which of several alternative answers this is, from 0. */
  readonly choice: number;
}

/** The text of the last user message, or an empty text. */
export function lastUserText(prompt: ChatPrompt): string {
  return prompt.turns.findLast(({ role }) => role === 'user')?.text ?? '';
}

/** What makes answers differ: the same seed always gives the same answer. */
export function seedOf(prompt: ChatPrompt): string {
  const conversation = prompt.turns.map(({ role, text }) => `${role}: ${text}`).join('\n');
  return `${prompt.vendor} ${prompt.model} ${prompt.choice}\n${conversation}`;
}
