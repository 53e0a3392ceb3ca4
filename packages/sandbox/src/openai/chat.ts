import { checkConversation } from '../chat-completions/conversation-rules.ts';
import { invalidRequest, missingParameter } from '../chat-completions/request-error.ts';
import { respondToChat } from '../chat-completions/respond.ts';
import { type OpenAIChatRequest, readChatRequest } from './chat-request.ts';
import type { Call } from './endpoint.ts';
import { checkReasoningRules, reasons } from './model-rules.ts';
import { planFor } from './plan.ts';
import { checkStrictSchema } from './strict-schema.ts';

/** The most tokens of input that the sandbox's OpenAI models take. */
export const contextLength = 128_000;

/** Answers `POST /chat/completions`. @throws VendorError where OpenAI would refuse the request. */
export function answerChatCompletions(call: Call): Response {
  const request = readChatRequest(call.body);
  const plan = planFor(call, request.model, request.stream === true);
  checkConversation(request);
  if (reasons(request.model, request.reasoning_effort ?? undefined)) checkReasoningRules(request);
  checkToolChoice(request);
  checkSchemas(request);
  return respondToChat(request, call.service.chatDialect, plan, contextLength);
}

function checkToolChoice({ tool_choice: choice, tools }: OpenAIChatRequest): void {
  if (!choice || choice === 'none' || (tools ?? []).length > 0) return;
  const message = "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.";
  throw invalidRequest(message, 'tool_choice', null);
}

function checkSchemas({ response_format: format, tools }: OpenAIChatRequest): void {
  const wanted = format?.json_schema;
  if (format?.type === 'json_schema' && wanted === undefined) throw missingParameter('response_format.json_schema');
  if (wanted?.strict === true) {
    checkStrictSchema(wanted.schema, `response_format '${wanted.name}'`, 'response_format');
  }
  for (const [index, tool] of (tools ?? []).entries()) {
    const { name, parameters, strict } = tool.function ?? {};
    if (strict === true) checkStrictSchema(parameters, `function '${name}'`, `tools[${index}].function.parameters`);
  }
}
