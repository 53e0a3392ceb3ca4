/**
 * Reads an answer of the Responses API, whole or streamed, from its bytes, and says what an adapter must make of it.
 * A stream is read by the response that ends it, not by its deltas. Rules that the API leaves open are the contract's:
 * a refusal's words are the text, why it ended is told from the status, the reason it is incomplete and the calls.
 */
import { plausibleCodes } from './error-codes.ts';
import { readEvents } from './event-stream.ts';
import {
  type Expectation,
  expectCounts,
  expectToolCalls,
  type TokenCounts,
  type ToolCallReading,
} from './expectation.ts';
import { at, isRecord, listAt, numberAt, parseJson, stringAt } from './json.ts';

/** An answer in the vendor's own words. */
export interface ResponseReading {
  readonly text: string;
  readonly refusal: string;
  readonly reasoning: string;
  /** `status`, and of an incomplete response the reason. */
  readonly status: string | undefined;
  readonly incomplete: string | undefined;
  readonly toolCalls: readonly ToolCallReading[];
  /** Calls of tools that take text, whose input is no JSON. */
  readonly customCalls: readonly ToolCallReading[];
  readonly usage: unknown;
  /** The error object of a response that failed. */
  readonly error?: unknown;
  /** False when a stream ended without the response. */
  readonly complete: boolean;
  /** True when an event of the stream was not JSON. */
  readonly malformed: boolean;
}

/** Undefined when the body is not a response. */
export function readResponse(body: string): ResponseReading | undefined {
  const response = parseJson(body);
  return at(response, 'object') === 'response' ? reading(response) : undefined;
}

const ENDS = ['response.completed', 'response.incomplete', 'response.failed'];

/** Undefined when no event of the stream is one of the Responses API. */
export function readResponseStream(body: string): ResponseReading | undefined {
  const events = readEvents(body);
  const read = events.map((event) => parseJson(event.data));
  if (!events.some(({ data }) => /"type": ?"(?:response\.|error")/.test(data))) return undefined;
  const end = read.find((event) => ENDS.includes(stringAt(event, 'type') ?? ''));
  const event = read.find((each) => at(each, 'type') === 'error');
  const error = event && (at(event, 'error') ?? event);
  return {
    ...reading(at(end, 'response')),
    complete: end !== undefined,
    malformed: read.includes(undefined),
    ...(error === undefined ? {} : { error }),
  };
}

function reading(response: unknown): ResponseReading {
  const items = listAt(response, 'output');
  const parts = items.filter((item) => at(item, 'type') === 'message').flatMap((item) => listAt(item, 'content'));
  const error = at(response, 'error') ?? undefined;
  return {
    text: parts.map((part) => stringAt(part, 'text') ?? '').join(''),
    refusal: parts.map((part) => stringAt(part, 'refusal') ?? '').join(''),
    reasoning: items
      .filter((item) => at(item, 'type') === 'reasoning')
      .map(reasoningOf)
      .join(''),
    status: stringAt(response, 'status'),
    incomplete: stringAt(response, 'incomplete_details', 'reason'),
    toolCalls: callsOf(items, 'function_call', 'arguments'),
    customCalls: callsOf(items, 'custom_tool_call', 'input'),
    usage: at(response, 'usage') ?? undefined,
    complete: true,
    malformed: false,
    ...(error === undefined ? {} : { error }),
  };
}

/** The summaries of one reasoning are paragraphs. */
function reasoningOf(item: unknown): string {
  const texts = [...listAt(item, 'summary'), ...listAt(item, 'content')].map((part) => stringAt(part, 'text') ?? '');
  return texts.filter((text) => text !== '').join('\n\n');
}

function callsOf(items: readonly unknown[], type: string, field: string): readonly ToolCallReading[] {
  return items
    .filter((item) => at(item, 'type') === type)
    .map((item) => ({
      id: stringAt(item, 'call_id'),
      name: stringAt(item, 'name') ?? '',
      arguments: stringAt(item, field),
    }));
}

const FINISH_REASONS: Readonly<Record<string, string>> = {
  completed: 'stop',
  max_output_tokens: 'length',
  content_filter: 'content-filter',
};

/** What an adapter must make of the reading. */
export function expectResponse(reading: ResponseReading): readonly Expectation[] {
  if (reading.malformed) return [{ kind: 'error', codes: ['bad-response', 'interrupted'] }];
  if (reading.error !== undefined) return [{ kind: 'error', codes: codesOf(reading.error) }];
  if (!reading.complete) return [{ kind: 'error', codes: ['interrupted'] }];
  // A call in the background is answered before there is an answer.
  if (isUnfinished(reading)) return [{ kind: 'error', codes: ['bad-response'] }];
  return [
    {
      kind: 'answer',
      facts: {
        text: [reading.text + reading.refusal],
        reasoning: [reading.reasoning === '' ? undefined : reading.reasoning],
        finishReason: [finishReasonOf(reading)],
        toolCalls: [[...expectToolCalls(reading.toolCalls), ...reading.customCalls.map(expectCustomCall)]],
        ...expectCounts(countsOf(reading.usage)),
      },
    },
  ];
}

function codesOf(error: unknown): readonly string[] {
  const known: Readonly<Record<string, string>> = { rate_limit_exceeded: 'rate-limit', server_error: 'server' };
  const code = known[stringAt(error, 'code') ?? ''];
  return code === undefined ? plausibleCodes(undefined, error) : [code];
}

const isUnfinished = ({ status }: ResponseReading): boolean => status === 'queued' || status === 'in_progress';

const expectCustomCall = ({ id, name, arguments: input }: ToolCallReading) => ({ id, name, input, invalid: false });

function finishReasonOf({ refusal, status, incomplete, toolCalls, customCalls }: ResponseReading): string {
  if (refusal !== '') return 'content-filter';
  const reason = FINISH_REASONS[incomplete ?? status ?? ''] ?? 'other';
  return reason === 'stop' && toolCalls.length + customCalls.length > 0 ? 'tool-calls' : reason;
}

function countsOf(usage: unknown): TokenCounts {
  return {
    inputTokens: numberAt(usage, 'input_tokens'),
    outputTokens: numberAt(usage, 'output_tokens'),
    totalTokens: numberAt(usage, 'total_tokens'),
    reasoningTokens: isRecord(usage) ? numberAt(usage, 'output_tokens_details', 'reasoning_tokens') : undefined,
    cachedInputTokens: numberAt(usage, 'input_tokens_details', 'cached_tokens'),
  };
}
