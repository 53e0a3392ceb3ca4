import type { InferenceError, InferenceProvider, Message, Meta, Usage, Warning, FinishReason } from '@x/core';

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

/** `{{name}}` in a prompt stands for the row's value of that name; there is no code in templates. */
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
  readonly temperature?: number | undefined;
  readonly system?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One prompt, one row, one target, one repeat. */
export interface Cell {
  /** Content key: the same key means the same call, in any run of any day. */
  readonly key: string;
  readonly target: string;
  readonly prompt: string;
  /** Place of the row in `rows`. */
  readonly row: number;
  readonly repeat: number;
}

export interface CellAnswer {
  readonly status: 'ok' | 'refused';
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly usage?: Usage | undefined;
  readonly warnings: readonly Warning[];
  readonly meta: Meta;
  /** Milliseconds in the target's queue before the call was made. */
  readonly queuedMs: number;
}

export interface CellFailure {
  readonly status: 'error';
  readonly error: InferenceError;
  /** What had come before it failed. */
  readonly text: string;
  readonly queuedMs: number;
}

export type CellResult = CellAnswer | CellFailure;

/** Per target, over the cells that ended. A mean is over the cells that state the figure, and absent when none does. */
export interface TargetSummary {
  readonly target: string;
  readonly ok: number;
  readonly refused: number;
  readonly failed: number;
}

export interface ComparisonSummary {
  readonly planned: number;
  readonly targets: readonly TargetSummary[];
  /** True when the signal stopped the run before every cell had ended. */
  readonly interrupted: boolean;
}

export type ComparisonEvent =
  | { readonly type: 'planned'; readonly cells: number; readonly targets: readonly Target[] }
  | { readonly type: 'cell-start'; readonly cell: Cell }
  | { readonly type: 'delta'; readonly cell: Cell; readonly text: string }
  | { readonly type: 'cell-end'; readonly cell: Cell; readonly result: CellResult }
  | { readonly type: 'end'; readonly summary: ComparisonSummary };
