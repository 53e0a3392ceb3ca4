import type { AnswerChange } from '../faults/table.ts';
import { countTokens, firstTokens } from '../text/tokens.ts';
import type { Draft } from './draft.ts';
import type { ChatPrompt, Tool } from './prompt.ts';
import { callOf } from './tools.ts';

type Change = (draft: Draft, prompt: ChatPrompt) => Draft;

/** What the sandbox thinks where a model thinks before it answers. */
export const thoughts = '[sandbox] First I read the question, then I look for an answer.';

const silence = { text: '', refusal: '', toolCalls: [] };

const changes: Readonly<Record<AnswerChange, Change>> = {
  empty: (draft) => ({ ...draft, ...silence, finish: 'stop' }),
  length: (draft) => ({ ...draft, text: firstPart(draft.text), toolCalls: [], finish: 'length' }),
  'content-filter': (draft) => ({ ...draft, text: firstPart(draft.text), toolCalls: [], finish: 'content-filter' }),
  'prompt-block': (draft) => ({ ...draft, ...silence, finish: 'content-filter', promptBlocked: true }),
  refusal: (draft) => ({ ...draft, ...silence, refusal: '[sandbox] I cannot help with that request.', finish: 'stop' }),
  'tool-call': (draft, prompt) => callsOf(draft, prompt, 1),
  'tool-calls': (draft, prompt) => callsOf(draft, prompt, 2),
  'bad-tool-arguments': (draft, prompt) => {
    const called = callsOf(draft, prompt, 1);
    return { ...called, toolCalls: called.toolCalls.map((call) => ({ ...call, argumentsText: '{"unfinished": ' })) };
  },
  reasoning: (draft) => ({ ...draft, reasoning: thoughts }),
};

/** Bends a draft as a fault asks for. */
export function changeAnswer(change: AnswerChange, draft: Draft, prompt: ChatPrompt): Draft {
  return changes[change](draft, prompt);
}

function firstPart(text: string): string {
  return firstTokens(text, Math.ceil(countTokens(text) / 2));
}

function callsOf(draft: Draft, prompt: ChatPrompt, count: number): Draft {
  const standIn: Tool = { name: 'sandbox_tool', parameters: { type: 'object', properties: {} } };
  const tools = prompt.tools.length > 0 ? prompt.tools : [standIn];
  const toolCalls = Array.from({ length: count }, (_, index) =>
    callOf(tools[index % tools.length] ?? standIn, prompt, index),
  );
  return { ...draft, text: '', refusal: '', toolCalls, finish: 'tool-calls' };
}
