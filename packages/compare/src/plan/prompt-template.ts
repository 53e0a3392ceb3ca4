import type { MediaInput, Message, Part, TaskName } from '@x/core';
import type { Prompt } from '../comparison.ts';
import { mistake } from '../mistake.ts';
import { compileFields } from './field-template.ts';
import type { Row } from './rows.ts';
import { inputOfText } from './task-input.ts';
import { compileTemplate, type Template } from './template.ts';

/** A prompt made ready to be filled in with rows. */
export interface PromptTemplate {
  readonly id: string;
  /** The names that its texts ask for, each once. */
  readonly names: ReadonlySet<string>;
  /** Images, sounds and files of its messages. */
  readonly media: readonly MediaInput[];
  /** What it asks, as it was given: messages for chat, or the fields of the task's input. */
  readonly asked: { readonly messages: readonly Message[] } | { readonly input: Readonly<Record<string, unknown>> };
  /** The fields of the task's input, filled in. */
  fill(row: Row): Readonly<Record<string, unknown>>;
  /** Whether the row leaves nothing to send: no text but white space, and no other part. */
  isBlank(row: Row): boolean;
}

interface FilledMessage {
  readonly templates: readonly Template[];
  readonly hasOtherParts: boolean;
  fill(row: Row): Message;
}

/**
 * Compiles a prompt.
 *
 * @param place the prompt's place in the list, from 0; names it where it has no id
 * @throws InferenceError `invalid-request` for messages where the task is no chat, and for a bare text where the task
 * takes more than one
 */
export function compilePrompt(prompt: Prompt, place: number, task: TaskName): PromptTemplate {
  const id = (typeof prompt === 'string' ? undefined : prompt.id) ?? `p${place + 1}`;
  if (typeof prompt === 'object' && 'input' in prompt) return inputPrompt(id, prompt.input);
  if (task === 'chat') return chatPrompt(id, typeof prompt === 'string' ? messagesOf(prompt) : prompt.messages);
  if (typeof prompt === 'string') return inputPrompt(id, inputOfText(task, prompt, id));
  throw mistake(`Prompt "${id}" has messages, which only a chat takes. Give ${task} an input: { "input": { … } }.`);
}

// A bare text and the same text as a user message are one call, so both get one spelling and one key.
const messagesOf = (text: string): readonly Message[] => [{ role: 'user', content: text }];

function inputPrompt(id: string, input: Readonly<Record<string, unknown>>): PromptTemplate {
  const { names, fill, isBlank } = compileFields(input);
  return { id, names, media: [], asked: { input }, fill, isBlank };
}

function chatPrompt(id: string, messages: readonly Message[]): PromptTemplate {
  const compiled = messages.map(compileMessage);
  const templates = compiled.flatMap((message) => message.templates);
  return {
    id,
    names: new Set(templates.flatMap((template) => template.names)),
    media: messages.flatMap(mediaOf),
    asked: { messages },
    fill: (row) => ({ messages: compiled.map((message) => message.fill(row)) }),
    isBlank: (row) =>
      !compiled.some((message) => message.hasOtherParts) && templates.every((template) => template.isBlank(row)),
  };
}

function compileMessage({ role, content }: Message): FilledMessage {
  if (typeof content === 'string') {
    const template = compileTemplate(content);
    return { templates: [template], hasOtherParts: false, fill: (row) => ({ role, content: template.fill(row) }) };
  }
  const parts = content.map(compilePart);
  return {
    templates: parts.flatMap(({ template }) => (template === undefined ? [] : [template])),
    hasOtherParts: parts.some(({ template }) => template === undefined),
    fill: (row) => ({ role, content: parts.map((part) => part.fill(row)) }),
  };
}

function compilePart(part: Part): { readonly template?: Template; fill(row: Row): Part } {
  if (part.type !== 'text') return { fill: () => part };
  const template = compileTemplate(part.text);
  return { template, fill: (row) => ({ ...part, text: template.fill(row) }) };
}

const mediaOf = ({ content }: Message): readonly MediaInput[] =>
  typeof content === 'string' ? [] : content.flatMap((part) => ('media' in part ? [part.media] : []));
