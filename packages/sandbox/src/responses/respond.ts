import { answerChat, type ChatAnswer } from '../chat/answer.ts';
import { thoughts } from '../chat/change.ts';
import { inputTokensOf } from '../chat/usage.ts';
import { invalidRequest } from '../chat-completions/request-error.ts';
import { promptBlocked } from '../chat-completions/respond.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { hexDigits } from '../text/hash.ts';
import { countTokens } from '../text/tokens.ts';
import { eventStreamReply, jsonReply } from '../wire/reply.ts';
import { eventScript, type StreamError } from './event-script.ts';
import { outputOf, type Wishes } from './output.ts';
import { readPrompt } from './read-prompt.ts';
import type { ResponsesRequest } from './request.ts';
import { finalResponse } from './response-object.ts';

/** What the service knows of the model that is asked, and how it words an error within a stream. */
export interface ModelTraits {
  /** Whether the model thinks before it answers this request. */
  readonly reasons: boolean;
  /** The most tokens of input. */
  readonly contextLength: number;
  readonly streamError: StreamError;
}

/** Answers a Responses request that has passed all checks, whole or as a stream. */
export function respondToResponses(request: ResponsesRequest, plan: FaultPlan, traits: ModelTraits): Response {
  const limit = request.max_output_tokens ?? undefined;
  const prompt = readPrompt(request, limit === undefined || !traits.reasons ? limit : limit - countTokens(thoughts));
  const inputTokens = inputTokensOf(prompt);
  if (inputTokens > traits.contextLength) throw contextExceeded();
  const answer = answerChat(prompt, plan.change ?? (traits.reasons ? 'reasoning' : undefined));
  if (answer.promptBlocked) throw promptBlocked();

  const wishes = wishesOf(request, plan.change === 'reasoning');
  const output = outputOf(answer, wishes);
  const exchange = { id: wishes.id, request, answer: withinLimit(answer, limit), output, inputTokens };
  if (request.stream === true) return eventStreamReply(eventScript(exchange, traits.streamError), plan.transport);
  return jsonReply(finalResponse(exchange), plan.transport);
}

/** The limit counts the reasoning too, which may be longer than the limit. */
function withinLimit(answer: ChatAnswer, limit: number | undefined): ChatAnswer {
  return limit === undefined ? answer : { ...answer, reasoningTokens: Math.min(answer.reasoningTokens, limit) };
}

/** `showsThoughts`: the fault is asked for by name, so that its thoughts are shown without a summary being asked for. */
function wishesOf(request: ResponsesRequest, showsThoughts: boolean): Wishes {
  const { stream: _, stream_options: __, ...asked } = request;
  const { reasoning, include, top_logprobs: topLogprobs } = request;
  const summary = reasoning?.summary ?? reasoning?.generate_summary ?? undefined;
  return {
    // Whole and as a stream, an answer has the same names.
    id: `resp_${hexDigits(JSON.stringify(asked), 48)}`,
    summary: showsThoughts || summary !== undefined,
    encryptedReasoning: include?.includes('reasoning.encrypted_content') === true,
    topLogprobs: include?.includes('message.output_text.logprobs') ? (topLogprobs ?? 0) : undefined,
  };
}

function contextExceeded(): Error {
  return invalidRequest(
    'Your input exceeds the context window of this model. Please adjust your input and try again.',
    'input',
    'context_length_exceeded',
  );
}
