import type { ChatMessage, ChatRequest } from './request.ts';
import { invalidRequest } from './request-error.ts';

/** @throws VendorError when messages of a conversation do not follow one another as OpenAI demands. */
export function checkConversation({ messages, response_format: format }: ChatRequest): void {
  for (const [index, message] of messages.entries()) {
    checkContent(message, index);
    checkCallsAreAnswered(messages, index);
    checkResultHasCall(messages, index);
  }
  if (format?.type === 'json_object' && !/json/iu.test(JSON.stringify(messages))) {
    throw invalidRequest(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
      null,
    );
  }
}

function checkContent(message: ChatMessage, index: number): void {
  const { role, content, tool_call_id: callId } = message;
  const instead = message.tool_calls ?? message.function_call ?? message.refusal ?? message.audio ?? undefined;
  const mayBeEmpty = role === 'assistant' && instead !== undefined;
  if ((content ?? undefined) === undefined && !mayBeEmpty) {
    throw invalidRequest(
      "Invalid value for 'content': expected a string, got null.",
      `messages.[${index}].content`,
      null,
    );
  }
  if (role === 'tool' && (callId ?? undefined) === undefined) {
    const param = `messages[${index}].tool_call_id`;
    throw invalidRequest(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
  }
}

function checkCallsAreAnswered(messages: readonly ChatMessage[], index: number): void {
  const calls = messages[index]?.tool_calls ?? [];
  if (calls.length === 0) return;
  const results = toolMessagesAfter(messages, index).map(({ tool_call_id: id }) => id);
  const unanswered = calls.map(({ id }) => id).filter((id) => !results.includes(id));
  if (unanswered.length === 0) return;
  throw invalidRequest(
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
      `The following tool_call_ids did not have response messages: ${unanswered.join(', ')}`,
    'messages',
    null,
  );
}

function checkResultHasCall(messages: readonly ChatMessage[], index: number): void {
  if (messages[index]?.role !== 'tool') return;
  const caller = messages.slice(0, index).findLast(({ role }) => role !== 'tool');
  if (caller?.tool_calls?.some(({ id }) => id === messages[index]?.tool_call_id)) return;
  throw invalidRequest(
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    `messages.[${index}].role`,
    null,
  );
}

function toolMessagesAfter(messages: readonly ChatMessage[], index: number): readonly ChatMessage[] {
  const following = messages.slice(index + 1);
  const end = following.findIndex(({ role }) => role !== 'tool');
  return end < 0 ? following : following.slice(0, end);
}
