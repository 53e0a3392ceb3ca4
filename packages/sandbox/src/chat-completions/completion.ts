import type { ChatAnswer } from '../chat/answer.ts';
import type { Finish, ToolCall } from '../chat/draft.ts';
import { scoreTokens } from '../chat/token-scores.ts';
import type { Dialect, Envelope, Wishes } from './dialect.ts';

/** The wire's word for each way to end. */
const finishReasons: Readonly<Record<Finish, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
};

/** The wire's word for the end of an answer; requests with the old `functions` have a word of their own. */
export function finishReason({ finish }: ChatAnswer, legacyFunctions: boolean): string {
  return legacyFunctions && finish === 'tool-calls' ? 'function_call' : finishReasons[finish];
}

/** A whole answer: an object of type `chat.completion`. */
export function completionOf(
  answers: readonly ChatAnswer[],
  envelope: Envelope,
  inputTokens: number,
  dialect: Dialect,
  wishes: Wishes,
): unknown {
  const { legacyFunctions } = wishes;
  return {
    ...envelope,
    object: 'chat.completion',
    choices: answers.map((answer, index) => {
      const message = messageOf(answer, dialect, legacyFunctions);
      return {
        index,
        message,
        logprobs: null,
        finish_reason: finishReason(answer, legacyFunctions),
        ...scoresOf(message, wishes),
        ...dialect.filter?.choiceFields(answer.finish),
      };
    }),
    ...dialect.filter?.answerFields,
    usage: usageOf(answers, inputTokens),
  };
}

/** The scores of the tokens of a message or a delta, where they are asked for and there is a text. */
export function scoresOf(message: { readonly content?: unknown }, { topLogprobs }: Wishes): object {
  const { content } = message;
  if (topLogprobs === undefined || typeof content !== 'string' || content === '') return {};
  return { logprobs: { content: scoreTokens(content, topLogprobs), refusal: null } };
}

/** What an exchange cost: input and output make the total, and the output includes the reasoning. */
export function usageOf(answers: readonly ChatAnswer[], inputTokens: number): unknown {
  const reasoning = answers.reduce((sum, { reasoningTokens }) => sum + reasoningTokens, 0);
  const output = answers.reduce((sum, { visibleTokens }) => sum + visibleTokens, reasoning);
  return {
    prompt_tokens: inputTokens,
    completion_tokens: output,
    total_tokens: inputTokens + output,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** A tool call as it stands in a whole message. */
function wireToolCall({ id, name, argumentsText }: ToolCall): unknown {
  return { id: `call_${id}`, type: 'function', function: { name, arguments: argumentsText } };
}

interface Message {
  readonly role: 'assistant';
  readonly content: string | null;
  readonly [field: string]: unknown;
}

function messageOf(answer: ChatAnswer, dialect: Dialect, legacyFunctions: boolean): Message {
  const speaks = answer.toolCalls.length === 0 && answer.refusal === '';
  return {
    role: 'assistant',
    content: speaks ? answer.text : null,
    refusal: answer.refusal === '' ? null : answer.refusal,
    annotations: [],
    ...(dialect.showsReasoning && answer.reasoning !== '' ? { reasoning_content: answer.reasoning } : {}),
    ...callsOf(answer.toolCalls, legacyFunctions),
  };
}

function callsOf(calls: readonly ToolCall[], legacyFunctions: boolean): object {
  const [first] = calls;
  if (first === undefined) return {};
  if (legacyFunctions) return { function_call: { name: first.name, arguments: first.argumentsText } };
  return { tool_calls: calls.map(wireToolCall) };
}
