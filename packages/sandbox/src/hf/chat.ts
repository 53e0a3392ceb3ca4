import * as z from 'zod';
import { checkConversation } from '../chat-completions/conversation-rules.ts';
import type { Dialect } from '../chat-completions/dialect.ts';
import { type ChatRequest, chatRequestShape, responseFormat, toolChoice } from '../chat-completions/request.ts';
import { firstIssueError } from '../chat-completions/request-error.ts';
import { respondToChat } from '../chat-completions/respond.ts';
import { planFaults } from '../faults/plan.ts';
import type { SandboxSettings } from '../settings.ts';
import { isMissingModel } from '../wire/missing-model.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { hfFailures, routerFailures, unservedChatModel } from './failures.ts';
import { streamErrors } from './stream-errors.ts';

const contextLength = 131_072;
const dialect: Dialect = {
  vendor: 'hf',
  idPrefix: '',
  showsReasoning: true,
  repeatsRole: true,
  obfuscates: false,
  streamErrors,
};

/** The text-generation server's own `response_format`, with the schema under `value`. */
const grammarFormat = z
  .object({ type: z.enum(['json', 'json_object']), value: z.record(z.string(), z.unknown()) })
  .transform(({ value }) => ({ type: 'json_schema' as const, json_schema: { name: 'value', schema: value } }));

/** The text-generation server takes the bare name of a function where OpenAI takes an object. */
const bareFunctionName = z.string().transform((name) => ({ type: 'function' as const, function: { name } }));

/** The router hands fields that it does not know on to the provider, so none is refused here. */
const routerRequest = z.object({
  ...chatRequestShape,
  tool_choice: z.union([toolChoice, bareFunctionName]).nullish(),
  response_format: z.union([grammarFormat, responseFormat]).nullish(),
});

/**
 * Answers a chat request to the router or to a model's own door.
 * @throws VendorError with HTTP 400 for a bad request or a model that no provider serves.
 */
export function respondToRouterChat(settings: SandboxSettings, body: unknown, pathModel: string | undefined): Response {
  const named = pathModel === undefined || typeof body !== 'object' ? body : { model: pathModel, ...body };
  const result = routerRequest.safeParse(named, { reportInput: true });
  if (!result.success) throw firstIssueError(result.error);
  const request: ChatRequest = result.data;
  const model = pathModel ?? withoutProvider(request.model);
  if (isMissingModel(model)) throw new VendorError(unservedChatModel(request.model));
  const failures = pathModel === undefined ? routerFailures : hfFailures;
  const plan = planFaults(settings, 'hf', model, request.stream === true, failures);
  checkConversation(request);
  return respondToChat(request, dialect, plan, contextLength);
}

/** `org/name` of `org/name:provider`; the provider may also be a policy such as `fastest`. */
function withoutProvider(model: string): string {
  const colon = model.indexOf(':');
  return colon < 0 ? model : model.slice(0, colon);
}
