import type { AnswerChange } from '../faults/table.ts';
import { fillSchema } from '../schema/fill.ts';
import { materialOf } from '../schema/material.ts';
import { countTokens, firstTokens } from '../text/tokens.ts';
import { changeAnswer } from './change.ts';
import type { Draft } from './draft.ts';
import { type ChatPrompt, lastUserText } from './prompt.ts';
import { writeProse } from './prose.ts';
import { chooseToolCalls } from './tools.ts';

/** What the model says, with its size in tokens. */
export interface ChatAnswer extends Draft {
  /** Tokens of the text, the refusal and the tool calls. */
  readonly visibleTokens: number;
  /** Tokens of the reasoning. */
  readonly reasoningTokens: number;
}

/** Answers a prompt; `change` bends the answer as a fault asks for. */
export function answerChat(prompt: ChatPrompt, change: AnswerChange | undefined): ChatAnswer {
  const draft = withinLimits(draftOf(prompt), prompt);
  const changed = change === undefined ? draft : changeAnswer(change, draft, prompt);
  const called = changed.toolCalls.map(({ name, argumentsText }) => name + argumentsText).join(' ');
  return {
    ...changed,
    visibleTokens: countTokens(changed.text) + countTokens(changed.refusal) + countTokens(called),
    reasoningTokens: countTokens(changed.reasoning),
  };
}

function draftOf(prompt: ChatPrompt): Draft {
  const silent = { text: '', reasoning: '', refusal: '', toolCalls: [], promptBlocked: false };
  const toolCalls = chooseToolCalls(prompt);
  if (toolCalls.length > 0) return { ...silent, toolCalls, finish: 'tool-calls' };
  return { ...silent, text: textFor(prompt), finish: 'stop' };
}

function textFor(prompt: ChatPrompt): string {
  if (prompt.json === undefined) return writeProse(prompt);
  const material = materialOf(lastUserText(prompt));
  const anyObject = { properties: { sandbox: { const: true }, about: { type: 'string' } } };
  return JSON.stringify(fillSchema(prompt.json.schema ?? anyObject, material));
}

function withinLimits(draft: Draft, { stop, maxTokens }: ChatPrompt): Draft {
  const stopped = beforeStop(draft.text, stop);
  if (maxTokens === undefined || countTokens(stopped) <= maxTokens) return { ...draft, text: stopped };
  return { ...draft, text: firstTokens(stopped, maxTokens), finish: 'length' };
}

function beforeStop(text: string, stop: readonly string[]): string {
  const ends = stop.filter((sequence) => sequence !== '').map((sequence) => text.indexOf(sequence));
  const end = Math.min(...ends.filter((position) => position >= 0), text.length);
  return text.slice(0, end);
}
