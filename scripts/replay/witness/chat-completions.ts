/**
 * Reads a Chat Completions answer, whole or streamed, from its bytes, and says what an adapter must make of it.
 * Rules that vendors leave open are the contract's: only choice 0, a refusal's words are the text, a leading
 * `<think>` block is reasoning, the last usage wins, a stream without a finish reason and without `[DONE]` broke off.
 */
import { plausibleCodes } from './error-codes.ts';
import { readEvents, type ServerSentEvent } from './event-stream.ts';
import {
  type Expectation,
  expectCounts,
  expectToolCalls,
  type TokenCounts,
  type ToolCallReading,
} from './expectation.ts';
import { at, isRecord, listAt, numberAt, parseJson, stringAt } from './json.ts';

/** An answer in the vendor's own words. */
export interface ChatReading {
  readonly text: string;
  readonly refusal: string;
  readonly reasoning: string;
  readonly finishReason: string | undefined;
  readonly toolCalls: readonly ToolCallReading[];
  readonly usage: unknown;
  /** The error object of a failed stream or of a 200 that is an error. */
  readonly error?: unknown;
  /** False when a stream ended without a finish reason and without `[DONE]`. */
  readonly complete: boolean;
  /** True when an event of the stream was neither JSON nor `[DONE]`. */
  readonly malformed: boolean;
}

/** Undefined when the body is not a chat completion. */
export function readChatCompletion(body: string): ChatReading | undefined {
  const completion = parseJson(body);
  const message = at(completion, 'choices', 0, 'message');
  const error = at(completion, 'error') ?? undefined;
  if (!isRecord(message) && error === undefined) return undefined;
  return {
    text: textOf(at(message, 'content')),
    refusal: stringAt(message, 'refusal') ?? '',
    reasoning: reasoningOf(message),
    finishReason: stringAt(completion, 'choices', 0, 'finish_reason'),
    toolCalls: callsOf(message),
    usage: at(completion, 'usage'),
    complete: true,
    malformed: false,
    ...(error === undefined ? {} : { error }),
  };
}

/** Undefined when no event of the stream is a chunk of a chat completion, or an error. */
export function readChatCompletionStream(body: string): ChatReading | undefined {
  const events = readEvents(body);
  const chunks = events.map((event) => parseJson(event.data)).filter(isRecord);
  const error = chunks.map((chunk) => at(chunk, 'error')).find((found) => found !== undefined && found !== null);
  if (error === undefined && !chunks.some((chunk) => Array.isArray(chunk['choices']))) return undefined;
  const choices = firstChoices(chunks);
  const deltas = choices.map((choice) => at(choice, 'delta'));
  const finishReason = choices
    .map((choice) => stringAt(choice, 'finish_reason'))
    .findLast((reason) => reason !== undefined);
  return {
    text: deltas.map((delta) => textOf(at(delta, 'content'))).join(''),
    refusal: deltas.map((delta) => stringAt(delta, 'refusal') ?? '').join(''),
    reasoning: deltas.map(reasoningOf).join(''),
    finishReason,
    toolCalls: joinCalls(deltas),
    usage: chunks.map((chunk) => chunk['usage']).findLast(isRecord),
    complete: finishReason !== undefined || events.some(isDone),
    malformed: events.some((event) => !isDone(event) && parseJson(event.data) === undefined),
    ...(error === undefined ? {} : { error }),
  };
}

function isDone(event: ServerSentEvent): boolean {
  return event.data.trim() === '[DONE]';
}

/**
 * Choice 0. Text Generation Inference 1.4 counted tokens in `index`, so there the finish reason has another one; then
 * every chunk's choice belongs to the one answer.
 */
function firstChoices(chunks: readonly unknown[]): readonly unknown[] {
  const choices = chunks.flatMap((chunk) => listAt(chunk, 'choices'));
  const finished = (choice: unknown) => stringAt(choice, 'finish_reason') !== undefined;
  const numberedZero = choices.filter((choice) => (at(choice, 'index') ?? 0) === 0);
  return numberedZero.some(finished) || !choices.some(finished) ? numberedZero : choices;
}

