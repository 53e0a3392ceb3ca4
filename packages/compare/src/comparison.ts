import type { FinishReason, InferenceError, InferenceProvider, Message, Meta, Usage, Warning } from '@x/core';

/** One column of a comparison: a model at a provider, under a name of its own. */
export interface Target {
  /** Unique within the comparison; what columns, files and statistics call it. */
  readonly id: string;
  readonly provider: InferenceProvider<'chat'>;
  readonly model: string;
  /** Where the provider sends its calls, for the cell's key; default: the provider's own place. */
  readonly baseUrl?: string | undefined;
  /** The vendor's own settings for this target alone. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Calls in flight at once; default 4. */
  readonly concurrency?: number | undefined;
  /** True where the sandbox stands in for the vendor: shown beside every answer, kept in the run file. */
  readonly sandbox?: boolean | undefined;
}

/**
 * `{{name}}` in a prompt stands for the row's value of that name; there is no code in templates. `\\{{name}}` sends the
 * braces as they are. A prompt without an `id` is called `p1`, `p2`… by its place in the list.
 */
export type Prompt = string | { readonly id?: string | undefined; readonly messages: readonly Message[] };

/** Values for a prompt's `{{name}}`s. */
export type Row = Readonly<Record<string, string>>;

export interface ComparisonOptions {
  readonly targets: readonly Target[];
  readonly prompts: readonly Prompt[];
  /** Default: one row without values. */
  readonly rows?: readonly Row[] | undefined;
  /** How often each cell is asked; default 1. */
  readonly repeats?: number | undefined;
  /** Longest answer in tokens, for every target. */
  readonly maxTokens?: number | undefined;
  /** Sampling temperature, for every target. */
  readonly temperature?: number | undefined;
  /** Stands before the messages of every prompt; may hold `{{name}}`s of its own. */
  readonly system?: string | undefined;
  /** Stops the whole comparison. Cells in flight are aborted and are not results. */
  readonly signal?: AbortSignal | undefined;
}

/** One prompt, one row, one target, one repeat. */
export interface Cell {
  /** Content key: the same key means the same call, in any run of any day. */
  readonly key: string;
  readonly target: string;
  readonly prompt: string;
  /** Place of the row in `rows`, from 0. */
  readonly row: number;
  /** Which of the repeats, from 0. */
  readonly repeat: number;
}

/** A call that was answered. `refused` is an answer that the vendor's content filter cut short or withheld. */
export interface CellAnswer {
  readonly status: 'ok' | 'refused';
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly usage?: Usage | undefined;
  readonly warnings: readonly Warning[];
  readonly meta: Meta;
  /** Milliseconds in the target's queue before the call was made; every cell enters its queue when the run starts. */
  readonly queuedMs: number;
}

/** A call that ended without an answer. The caller's own abort is not one: such a cell has no result at all. */
export interface CellFailure {
  readonly status: 'error';
  readonly error: InferenceError;
  /** What had come before it failed; '' when nothing had. */
  readonly text: string;
  /** As in `CellAnswer`. */
  readonly queuedMs: number;
}

/** How a cell ended. */
export type CellResult = CellAnswer | CellFailure;

/** Per target, over the cells that ended. A mean is over the cells that state the figure, and absent when none does. */
export interface TargetSummary {
  readonly target: string;
  readonly ok: number;
  readonly refused: number;
  readonly failed: number;
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

/** What a comparison came to. */
export interface ComparisonSummary {
  /** Cells that the options ask for: targets × prompts × rows × repeats. */
  readonly planned: number;
  /** In the order of the options. */
  readonly targets: readonly TargetSummary[];
  /** True when the signal stopped the run before every cell had ended. */
  readonly interrupted: boolean;
}

/**
 * `planned` comes first and `end` last, once each. A cell's events come in the order start, deltas, end; those of
 * different cells are interleaved. A cell that an abort cut off has no `cell-end`.
 */
export type ComparisonEvent =
  | { readonly type: 'planned'; readonly cells: number; readonly targets: readonly Target[] }
  | { readonly type: 'cell-start'; readonly cell: Cell }
  | { readonly type: 'delta'; readonly cell: Cell; readonly text: string }
  | { readonly type: 'cell-end'; readonly cell: Cell; readonly result: CellResult }
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
   * started through `done` in an earlier turn of the event loop, for events would already be lost.
   */
  events(): AsyncIterable<ComparisonEvent>;
  /**
   * Resolves when every cell has ended or the run was stopped, with or without a reader of `events()`. Reading the
   * property starts the run. It never rejects because of a target: a target's errors are its cells' results.
   */
  readonly done: Promise<ComparisonSummary>;
}
