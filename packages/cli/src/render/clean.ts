import { stripVTControlCharacters } from 'node:util';

/** Line ends of every system, and the two that Unicode has for them. */
const lineEnd = /\r\n|[\n\r\u2028\u2029]/;

/**
 * What a terminal obeys instead of showing it, and what turns the direction of the columns beside it: control
 * characters, and the embeddings, overrides and isolates of bidirectional text.
 */
const commanding = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** The lines of a text, as they were. */
export const linesOf = (text: string): string[] => text.split(lineEnd);

/**
 * One line made safe to print: text of a model, a vendor, a file or a command line must not drive the terminal. Escape
 * sequences and control characters are gone, tabs are four spaces, and broken surrogates are U+FFFD.
 */
export function clean(line: string): string {
  return stripVTControlCharacters(line)
    .replaceAll('\t', '    ')
    .replace(commanding, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize();
}

/** A text of any number of lines as one that is safe to print. */
export const cleanLine = (text: string): string => clean(linesOf(text).join(' '));
