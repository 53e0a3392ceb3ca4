import type { Cell, CellResult, ComparisonSummary } from '@x/compare';
import type { ComparedTarget } from '../targets.ts';

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
export function cellJson(cell: Cell, result: CellResult, { target, asked, note }: ComparedTarget): JsonObject {
  const failed = result.status === 'error';
  const timing = failed || result.meta.cached === true ? undefined : result.meta.timing;
  return {
    target: target.id,
    model: asked,
    sandbox: note !== undefined,
    prompt: cell.prompt,
    row: cell.row,
    repeat: cell.repeat,
    key: cell.key,
    status: result.status,
    text: result.text,
    finishReason: failed ? null : result.finishReason,
    firstTokenMs: timing?.firstTokenMs ?? null,
    totalMs: timing?.totalMs ?? null,
    usage: failed ? null : usageJson(result.usage),
    warnings: failed ? [] : result.warnings.map(({ message }) => message),
    error: failed ? errorJson(result.error) : null,
  };
}

type Answer = Extract<CellResult, { status: 'ok' | 'refused' }>;
type Failure = Extract<CellResult, { status: 'error' }>['error'];

const usageJson = (usage: Answer['usage']): Json => ({
  inputTokens: usage?.inputTokens ?? null,
  outputTokens: usage?.outputTokens ?? null,
  totalTokens: usage?.totalTokens ?? null,
  reasoningTokens: usage?.reasoningTokens ?? null,
  cachedInputTokens: usage?.cachedInputTokens ?? null,
});

const errorJson = ({ code, message, status, retryable, retryAfterMs, requestId }: Failure): Json => ({
  code,
  message,
  status: status ?? null,
  retryable,
  retryAfterMs: retryAfterMs ?? null,
  requestId: requestId ?? null,
});

/** What a comparison came to. */
export function summaryJson({ planned, interrupted, targets }: ComparisonSummary): JsonObject {
  return {
    planned,
    interrupted,
    targets: targets.map(({ target, ok, refused, failed, firstTokenMs, totalMs, inputTokens, outputTokens }) => ({
      target,
      ok,
      refused,
      failed,
      firstTokenMs: meanJson(firstTokenMs),
      totalMs: meanJson(totalMs),
      inputTokens: meanJson(inputTokens),
      outputTokens: meanJson(outputTokens),
    })),
  };
}

const meanJson = (known: { readonly mean: number; readonly n: number } | undefined): Json =>
  known === undefined ? null : { mean: known.mean, n: known.n };
