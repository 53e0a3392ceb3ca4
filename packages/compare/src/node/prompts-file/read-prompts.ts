import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Prompt } from '../../comparison.ts';
import { mistake } from '../../mistake.ts';
import { diskReason } from '../disk-reason.ts';
import { type ReadPrompt, readPrompt } from './prompt-line.ts';

/** A place in a prompts file that holds no prompt. */
export interface PromptProblem {
  /** From 1: the line, or in a `.json` array the item. */
  readonly line: number;
  /** What is wrong there and what was expected. Never quotes the line. */
  readonly message: string;
}

/** What a prompts file holds. */
export interface PromptsFile {
  readonly prompts: readonly Prompt[];
  /** The places that were passed over; the others run all the same. */
  readonly problems: readonly PromptProblem[];
}

interface Item {
  readonly line: number;
  readonly read: ReadPrompt;
}

/** How each kind of file is cut into items. */
const formats: Readonly<Record<string, (content: string, path: string) => readonly Item[]>> = {
  '.jsonl': jsonLines,
  '.ndjson': jsonLines,
  '.json': jsonArray,
  '.txt': textLines,
};

/**
 * Reads prompts: `.jsonl` (a text, `{ prompt, id? }` or `{ messages, id? }` a line), `.json` (an array of the same),
 * `.txt` (a prompt a line). Empty lines are passed over.
 *
 * @throws InferenceError `invalid-request` when the file cannot be read, is not UTF-8, or is of another kind
 */
export async function readPrompts(path: string): Promise<PromptsFile> {
  const kind = extname(path).toLowerCase();
  const itemsOf = formats[kind];
  if (itemsOf === undefined) {
    throw mistake(`Cannot tell what ${path} holds. Name it with one of ${Object.keys(formats).join(', ')}.`);
  }
  return sorted(itemsOf(await contentOf(path), path));
}

async function contentOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw mistake(`Cannot read the prompts of ${path}: ${diskReason(error)}. Check the path.`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw mistake(`${path} is not UTF-8. Save it in that encoding.`);
  }
}

function jsonLines(content: string): readonly Item[] {
  return filledLines(content).map(({ line, text }) => ({ line, read: readJson(text) }));
}

function textLines(content: string): readonly Item[] {
  return filledLines(content).map(({ line, text }) => ({ line, read: { prompt: text } }));
}

function jsonArray(content: string, path: string): readonly Item[] {
  const parsed = parseJson(content);
  if ('message' in parsed) throw mistake(`${path} ${parsed.message}.`);
  if (!Array.isArray(parsed.value)) throw mistake(`${path} holds no array. Put the prompts between [ and ].`);
  return parsed.value.map((value: unknown, index) => ({ line: index + 1, read: readPrompt(value) }));
}

const filledLines = (content: string) =>
  content
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, text }))
    .filter(({ text }) => text.trim() !== '');

function readJson(text: string): ReadPrompt {
  const parsed = parseJson(text);
  return 'message' in parsed ? parsed : readPrompt(parsed.value);
}

function parseJson(text: string): { readonly value: unknown } | { readonly message: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // The parser's own words quote the text, and a prompt does not belong into a message; the place alone does.
    const place = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    return {
      message: place === undefined ? 'is not valid JSON' : `is not valid JSON at character ${Number(place) + 1}`,
    };
  }
}

/** Parts prompts from problems; a second prompt of the same id is a problem, since cells are named by it. */
function sorted(items: readonly Item[]): PromptsFile {
  const prompts: Prompt[] = [];
  const problems: PromptProblem[] = [];
  const lineOfId = new Map<string, number>();
  for (const { line, read } of items) {
    if ('message' in read) {
      problems.push({ line, message: read.message });
      continue;
    }
    const id = typeof read.prompt === 'string' ? undefined : read.prompt.id;
    const earlier = id === undefined ? undefined : lineOfId.get(id);
    if (earlier !== undefined) problems.push({ line, message: `the id "${id}" is that of line ${earlier} already` });
    else prompts.push(read.prompt);
    if (id !== undefined && earlier === undefined) lineOfId.set(id, line);
  }
  return { prompts, problems };
}
