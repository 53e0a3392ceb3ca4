import type { ErrorCode, FinishReason } from '@x/core';
import type { CellResult, EndedCell } from './cell.ts';

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
  /** The value of every axis, by its name; absent where there is no axis. */
  readonly axes?: Readonly<Record<string, unknown>> | undefined;
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
  /** US dollars by the target's prices; absent where they are not known. */
  readonly usd?: number | undefined;
}

/** The figures of ended cells, one line each, in the order given. */
export function tableOf(ended: Iterable<EndedCell>): readonly CellFigures[] {
  return Array.from(ended, figuresOf);
}

/** The figures of one ended cell. */
export function figuresOf({ cell, result }: EndedCell): CellFigures {
  const { target, prompt, row, repeat, axes } = cell;
  const place = { target, prompt, row, repeat, ...(axes === undefined ? {} : { axes }), status: result.status };
  if (result.status === 'error') return { ...place, error: result.error.code };
  return {
    ...place,
    ...measurementsOf(result),
    finishReason: result.finishReason,
    characters: countCharacters(result.text),
    // Counted when it is asked for: in a long answer that takes longer than all the rest together.
    get words() {
      return countWords(result.text);
    },
    cached: result.meta.cached,
    ...(result.usd === undefined ? {} : { usd: result.usd }),
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

let segmenter: Intl.Segmenter | undefined;

function countWords(text: string): number {
  // Made when it is first needed: it loads the rules of every script.
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  let count = 0;
  for (const segment of segmenter.segment(text)) if (segment.isWordLike === true) count++;
  return count;
}
