import { fillSchema } from '../schema/fill.ts';
import { materialOf } from '../schema/material.ts';
import { hexDigits } from '../text/hash.ts';
import { words } from '../text/words.ts';
import type { ToolCall } from './draft.ts';
import { type ChatPrompt, lastUserText, seedOf, type Tool } from './prompt.ts';

/** Words in names of tools that do not say what the tool is about. */
const commonVerbs: ReadonlySet<string> = new Set([
  'get',
  'set',
  'find',
  'list',
  'make',
  'show',
  'call',
  'tool',
  'fetch',
  'current',
  'final',
  'result',
]);

/**
 * The sandbox's one rule for tools. A tool is *mentioned* when a word of its name (split at `_`, `-` and capitals,
 * without common verbs) is a word of the last user message: "weather" mentions `get_weather`. With a free choice the
 * mentioned tools are called, in their order in the message, and none is when the last message is a tool's result.
 * With a required choice the first tool is called when none is mentioned.
 */
export function chooseToolCalls(prompt: ChatPrompt): readonly ToolCall[] {
  const { toolUse, allowedTools } = prompt;
  const free = toolUse === 'auto';
  if (toolUse === 'none' || (free && prompt.turns.at(-1)?.role === 'tool')) return [];
  const available = prompt.tools.filter(({ name }) => allowedTools?.includes(name) ?? true);
  const mentioned = mentionedTools(available, lastUserText(prompt));
  const chosen = mentioned.length > 0 || free ? mentioned : available.slice(0, 1);
  return (prompt.parallelTools ? chosen : chosen.slice(0, 1)).map((tool, index) => callOf(tool, prompt, index));
}

/** A call of a tool, its arguments made of what the user said so that they satisfy the tool's schema. */
export function callOf(tool: Tool, prompt: ChatPrompt, index: number): ToolCall {
  const filled = fillSchema(tool.parameters, materialOf(lastUserText(prompt)));
  return {
    id: hexDigits(`call ${index} ${tool.name} ${seedOf(prompt)}`, 24),
    name: tool.name,
    argumentsText: JSON.stringify(filled),
  };
}

function mentionedTools(tools: readonly Tool[], text: string): readonly Tool[] {
  const said = words(text).map(singular);
  return tools
    .map((tool) => ({ tool, place: firstPlace(said, tool.name) }))
    .filter(({ place }) => place >= 0)
    .sort((left, right) => left.place - right.place)
    .map(({ tool }) => tool);
}

function firstPlace(said: readonly string[], name: string): number {
  const subjects = nameWords(name);
  return said.findIndex((word) => subjects.includes(word));
}

function nameWords(name: string): readonly string[] {
  return words(name.replaceAll('_', ' ').replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, ' '))
    .flatMap((word) => word.split('-'))
    .map(singular)
    .filter((word) => word.length > 2 && !commonVerbs.has(word));
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
}
