import type { InferenceError } from '@x/core';
import type { Cell, CellResult } from './cell.ts';
import type { Target } from './comparison.ts';
import type { Spent } from './spending.ts';

/** Per target, over the cells that ended. A mean is over the cells that state the figure, and absent when none does. */
export interface TargetSummary {
  readonly target: string;
  readonly ok: number;
  readonly refused: number;
  readonly failed: number;
  /** Cells that an earlier run had ended, and that were not asked again. */
  readonly already: number;
  /** Cells that were not asked, or were cut off. */
  readonly skipped: number;
  /** Why the rest was not asked: the failure after which its circuit was opened. */
  readonly stopped?: InferenceError | undefined;
  /** Milliseconds from the call to its last byte; answers from a cache are left out. */
  readonly totalMs?: Mean | undefined;
  /** Milliseconds from the request to the first token; answers from a cache are left out. */
  readonly firstTokenMs?: Mean | undefined;
  readonly inputTokens?: Mean | undefined;
  readonly outputTokens?: Mean | undefined;
}

/** An arithmetic mean and the number of cells that it is over. */
export interface Mean {
  readonly mean: number;
  readonly n: number;
}

/**
 * Why a comparison came to its end: everything was asked that could be (`complete`), the signal stopped it before
 * that, its budget was used up, or what its cells came to could not be kept (`disk`).
 */
export type EndReason = 'complete' | 'interrupted' | 'budget' | 'disk';

/** What a comparison came to. */
export interface ComparisonSummary {
  /** Cells that the options ask for: targets × prompts × rows × axes × repeats, or the shard's part of them. */
  readonly planned: number;
  /** Cells that an earlier run had ended. */
  readonly already: number;
  readonly reason: EndReason;
  /** True when the signal stopped the run before every cell had ended. */
  readonly interrupted: boolean;
  /** In the order of the options. */
  readonly targets: readonly TargetSummary[];
  readonly spent: Spent;
  /** What became of the budget, in a sentence, where it ended the run. */
  readonly budget?: string | undefined;
}

/** How far a comparison is. */
export interface Progress {
  /** Cells that ended in this run. */
  readonly ended: number;
  /** Cells that an earlier run had ended, as far as they have been passed. */
  readonly already: number;
  readonly planned: number;
  /** Of `ended`. */
  readonly failed: number;
  /** Milliseconds since the start. */
  readonly elapsedMs: number;
  /** Cells a second so far; absent before the first. */
  readonly perSecond?: number | undefined;
  /** Milliseconds until the end at that rate. */
  readonly remainingMs?: number | undefined;
  readonly usd?: number | undefined;
  readonly tokens: number;
}

/**
 * `planned` comes first and `end` last, once each. A cell's events come in the order start, deltas and retries, end;
 * those of different cells are interleaved. A cell that an abort cut off has no `cell-end`.
 *
 * `retry`: the call failed, what it had streamed is void, and it is made again after `waitMs`; `attempt` counts the calls
 * made. `target-stopped`: its circuit is open, and its remaining cells are not asked in this run. `progress` comes at
 * most every 200 ms.
 */
export type ComparisonEvent =
  | {
      readonly type: 'planned';
      readonly cells: number;
      readonly already: number;
      readonly targets: readonly Target[];
    }
  | { readonly type: 'cell-start'; readonly cell: Cell }
  | { readonly type: 'delta'; readonly cell: Cell; readonly text: string }
  | {
      readonly type: 'retry';
      readonly cell: Cell;
      readonly error: InferenceError;
      readonly attempt: number;
      readonly waitMs: number;
    }
  | { readonly type: 'cell-end'; readonly cell: Cell; readonly result: CellResult }
  | { readonly type: 'target-stopped'; readonly target: string; readonly error: InferenceError }
  | ({ readonly type: 'progress' } & Progress)
  | { readonly type: 'end'; readonly summary: ComparisonSummary };

/**
 * A comparison that is about to run. Nothing is sent until `events()` is first pulled or `done` is first read;
 * whichever comes first starts the run, once.
 */
export interface Comparison {
  /**
   * Everything that happens, as it happens, to one reader.
   *
   * The run waits with new cells while the reader is far behind, so that a slow reader costs time and not memory; cells
   * in flight go on undisturbed. Breaking out of the loop stops the run, as the caller's signal does.
   *
   * @throws InferenceError `invalid-request` at the first pull when another reader has been, or when the run was
   * started through `done` in an earlier turn of the event loop, for events would already be lost; or for rows that
   * lack a value
   */
  events(): AsyncIterable<ComparisonEvent>;
  /**
   * Resolves when every cell has ended or the run was stopped, with or without a reader of `events()`. Reading the
   * property starts the run. It never rejects because of a target: a target's errors are its cells' results.
   */
  readonly done: Promise<ComparisonSummary>;
}
