import * as z from 'zod';
import { type ChatRequest, chatRequestShape } from '../chat-completions/request.ts';
import { firstIssueError, invalidRequest } from '../chat-completions/request-error.ts';

/** Fields that OpenAI takes and the sandbox does not act on. */
const otherFields = [
  'audio',
  'logit_bias',
  'metadata',
  'modalities',
  'moderation',
  'prediction',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'safety_identifier',
  'service_tier',
  'store',
  'user',
  'verbosity',
  'web_search_options',
] as const;

/** OpenAI refuses fields that it does not know, so the sandbox does too. */
const openaiChatRequest = z.strictObject({
  ...chatRequestShape,
  reasoning_effort: z.string().nullish(),
  ...Object.fromEntries(otherFields.map((field) => [field, z.unknown().optional()])),
});

/** A chat request as OpenAI takes it. */
export type OpenAIChatRequest = ChatRequest & Pick<z.infer<typeof openaiChatRequest>, 'reasoning_effort'>;

/** Checks the body of a chat request. @throws VendorError (HTTP 400) that names the first thing wrong. */
export function readChatRequest(body: unknown): OpenAIChatRequest {
  const result = openaiChatRequest.safeParse(body, { reportInput: true });
  if (!result.success) throw firstIssueError(result.error);
  const unnamed = (result.data.tools ?? []).findIndex(
    ({ type, function: own }) => type === 'function' && own === undefined,
  );
  if (unnamed >= 0) {
    const param = `tools[${unnamed}].function`;
    throw invalidRequest(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
  }
  return result.data;
}
