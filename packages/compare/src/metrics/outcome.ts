import type { ErrorCode, FinishReason, Meta, Usage } from '@x/core';
import type { CellResult, EndedCell } from '../cell.ts';

/** Where a cell stands in a comparison. */
export interface Place {
  readonly target: string;
  readonly prompt: string;
  /** Place of the row in the data, from 0. */
  readonly row: number;
  /** Which of the repeats, from 0. */
  readonly repeat: number;
  /** The value of every axis, by its name; absent where there is no axis. */
  readonly axes?: Readonly<Record<string, unknown>> | undefined;
}

/** How a cell ended, as metrics and checks read it. What is not known is absent, never 0. */
export interface Outcome {
  readonly status: 'ok' | 'refused' | 'error';
  /** The answer; absent where it is none in words: vectors, labels, tool calls alone. '' is an empty answer. */
  readonly text?: string | undefined;
  /** What a task other than chat and text generation answered. */
  readonly output?: Readonly<Record<string, unknown>> | undefined;
  readonly finishReason?: FinishReason | undefined;
  /** The vendor's own word for why it stopped. */
  readonly rawFinishReason?: string | undefined;
  readonly usage?: Usage | undefined;
  /** US dollars; absent where a price or a count is missing, and for what a cache answered. */
  readonly usd?: number | undefined;
  /** Milliseconds from the request to the first token; absent where nothing streamed and for what a cache answered. */
  readonly firstTokenMs?: number | undefined;
  /** Milliseconds from the call to its last byte; absent for what a cache answered. */
  readonly totalMs?: number | undefined;
  readonly cached?: boolean | undefined;
  /** Who answered; absent for failures. */
  readonly meta?: Pick<Meta, 'provider' | 'model'> | undefined;
  /** Why it failed. */
  readonly error?: ErrorCode | undefined;
}

/** A cell with its outcome: what every summary of metrics and checks is over. */
export interface MeasuredCell extends Place {
  readonly outcome: Outcome;
}

/** The part of a run file's `cell` line that metrics read, under the names of the file. */
export interface CellRecord {
  readonly st: 'ok' | 'refused' | 'error';
  /** Whole: as `view.cell(entry)` gives it. */
  readonly text: string;
  readonly out?: unknown;
  readonly tools?: readonly unknown[] | undefined;
  readonly finish?: FinishReason | undefined;
  readonly u?: Usage | null | undefined;
  readonly usd?: number | null | undefined;
  readonly ttft?: number | null | undefined;
  readonly ms?: number | null | undefined;
  readonly src?: 'live' | 'cache' | 'sandbox' | undefined;
  readonly m?: { readonly provider: string; readonly model: string; readonly rawFinishReason?: string | undefined };
  readonly err?: { readonly kind: ErrorCode };
}

/** A cell as the `cell-end` event has it. */
export function measuredCell({ cell, result }: EndedCell): MeasuredCell {
  return { ...placeOf(cell), outcome: outcomeOf(result) };
}

/**
 * A cell as a run file has it.
 *
 * @param place the cell's entry in the index of the run
 */
export function measuredRecord(place: Place, record: CellRecord): MeasuredCell {
  return { ...placeOf(place), outcome: outcomeOfRecord(record) };
}

/** What metrics read of a result of the engine. */
export function outcomeOf(result: CellResult): Outcome {
  if (result.status === 'error') return { status: 'error', error: result.error.code };
  const { status, text, output, toolCalls, finishReason, usage, usd, meta } = result;
  const timing = meta.cached === true ? undefined : meta.timing;
  return {
    status,
    text: wordsOf(text, output, toolCalls),
    output,
    finishReason,
    rawFinishReason: meta.rawFinishReason,
    usage,
    usd: meta.cached === true ? undefined : usd,
    firstTokenMs: timing?.firstTokenMs,
    totalMs: timing?.totalMs,
    cached: meta.cached,
    meta: { provider: meta.provider, model: meta.model },
  };
}

/** What metrics read of a `cell` line of a run file. */
export function outcomeOfRecord(record: CellRecord): Outcome {
  const { st: status, text, out, tools, finish, u, usd, ttft, ms, src, m, err } = record;
  if (status === 'error') return { status, error: err?.kind };
  const output = isRecord(out) ? out : undefined;
  const cached = src === 'cache';
  return {
    status,
    text: wordsOf(text, output, tools),
    output,
    finishReason: finish,
    rawFinishReason: m?.rawFinishReason,
    usage: u ?? undefined,
    // A cache has no price and no pace of its own.
    usd: cached ? undefined : (usd ?? undefined),
    firstTokenMs: cached ? undefined : (ttft ?? undefined),
    totalMs: cached ? undefined : (ms ?? undefined),
    cached,
    meta: m && { provider: m.provider, model: m.model },
  };
}

/** The words of an answer that was not withheld; undefined where there are none to be measured. */
export const textOf = ({ status, text }: Outcome): string | undefined => (status === 'ok' ? text : undefined);

/** The engine writes '' where a task answers without words, and where a model only asks for tools. */
function wordsOf(
  text: string,
  output: Outcome['output'],
  toolCalls: readonly unknown[] | undefined,
): string | undefined {
  if (text !== '') return text;
  const wordless = output !== undefined && typeof output['text'] !== 'string';
  return wordless || (toolCalls !== undefined && toolCalls.length > 0) ? undefined : '';
}

const placeOf = ({ target, prompt, row, repeat, axes }: Place): Place => ({
  target,
  prompt,
  row,
  repeat,
  ...(axes === undefined ? {} : { axes }),
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
