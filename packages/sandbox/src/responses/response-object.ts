import type { ChatAnswer } from '../chat/answer.ts';
import type { Finish } from '../chat/draft.ts';
import { createdAt } from '../chat-completions/dialect.ts';
import type { OutputItem } from './output.ts';
import type { ResponsesRequest } from './request.ts';

/** One exchange: what was asked and what is answered. */
export interface Exchange {
  readonly id: string;
  readonly request: ResponsesRequest;
  readonly answer: ChatAnswer;
  readonly output: readonly OutputItem[];
  readonly inputTokens: number;
}

/** Why an answer is incomplete; the other ways to end are complete. */
const incompleteReasons: ReadonlyMap<Finish, string> = new Map([
  ['length', 'max_output_tokens'],
  ['content-filter', 'content_filter'],
]);

/** The response while nothing of it is there. */
export function responseInProgress({ id, request }: Exchange): object {
  return { ...heading(id, 'in_progress'), ...settingsOf(request), output: [], usage: null };
}

/** The response that breaks off with an error. `code` is one of the specification's `ResponseErrorCode`. */
export function failedResponse({ id, request }: Exchange, code: string, message: string): object {
  return { ...heading(id, 'failed'), ...settingsOf(request), error: { code, message }, output: [], usage: null };
}

/** The response as it is at the end: completed, or incomplete for a reason. */
export function finalResponse({ id, request, answer, output, inputTokens }: Exchange): object {
  const reason = incompleteReasons.get(answer.finish);
  return {
    ...heading(id, reason === undefined ? 'completed' : 'incomplete'),
    ...settingsOf(request),
    ...(reason === undefined ? { completed_at: createdAt } : { incomplete_details: { reason } }),
    output,
    usage: usageOf(answer, inputTokens),
  };
}

/** Whether the answer is complete, as the name of the last event says it. */
export function isComplete({ answer }: Exchange): boolean {
  return !incompleteReasons.has(answer.finish);
}

function heading(id: string, status: string): object {
  return {
    id,
    object: 'response',
    created_at: createdAt,
    status,
    completed_at: null,
    error: null,
    incomplete_details: null,
  };
}

/** The settings of a request as a response repeats them, defaults filled in. */
function settingsOf(request: ResponsesRequest): object {
  const { conversation } = request;
  return {
    background: request.background ?? false,
    ...(conversation ? { conversation: typeof conversation === 'string' ? { id: conversation } : conversation } : {}),
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: null,
    metadata: request.metadata ?? {},
    model: request.model,
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: request.previous_response_id ?? null,
    reasoning: { effort: request.reasoning?.effort ?? null, summary: request.reasoning?.summary ?? null },
    service_tier: 'default',
    store: request.store ?? true,
    temperature: request.temperature ?? 1,
    text: textOf(request),
    tool_choice: request.tool_choice ?? 'auto',
    tools: (request.tools ?? []).map((tool) =>
      tool.type === 'function' ? { ...tool, parameters: tool.parameters ?? null, strict: tool.strict ?? true } : tool,
    ),
    top_logprobs: request.top_logprobs ?? 0,
    top_p: request.top_p ?? 1,
    truncation: request.truncation ?? 'disabled',
  };
}

function textOf({ text }: ResponsesRequest): object {
  return { format: text?.format ?? { type: 'text' }, verbosity: text?.verbosity ?? 'medium' };
}

/** What an exchange cost: input and output make the total, and the output includes the reasoning. */
function usageOf({ visibleTokens, reasoningTokens }: ChatAnswer, inputTokens: number): object {
  const output = visibleTokens + reasoningTokens;
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + output,
  };
}
