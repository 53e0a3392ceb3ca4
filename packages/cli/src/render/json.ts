import type { Cell, CellResult, ComparisonSummary, TargetSummary } from '@x/compare';
import type { InferenceError, Usage } from '@x/core';
import type { ShownTarget } from '../targets.ts';

/** Anything that JSON can say. What is not known is null, never 0 and never left out. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/**
 * A value on one line. The control characters that JSON leaves as they are (U+007F to U+009F, of which one opens an
 * escape sequence) are escaped, so that the line can be shown on a terminal.
 */
export function jsonLine(value: Json): string {
  const text = JSON.stringify(value);
  return `${text.replace(/[\u007F-\u009F]/g, (control) => `\\u00${control.charCodeAt(0).toString(16)}`)}\n`;
}

/** How one cell ended. */
export function cellJson(cell: Cell, result: CellResult, { target, asked, note }: ShownTarget): JsonObject {
  const failed = result.status === 'error';
  const timing = failed || result.meta.cached === true ? undefined : result.meta.timing;
  return {
    target: target.id,
    model: asked,
    sandbox: note !== undefined,
    prompt: cell.prompt,
    row: cell.row,
    repeat: cell.repeat,
    axes: jsonOf(cell.axes),
    key: cell.key,
    status: result.status,
    text: result.text,
    output: failed ? null : jsonOf(result.output),
    finishReason: failed ? null : (result.finishReason ?? null),
    firstTokenMs: timing?.firstTokenMs ?? null,
    totalMs: timing?.totalMs ?? null,
    usage: failed ? null : usageJson(result.usage),
    warnings: failed ? [] : result.warnings.map(({ message }) => message),
    error: failed ? errorJson(result.error) : null,
  };
}

/** A value that came from JSON or goes there; null where there is none. */
export const jsonOf = (value: unknown): Json => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

/** Token counts; null for each that the vendor did not state. */
export const usageJson = (usage: Usage | undefined): Json => ({
  inputTokens: usage?.inputTokens ?? null,
  outputTokens: usage?.outputTokens ?? null,
  totalTokens: usage?.totalTokens ?? null,
  reasoningTokens: usage?.reasoningTokens ?? null,
  cachedInputTokens: usage?.cachedInputTokens ?? null,
});

/** Why a call failed. */
export const errorJson = ({ code, message, status, retryable, retryAfterMs, requestId }: InferenceError): Json => ({
  code,
  message,
  status: status ?? null,
  retryable,
  retryAfterMs: retryAfterMs ?? null,
  requestId: requestId ?? null,
});

/** What a comparison came to. */
export function summaryJson({ planned, already, reason, interrupted, spent, targets }: ComparisonSummary): JsonObject {
  return {
    planned,
    already,
    reason,
    interrupted,
    spent: { usd: spent.usd ?? null, tokens: spent.tokens, unknown: spent.unknown },
    targets: targets.map(targetJson),
  };
}

const targetJson = ({ stopped, ...summary }: TargetSummary): JsonObject => ({
  target: summary.target,
  ok: summary.ok,
  refused: summary.refused,
  failed: summary.failed,
  already: summary.already,
  skipped: summary.skipped,
  stopped: stopped === undefined ? null : errorJson(stopped),
  firstTokenMs: meanJson(summary.firstTokenMs),
  totalMs: meanJson(summary.totalMs),
  inputTokens: meanJson(summary.inputTokens),
  outputTokens: meanJson(summary.outputTokens),
});

const meanJson = (known: { readonly mean: number; readonly n: number } | undefined): Json =>
  known === undefined ? null : { mean: known.mean, n: known.n };
