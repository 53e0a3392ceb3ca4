/**
 * Reads a Gemini answer, `generateContent` or `streamGenerateContent`, from its bytes, and says what an adapter must
 * make of it: thoughts are reasoning, calls end as tool calls although the vendor says STOP, a blocked prompt is an
 * answer, output counts include thoughts and input counts include the prompts of the vendor's own tools.
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
import { callsOfParts } from './gemini-function-calls.ts';
import { at, isRecord, listAt, numberAt, parseJson, stringAt } from './json.ts';

/** An answer in the vendor's own words. */
export interface GeminiReading {
  readonly text: string;
  readonly thoughts: string;
  readonly finishReason: string | undefined;
  readonly blockReason: string | undefined;
  /** Whether any candidate came at all. */
  readonly answered: boolean;
  readonly toolCalls: readonly ToolCallReading[];
  readonly usage: unknown;
  readonly streamed: boolean;
  /** The error object of a stream that failed after its status. */
  readonly error?: unknown;
}

/** Undefined when the body is not a `generateContent` answer (a cached content, an image prediction…). */
export function readGenerateContent(body: string): GeminiReading | undefined {
  const response = parseJson(body);
  return isGenerateContent(response) ? readResponses([response], false) : undefined;
}

/** The body is an event stream, or the JSON array that the method gives without `alt=sse`. */
export function readStreamGenerateContent(body: string): GeminiReading | undefined {
  const whole = parseJson(body);
  const responses = Array.isArray(whole) ? whole : readEvents(body).map((event) => parseJson(event.data));
  const read = responses.filter((response) => isGenerateContent(response) || isRecord(at(response, 'error')));
  return read.length === 0 ? undefined : readResponses(read, true);
}

function isGenerateContent(response: unknown): boolean {
  return isRecord(response) && ('candidates' in response || 'promptFeedback' in response);
}

function readResponses(responses: readonly unknown[], streamed: boolean): GeminiReading {
  const candidates = responses.flatMap((response) =>
    listAt(response, 'candidates').filter((candidate) => (at(candidate, 'index') ?? 0) === 0),
  );
  const parts = candidates.flatMap((candidate) => listAt(candidate, 'content', 'parts'));
  const textOf = (thought: boolean) =>
    parts
      .filter((part) => (at(part, 'thought') === true) === thought)
      .map((part) => stringAt(part, 'text') ?? '')
      .join('');
  const error = responses.map((response) => at(response, 'error')).find(isRecord);
  return {
    text: textOf(false),
    thoughts: textOf(true),
    finishReason: candidates.map(finishReasonOf).findLast((reason) => reason !== undefined),
    blockReason: responses.map((response) => stringAt(response, 'promptFeedback', 'blockReason')).find(Boolean),
    answered: candidates.length > 0,
    toolCalls: callsOfParts(parts),
    usage: responses.map((response) => at(response, 'usageMetadata')).findLast(isRecord),
    streamed,
    ...(error === undefined ? {} : { error }),
  };
}

/** The order of the enum in Google's protocol definition: answers asked for with `enum-encoding=int` have numbers. */
const NUMBERED_REASONS = [
  'FINISH_REASON_UNSPECIFIED',
  'STOP',
  'MAX_TOKENS',
  'SAFETY',
  'RECITATION',
  'OTHER',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'MALFORMED_FUNCTION_CALL',
];

function finishReasonOf(candidate: unknown): string | undefined {
  const number = numberAt(candidate, 'finishReason');
  return number === undefined ? stringAt(candidate, 'finishReason') : NUMBERED_REASONS[number];
}

const CONTENT_FILTER = [
  ...['SAFETY', 'RECITATION', 'LANGUAGE', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'MODEL_ARMOR'],
  ...['IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'IMAGE_RECITATION'],
];

/** What an adapter must make of the reading. */
export function expectGemini(reading: GeminiReading): readonly Expectation[] {
  if (reading.error !== undefined) return [{ kind: 'error', codes: plausibleCodes(undefined, reading.error) }];
  const answer: Expectation = {
    kind: 'answer',
    facts: {
      text: [reading.text],
      reasoning: reading.thoughts === '' ? [undefined, ''] : [reading.thoughts],
      finishReason: [finishWordOf(reading)],
      toolCalls: [expectToolCalls(reading.toolCalls)],
      ...expectCounts(countsOf(reading.usage)),
    },
  };
  if (reading.finishReason !== undefined || reading.blockReason !== undefined) return [answer];
  if (reading.streamed) return [{ kind: 'error', codes: ['interrupted'] }];
  // A whole body without a reason to have ended may be taken as an answer or refused as none.
  return [answer, { kind: 'error', codes: ['bad-response'] }];
}

function finishWordOf(reading: GeminiReading): string {
  const reason = reading.finishReason ?? '';
  if (reading.blockReason !== undefined || !reading.answered || CONTENT_FILTER.includes(reason))
    return 'content-filter';
  if (reason === 'MAX_TOKENS') return 'length';
  if (reason !== 'STOP') return 'other';
  return reading.toolCalls.length > 0 ? 'tool-calls' : 'stop';
}

function countsOf(usage: unknown): TokenCounts {
  return {
    inputTokens: sum(numberAt(usage, 'promptTokenCount'), numberAt(usage, 'toolUsePromptTokenCount')),
    outputTokens: sum(numberAt(usage, 'candidatesTokenCount'), numberAt(usage, 'thoughtsTokenCount')),
    totalTokens: numberAt(usage, 'totalTokenCount'),
    reasoningTokens: numberAt(usage, 'thoughtsTokenCount'),
    cachedInputTokens: numberAt(usage, 'cachedContentTokenCount'),
  };
}

function sum(...counts: readonly (number | undefined)[]): number | undefined {
  const given = counts.filter((count) => count !== undefined);
  return given.length === 0 ? undefined : given.reduce((total, count) => total + count, 0);
}
