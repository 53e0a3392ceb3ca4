/**
 * The chat-completions dialect: OpenAI, the Hugging Face router, vLLM, Ollama and many more speak it. What differs
 * between them is a row in a table that an adapter hands in.
 *
 * @packageDocumentation
 */
import type { ErrorCode } from '../../contract/error.ts';
import type { ChatInput } from '../../contract/tasks/chat.ts';
import type { CallIds } from '../../wire/call-ids.ts';
import { type ErrorReader, errorObject } from '../../wire/error-reader.ts';
import { own } from '../../wire/own.ts';
import { type ChatSpeech, chatTask, type RequestContext, type WireTask } from '../../wire/wire-task.ts';
import { MessageReader } from './reading.ts';
import { writeBody } from './request.ts';
import type { SchemaSupport } from './response-format.ts';
import {
  type ParameterTable,
  type PartTable,
  type ReasonTable,
  standardCallIds,
  standardParameters,
  standardParts,
  standardReasons,
} from './tables.ts';

export type { CallIds } from '../../wire/call-ids.ts';
export type { SchemaSupport } from './response-format.ts';
export {
  type ParameterTable,
  type PartTable,
  type PartWriter,
  type ReasonTable,
  standardCallIds,
  standardParameters,
  standardParts,
  standardReasons,
} from './tables.ts';
export { readUsage } from './usage.ts';

export interface ChatCompletionsDialect {
  /** Where the call goes; default `{baseUrl}/chat/completions`. */
  readonly url?: ((context: RequestContext, input: ChatInput) => string) | undefined;
  /** Default: the standard ones. Spread them and add a row. */
  readonly parts?: PartTable | undefined;
  readonly parameters?: ParameterTable | ((context: RequestContext) => ParameterTable) | undefined;
  readonly reasons?: ReasonTable | undefined;
  /** The input as the asked model takes it: what it refuses is dropped or changed here, with a warning. */
  readonly fit?: ((input: ChatInput, context: RequestContext) => ChatInput) | undefined;
  /** Which ids of tool calls are taken; default {@link standardCallIds}. */
  readonly callIds?: ((context: RequestContext) => CallIds) | undefined;
  /** How the asked model is brought to answer by a schema; default `plain`. */
  readonly schemas?: ((context: RequestContext, input: ChatInput) => SchemaSupport) | undefined;
}

/** Makes the chat row of a vendor that speaks this dialect. */
export function chatCompletions(dialect: ChatCompletionsDialect = {}): WireTask<'chat'> {
  const { parts = standardParts, parameters = standardParameters, reasons = standardReasons } = dialect;
  const url = dialect.url ?? ((context) => `${context.baseUrl}/chat/completions`);
  return chatTask(async (given, context) => {
    const input = dialect.fit?.(given, context) ?? given;
    const names = typeof parameters === 'function' ? parameters(context) : parameters;
    const tables = {
      parts,
      parameters: names,
      callIds: dialect.callIds?.(context) ?? standardCallIds,
      schemas: dialect.schemas?.(context, input) ?? 'plain',
    };
    return { url: url(context, input), json: await writeBody(input, tables, context) };
  }, chatCompletionsSpeech(reasons));
}

function chatCompletionsSpeech(reasons: ReasonTable): ChatSpeech {
  return {
    whole(body, assembler, reply) {
      const wrong = new MessageReader(assembler, reasons).whole(body);
      if (wrong !== undefined) throw reply.unreadable(wrong);
    },
    pieces(assembler) {
      const reader = new MessageReader(assembler, reasons);
      return (event) => reader.chunk(event);
    },
    failed({ status, body }, assembler) {
      // Azure answers a prompt that its filter stops with an error; to us that is an answer like any other vendor's.
      if (status !== 400 || errorObject(body)?.['code'] !== 'content_filter') return false;
      assembler.finish('content-filter', 'content_filter');
      return true;
    },
  };
}

const codes: Readonly<Record<string, ErrorCode>> = {
  invalid_api_key: 'auth',
  account_deactivated: 'auth',
  insufficient_quota: 'quota',
  billing_not_active: 'quota',
  billing_hard_limit_reached: 'quota',
  rate_limit_exceeded: 'rate-limit',
  context_length_exceeded: 'context-length',
  string_above_max_length: 'context-length',
  model_not_found: 'not-found',
  model_not_supported: 'not-found',
  DeploymentNotFound: 'not-found',
  unsupported_country_region_territory: 'permission',
};

/** "Please try again in 1.574s", in the words of a rate limit. */
const waitInWords = /try again in (\d+(?:\.\d+)?)\s*(ms|s|m)\b/i;
const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Reads the errors of this dialect: `{ error: { message, type, param, code } }`. */
export const chatCompletionsErrors: ErrorReader = ({ status, body }) => {
  const error = errorObject(body);
  if (error === undefined) return undefined;
  const { code, type, message } = error;
  const found = [code, type].map((name) => (typeof name === 'string' ? own(codes, name) : undefined)).find(Boolean);
  if (status !== 429) return { code: found };
  const text = typeof message === 'string' ? message : '';
  const [, amount, unit = ''] = waitInWords.exec(text) ?? [];
  return {
    code: found,
    retryAfterMs: amount === undefined ? undefined : Number(amount) * (unitMs[unit.toLowerCase()] ?? 0),
    // One request that is larger than the limit itself stays so however long one waits.
    ...(text.startsWith('Request too large') && { retryable: false }),
  };
};