/** Content is a string, or (Mistral) a list of parts of which the text ones count. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return listAt(content)
    .filter((part) => at(part, 'type') === 'text')
    .map((part) => stringAt(part, 'text') ?? '')
    .join('');
}

function reasoningOf(message: unknown): string {
  return stringAt(message, 'reasoning_content') ?? stringAt(message, 'reasoning') ?? '';
}

function callsOf(message: unknown): readonly ToolCallReading[] {
  const calls = listAt(message, 'tool_calls').map((call) => ({
    id: stringAt(call, 'id') || undefined,
    name: stringAt(call, 'function', 'name') ?? '',
    // Text Generation Inference 1.4 wrote `parameters`, as JSON.
    arguments: at(call, 'function', 'arguments') ?? at(call, 'function', 'parameters'),
  }));
  const legacy = at(message, 'function_call');
  if (!isRecord(legacy)) return calls;
  return [...calls, { id: undefined, name: stringAt(legacy, 'name') ?? '', arguments: legacy['arguments'] }];
}

/** Fragments of one index belong to one call; a fragment without an index (Gemini's compatible host) is a whole call. */
function joinCalls(deltas: readonly unknown[]): readonly ToolCallReading[] {
  const calls = new Map<unknown, { id: string | undefined; name: string; arguments: string }>();
  for (const fragment of deltas.flatMap((delta) => listAt(delta, 'tool_calls'))) {
    const key = numberAt(fragment, 'index') ?? fragment;
    const call = calls.get(key) ?? { id: undefined, name: '', arguments: '' };
    calls.set(key, {
      id: call.id ?? (stringAt(fragment, 'id') || undefined),
      name: call.name || (stringAt(fragment, 'function', 'name') ?? ''),
      arguments: call.arguments + argumentsText(at(fragment, 'function', 'arguments')),
    });
  }
  return [...calls.values(), ...joinLegacyCall(deltas)];
}

function argumentsText(value: unknown): string {
  if (typeof value === 'string') return value;
  return isRecord(value) ? JSON.stringify(value) : '';
}

function joinLegacyCall(deltas: readonly unknown[]): readonly ToolCallReading[] {
  const fragments = deltas.map((delta) => at(delta, 'function_call')).filter(isRecord);
  if (fragments.length === 0) return [];
  const joined = (field: string) => fragments.map((fragment) => stringAt(fragment, field) ?? '').join('');
  return [{ id: undefined, name: joined('name'), arguments: joined('arguments') }];
}

const FINISH_REASONS: Readonly<Record<string, string>> = {
  stop: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  stop_sequence: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

/** What an adapter must make of the reading. */
export function expectChat(reading: ChatReading): readonly Expectation[] {
  if (reading.error !== undefined) return [{ kind: 'error', codes: plausibleCodes(undefined, reading.error) }];
  if (reading.malformed) return [{ kind: 'error', codes: ['bad-response', 'interrupted'] }];
  if (!reading.complete) return [{ kind: 'error', codes: ['interrupted'] }];
  const thought = splitThought(reading.text);
  const text = thought.texts.map((words) => words + reading.refusal);
  const reasoning = reading.reasoning + thought.reasoning;
  return [
    {
      kind: 'answer',
      facts: {
        text,
        reasoning: reasoning === '' ? [undefined, ''] : [reasoning, reasoning.trim()],
        finishReason: [finishReasonOf(reading)],
        toolCalls: [expectToolCalls(reading.toolCalls)],
        ...expectCounts(countsOf(reading.usage)),
      },
    },
  ];
}

/**
 * A thought that was cut off is a thought still. White space between a thought and the text belongs to neither, so it
 * may be kept or dropped.
 */
function splitThought(content: string): { readonly reasoning: string; readonly texts: readonly string[] } {
  const match = /^\s*<think>([\s\S]*?)(?:<\/think>|$)/.exec(content);
  if (match === null) return { reasoning: '', texts: [content] };
  const rest = content.slice(match[0].length);
  return { reasoning: match[1] ?? '', texts: [rest, rest.trimStart()] };
}

function finishReasonOf(reading: ChatReading): string {
  if (reading.refusal !== '') return 'content-filter';
  const reason = FINISH_REASONS[reading.finishReason ?? ''] ?? 'other';
  return reason === 'stop' && reading.toolCalls.length > 0 ? 'tool-calls' : reason;
}

function countsOf(usage: unknown): TokenCounts {
  return {
    inputTokens: numberAt(usage, 'prompt_tokens'),
    outputTokens: numberAt(usage, 'completion_tokens'),
    totalTokens: numberAt(usage, 'total_tokens'),
    reasoningTokens: numberAt(usage, 'completion_tokens_details', 'reasoning_tokens'),
    cachedInputTokens: numberAt(usage, 'prompt_tokens_details', 'cached_tokens'),
  };
}
