import type { ErrorCode, FinishReason } from '@x/core';
import type { Cell, CellResult } from './comparison.ts';

/** What the provider stated or the wire showed of one cell. A figure that is not known is absent, never 0. */
export interface Measurements {
  /** Milliseconds from the call to its last byte; absent for failures and for answers from a cache. */
  readonly totalMs?: number | undefined;
  /** Milliseconds from the request to the first token; absent likewise, and where nothing streamed. */
  readonly firstTokenMs?: number | undefined;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
}

/** One line of the table that ends a comparison. */
export interface CellFigures extends Measurements {
  readonly target: string;
  readonly prompt: string;
  /** Place of the row, from 0. */
  readonly row: number;
  /** Which of the repeats, from 0. */
  readonly repeat: number;
  readonly status: CellResult['status'];
  readonly finishReason?: FinishReason | undefined;
  /** Why it failed. */
  readonly error?: ErrorCode | undefined;
  /** Length of the answer in Unicode code points; absent for failures. */
  readonly characters?: number | undefined;
  /** Words of the answer as Unicode segments them, in any script; absent for failures. */
  readonly words?: number | undefined;
  /** True for an answer that came from a cache. */
  readonly cached?: boolean | undefined;
}

/** A cell with how it ended, as the `cell-end` event has it. */
export interface EndedCell {
  readonly cell: Cell;
  readonly result: CellResult;
}

/** The figures of ended cells, one line each, in the order given. */
export function tableOf(ended: Iterable<EndedCell>): readonly CellFigures[] {
  return Array.from(ended, figuresOf);
}

/** The figures of one ended cell. */
export function figuresOf({ cell, result }: EndedCell): CellFigures {
  const { target, prompt, row, repeat } = cell;
  const place = { target, prompt, row, repeat, status: result.status };
  if (result.status === 'error') return { ...place, error: result.error.code };
  return {
    ...place,
    ...measurementsOf(result),
    finishReason: result.finishReason,
    characters: countCharacters(result.text),
    words: countWords(result.text),
    cached: result.meta.cached,
  };
}

/** The numbers that cost nothing to read: no pass over the text. */
export function measurementsOf(result: CellResult): Measurements {
  if (result.status === 'error') return {};
  const { usage, meta } = result;
  // How long a cache took says nothing of the provider.
  const timing = meta.cached === true ? undefined : meta.timing;
  return {
    totalMs: timing?.totalMs,
    firstTokenMs: timing?.firstTokenMs,
    inputTokens: usage?.inputTokens,
    outputTokens: usage?.outputTokens,
  };
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

function countWords(text: string): number {
  let count = 0;
  for (const segment of segmenter.segment(text)) if (segment.isWordLike === true) count++;
  return count;
}
