import type { FinishReason, InferenceError, Meta, ToolCallPart, Usage, Warning } from '@x/core';

/** One prompt, one row, one target, one value of every axis, one repeat. */
export interface Cell {
  /** Content key: the same key means the same call, in any run of any day. */
  readonly key: string;
  readonly target: string;
  readonly prompt: string;
  /** Place of the row in the data, from 0. */
  readonly row: number;
  /** Which of the repeats, from 0. */
  readonly repeat: number;
  /** The value of every axis, by its name; absent where there is no axis. */
  readonly axes?: Readonly<Record<string, unknown>> | undefined;
}

/** A call that was answered. `refused` is an answer that the vendor's content filter cut short or withheld. */
export interface CellAnswer {
  readonly status: 'ok' | 'refused';
  /** The answer as text; '' for tasks whose answer is none. */
  readonly text: string;
  /** What the task answered beside its text, without usage, warnings and meta; absent for chat and text generation. */
  readonly output?: Readonly<Record<string, unknown>> | undefined;
  /** What the model thought, where the vendor tells. */
  readonly reasoning?: string | undefined;
  /** The tools that the model asks for; absent where it asks for none. */
  readonly toolCalls?: readonly ToolCallPart[] | undefined;
  /** Absent for tasks that have none. */
  readonly finishReason?: FinishReason | undefined;
  readonly usage?: Usage | undefined;
  /** US dollars by the target's prices; absent where a price or a count is missing. 0 for what a cache answered. */
  readonly usd?: number | undefined;
  readonly warnings: readonly Warning[];
  readonly meta: Meta;
  /** Calls made for it, 1 when nothing was retried. Timings are those of the last. */
  readonly attempts: number;
  /** Milliseconds from the start of the run to the first call. */
  readonly queuedMs: number;
}

/** A call that ended without an answer. The caller's own abort is not one: such a cell has no result at all. */
export interface CellFailure {
  readonly status: 'error';
  readonly error: InferenceError;
  /** What had come before it failed; '' when nothing had. */
  readonly text: string;
  /** As in `CellAnswer`. */
  readonly attempts: number;
  /** As in `CellAnswer`. */
  readonly queuedMs: number;
}

/** How a cell ended. */
export type CellResult = CellAnswer | CellFailure;

/** A cell with how it ended, as the `cell-end` event has it. */
export interface EndedCell {
  readonly cell: Cell;
  readonly result: CellResult;
}
