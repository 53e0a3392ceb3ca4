import { invalidRequest, missingParameter } from '../chat-completions/request-error.ts';
import { checkConversation } from '../responses/conversation-rules.ts';
import { type ResponsesRequest, readResponsesRequest } from '../responses/request.ts';
import { respondToResponses } from '../responses/respond.ts';
import { contextLength } from './chat.ts';
import type { Call } from './endpoint.ts';
import { serverError } from './failures.ts';
import { canReason, checkReasoningRules, reasons, unsupportedParameter } from './model-rules.ts';
import { planFor } from './plan.ts';
import { checkStrictSchema } from './strict-schema.ts';

/** Answers `POST /responses`. @throws VendorError where OpenAI would refuse the request. */
export function answerResponses(call: Call): Response {
  const request = readResponsesRequest(call.body);
  const plan = planFor(call, request.model, request.stream === true, call.service.responsesWording);
  checkConversation(request);
  const isReasoning = checkModel(request);
  checkFormat(request);
  checkTools(request);
  checkToolChoice(request);
  const streamError = { ...serverError, code: 'server_error' };
  return respondToResponses(request, plan, { reasons: isReasoning, contextLength, streamError });
}

/** Whether the model reasons about this request, when it takes the request at all. */
function checkModel(request: ResponsesRequest): boolean {
  if (!canReason(request.model)) checkNoReasoning(request);
  const isReasoning = reasons(request.model, request.reasoning?.effort ?? undefined);
  if (isReasoning) checkReasoningRules(request);
  return isReasoning;
}

/** A model that cannot reason refuses whatever is about reasoning. */
function checkNoReasoning({ reasoning, include }: ResponsesRequest): void {
  for (const setting of ['effort', 'summary'] as const) {
    if (reasoning?.[setting]) throw unsupportedParameter(`reasoning.${setting}`);
  }
  if (include?.includes('reasoning.encrypted_content')) {
    throw invalidRequest('Encrypted content is not supported with this model.', 'include', null);
  }
}

function checkFormat({ text }: ResponsesRequest): void {
  const format = text?.format;
  if (format?.type !== 'json_schema') return;
  if (!format.name) throw missingParameter('text.format.name');
  if (!format.schema) throw missingParameter('text.format.schema');
  if (format.strict === true) {
    checkStrictSchema(format.schema, `response_format '${format.name}'`, 'text.format.schema');
  }
}

function checkTools({ tools }: ResponsesRequest): void {
  for (const [index, { type, name, parameters, strict }] of (tools ?? []).entries()) {
    if (type !== 'function') continue;
    if (!name) throw missingParameter(`tools[${index}].name`);
    if (strict === true) checkStrictSchema(parameters, `function '${name}'`, `tools[${index}].parameters`);
  }
}

/** A choice needs something to choose from. Items of the input may declare tools too, so only their absence is sure. */
function checkToolChoice({ tool_choice: choice, tools, input }: ResponsesRequest): void {
  const isDeclared = (tools ?? []).length > 0 || (Array.isArray(input) && input.some((item) => 'tools' in item));
  if (!choice || choice === 'none' || choice === 'auto' || isDeclared) return;
  const name = typeof choice === 'string' ? choice : choice.type;
  throw invalidRequest(`Tool choice '${name}' must be specified with 'tools' parameter.`, 'tool_choice', null);
}
