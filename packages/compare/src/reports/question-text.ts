import { isPlainObject } from '../content/plain-object.ts';
import type { Row } from '../plan/rows.ts';
import { compileTemplate } from '../plan/template.ts';
import type { SourceHeader } from './source.ts';

type SourcePrompt = SourceHeader['prompts'][number];

/**
 * What was asked, in words: the prompt filled in with the row. A single message is its text; several are each headed by
 * their role. What is no text stands as its type in brackets.
 *
 * @param prompt as a run file has it; undefined gives ''
 */
export function questionText(prompt: SourcePrompt | undefined, row: Row): string {
  if (prompt?.messages !== undefined) return messagesText(prompt.messages, row);
  return prompt?.input === undefined ? '' : fieldsText(prompt.input, row);
}

function messagesText(messages: readonly unknown[], row: Row): string {
  const said = messages.filter(isPlainObject).map(({ role, content }) => ({ role, text: contentText(content, row) }));
  return said.length === 1 ? (said[0]?.text ?? '') : said.map(({ role, text }) => `${role}: ${text}`).join('\n\n');
}

function contentText(content: unknown, row: Row): string {
  if (typeof content === 'string') return compileTemplate(content).fill(row);
  if (!Array.isArray(content)) return '';
  return content
    .filter(isPlainObject)
    .map((part) => partText(part, row))
    .join('\n');
}

const partText = ({ type, text }: Readonly<Record<string, unknown>>, row: Row): string =>
  typeof text === 'string' ? compileTemplate(text).fill(row) : `[${String(type)}]`;

function fieldsText(input: Readonly<Record<string, unknown>>, row: Row): string {
  const fields = Object.entries(input).map(([name, value]) => [name, fieldText(value, row)] as const);
  return fields.length === 1 ? (fields[0]?.[1] ?? '') : fields.map(([name, text]) => `${name}: ${text}`).join('\n');
}

function fieldText(value: unknown, row: Row): string {
  if (typeof value === 'string') return compileTemplate(value).fill(row);
  if (isPlainObject(value) && 'sha256' in value) return `[${String(value['mediaType'])}]`;
  return JSON.stringify(value) ?? '';
}
