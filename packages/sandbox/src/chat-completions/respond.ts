import { answerChat } from '../chat/answer.ts';
import { inputTokensOf } from '../chat/usage.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { hexDigits } from '../text/hash.ts';
import { eventStreamReply, jsonReply } from '../wire/reply.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { chunkScript } from './chunks.ts';
import { completionOf } from './completion.ts';
import { createdAt, type Dialect, type Envelope, type Wishes } from './dialect.ts';
import { readPrompt } from './read-prompt.ts';
import type { ChatRequest } from './request.ts';
import { invalidRequest } from './request-error.ts';

/** Answers a Chat Completions request that has passed all checks, whole or as a stream. */
export function respondToChat(
  request: ChatRequest,
  dialect: Dialect,
  plan: FaultPlan,
  contextLength: number,
): Response {
  const prompts = Array.from({ length: request.n ?? 1 }, (_, choice) => readPrompt(request, dialect.vendor, choice));
  const inputTokens = prompts[0] === undefined ? 0 : inputTokensOf(prompts[0]);
  if (inputTokens > contextLength) throw contextLengthExceeded(contextLength, inputTokens);
  const answers = prompts.map((prompt) => answerChat(prompt, plan.change));
  if (answers.some(({ promptBlocked: isBlocked }) => isBlocked)) {
    throw dialect.filter === undefined ? promptBlocked() : new VendorError(dialect.filter.blockedPrompt);
  }

  const envelope = envelopeOf(request, dialect);
  const wishes = wishesOf(request);
  if (request.stream !== true) {
    return jsonReply(completionOf(answers, envelope, inputTokens, dialect, wishes), plan.transport);
  }
  return eventStreamReply(chunkScript(answers, envelope, inputTokens, dialect, wishes), plan.transport);
}

function wishesOf(request: ChatRequest): Wishes {
  return {
    includeUsage: request.stream_options?.include_usage === true,
    includeObfuscation: request.stream_options?.include_obfuscation !== false,
    legacyFunctions: (request.functions ?? []).length > 0,
    topLogprobs: request.logprobs === true ? (request.top_logprobs ?? 0) : undefined,
  };
}

function envelopeOf(request: ChatRequest, { idPrefix }: Dialect): Envelope {
  return {
    id: idPrefix + hexDigits(JSON.stringify(request), 28),
    created: createdAt,
    model: request.model,
    service_tier: 'default',
    system_fingerprint: 'sandbox',
  };
}

function contextLengthExceeded(limit: number, used: number): Error {
  return invalidRequest(
    `This model's maximum context length is ${limit} tokens. However, your messages resulted in ${used} tokens. ` +
      'Please reduce the length of the messages.',
    'messages',
    'context_length_exceeded',
  );
}

/** A blocked prompt is no answer in this protocol: Azure, which filters prompts, says so with HTTP 400. */
export function promptBlocked(): Error {
  return invalidRequest('The prompt was filtered by the content management policy.', 'prompt', 'content_filter');
}
