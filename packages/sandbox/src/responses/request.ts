import * as z from 'zod';
import { firstIssueError, invalidRequest } from '../chat-completions/request-error.ts';
import { inputItem, responsesTool } from './input-item.ts';

/** The least that OpenAI takes as a limit of the output, in tokens. */
const leastOutputTokens = 16;

const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
const summaries = ['auto', 'concise', 'detailed'] as const;

const includable = [
  'code_interpreter_call.outputs',
  'computer_call_output.output.image_url',
  'file_search_call.results',
  'message.input_image.image_url',
  'message.output_text.logprobs',
  'reasoning.encrypted_content',
  'web_search_call.action.sources',
  'web_search_call.results',
] as const;

const format = z.looseObject({
  type: z.enum(['text', 'json_object', 'json_schema']),
  name: z
    .string()
    .regex(/^[\w-]{1,64}$/u)
    .nullish(),
  description: z.string().nullish(),
  schema: z.record(z.string(), z.unknown()).nullish(),
  strict: z.boolean().nullish(),
});

/** Tools that the sandbox does not call: OpenAI runs them itself, or they take free text. */
const otherToolChoices = [
  'apply_patch',
  'code_interpreter',
  'computer',
  'computer_use',
  'computer_use_preview',
  'custom',
  'file_search',
  'image_generation',
  'mcp',
  'programmatic_tool_calling',
  'shell',
  'web_search_preview',
  'web_search_preview_2025_03_11',
] as const;

const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.looseObject({ type: z.literal('function'), name: z.string() }),
  z.looseObject({
    type: z.literal('allowed_tools'),
    mode: z.enum(['auto', 'required']),
    tools: z.array(z.looseObject({ name: z.string().nullish() })),
  }),
  z.looseObject({ type: z.enum(otherToolChoices) }),
]);

/** Fields that OpenAI takes and the sandbox does not act on. */
const otherFields = [
  'context_management',
  'max_tool_calls',
  'moderation',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'safety_identifier',
  'user',
] as const;

const responsesRequest = z.strictObject({
  model: z.string(),
  input: z.union([z.string(), z.array(inputItem)]).nullish(),
  prompt: z.unknown().optional(),
  instructions: z.string().nullish(),
  previous_response_id: z.string().nullish(),
  conversation: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
  tools: z.array(responsesTool).nullish(),
  tool_choice: toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  text: z.looseObject({ format: format.nullish(), verbosity: z.enum(['low', 'medium', 'high']).nullish() }).nullish(),
  reasoning: z
    .looseObject({
      effort: z.enum(efforts).nullish(),
      summary: z.enum(summaries).nullish(),
      generate_summary: z.enum(summaries).nullish(),
    })
    .nullish(),
  include: z.array(z.enum(includable)).nullish(),
  max_output_tokens: z.int().min(leastOutputTokens).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  service_tier: z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast']).nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
  store: z.boolean().nullish(),
  background: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_obfuscation: z.boolean().nullish() }).nullish(),
  ...Object.fromEntries(otherFields.map((field) => [field, z.unknown().optional()])),
});

/** A Responses request whose shape has been checked. */
export type ResponsesRequest = z.infer<typeof responsesRequest>;

/** Fields of Chat Completions, with the place that they have in this API. */
const moved: ReadonlyMap<string, string> = new Map([
  ['messages', 'input'],
  ['max_tokens', 'max_output_tokens'],
  ['max_completion_tokens', 'max_output_tokens'],
  ['response_format', 'text.format'],
  ['reasoning_effort', 'reasoning.effort'],
  ['verbosity', 'text.verbosity'],
]);

/** Checks the body of a Responses request. @throws VendorError (HTTP 400) that names the first thing wrong. */
export function readResponsesRequest(body: unknown): ResponsesRequest {
  const result = responsesRequest.safeParse(body, { reportInput: true });
  if (result.success) return result.data;
  const unknown = result.error.issues.find(({ code }) => code === 'unrecognized_keys');
  if (unknown?.code === 'unrecognized_keys') throw unknownParameter(unknown.keys[0] ?? '');
  throw firstIssueError(result.error);
}

function unknownParameter(name: string): Error {
  const place = moved.get(name);
  if (place === undefined) return invalidRequest(`Unknown parameter: '${name}'.`, name, 'unknown_parameter');
  return invalidRequest(
    `Unsupported parameter: '${name}'. In the Responses API, this parameter has moved to '${place}'.`,
    name,
    'unsupported_parameter',
  );
}
