import type { MediaInput, Message, Part } from '@x/core';
import type { Prompt, Row } from './comparison.ts';
import { compileTemplate, type Template } from './template.ts';

/** A prompt made ready to be filled in with rows. */
export interface PromptTemplate {
  readonly id: string;
  /** The names that its texts ask for, each once. */
  readonly names: ReadonlySet<string>;
  /** Images, sounds and files of its messages. */
  readonly media: readonly MediaInput[];
  /** The messages as they were given. */
  readonly messages: readonly Message[];
  fill(row: Row): readonly Message[];
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
 */
export function compilePrompt(prompt: Prompt, place: number): PromptTemplate {
  const { id, messages } = spelledOut(prompt, place);
  const compiled = messages.map(compileMessage);
  const templates = compiled.flatMap((message) => message.templates);
  return {
    id,
    names: new Set(templates.flatMap((template) => template.names)),
    media: messages.flatMap(mediaOf),
    messages,
    fill: (row) => compiled.map((message) => message.fill(row)),
    isBlank: (row) =>
      !compiled.some((message) => message.hasOtherParts) && templates.every((template) => template.isBlank(row)),
  };
}

// A bare text and the same text as a user message are one call, so both get one spelling and one key.
const spelledOut = (prompt: Prompt, place: number) =>
  typeof prompt === 'string'
    ? { id: `p${place + 1}`, messages: [{ role: 'user', content: prompt } as const] }
    : { id: prompt.id ?? `p${place + 1}`, messages: prompt.messages };

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
