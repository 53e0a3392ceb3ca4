import type { InferenceProvider, Message, TaskName, Timeouts } from '@x/core';
import type { Clock } from './clock.ts';
import type { Ledger } from './ledger.ts';
import type { Rows } from './plan/rows.ts';
import type { Budget, Prices } from './spending.ts';

/** One column of a comparison: a model at a provider, under a name of its own. */
export interface Target {
  /** Unique within the comparison; what columns, files and statistics call it. */
  readonly id: string;
  readonly provider: InferenceProvider;
  readonly model: string;
  /** Where the provider sends its calls, for the cell's key; default: the provider's own place. */
  readonly baseUrl?: string | undefined;
  /** The vendor's own settings for this target alone. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Calls in flight at once, at most; default 4. Fewer while the vendor says that it is too much. */
  readonly concurrency?: number | undefined;
  /** Calls started in a minute, at most, evenly spread; default: as many as there are. */
  readonly requestsPerMinute?: number | undefined;
  /** What it costs; without them its cost is unknown. */
  readonly prices?: Prices | undefined;
  /** True where the sandbox stands in for the vendor: shown beside every answer, kept in the run file. */
  readonly sandbox?: boolean | undefined;
}

/**
 * `{{name}}` in a prompt stands for the row's value of that name; there is no code in templates. `\\{{name}}` sends the
 * braces as they are. A prompt without an `id` is called `p1`, `p2`… by its place in the list.
 *
 * `messages` are for chat; `input` holds the fields of any task's input, without the model. A bare text is the user's
 * message, or the one text that the task is about.
 */
export type Prompt =
  | string
  | { readonly id?: string | undefined; readonly messages: readonly Message[] }
  | { readonly id?: string | undefined; readonly input: Readonly<Record<string, unknown>> };

/** How long and how often a target is tried. */
export interface Limits {
  /** Further calls for a cell whose failure may pass; default 3. */
  readonly retries?: number | undefined;
  /** Milliseconds that a target is waited for between two of its answers, all retries together; default 60 000. */
  readonly maxRetryWaitMs?: number | undefined;
  /** Cells of a target that may fail one after the other before the rest is not asked; default 5. A missing key: 1. */
  readonly failuresInARow?: number | undefined;
  /** Handed on with every call. */
  readonly timeout?: Timeouts | undefined;
}

/** A part of a comparison that is spread over several runs. Every question falls to one part, whoever computes it. */
export interface Shard {
  /** Which part, from 1. */
  readonly index: number;
  readonly count: number;
}

/** Keeps answers by content key. Any Keyv-shaped store is one. */
export interface AnswerStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<unknown>;
}

export interface ComparisonOptions {
  readonly targets: readonly Target[];
  readonly prompts: readonly Prompt[];
  /** What is asked for; default `chat`. */
  readonly task?: TaskName | undefined;
  /** Default: one row without values. */
  readonly rows?: Rows | undefined;
  /**
   * Settings of which every value is tried with every value of the others, as in `{ temperature: [0, 0.7] }`. Names of
   * the task's own sampling settings go into its input, others into `parameters`.
   */
  readonly axes?: Readonly<Record<string, readonly unknown[]>> | undefined;
  /** How often each cell is asked; default 1. */
  readonly repeats?: number | undefined;
  /** Longest answer in tokens, for every target. */
  readonly maxTokens?: number | undefined;
  /** Sampling temperature, for every target. */
  readonly temperature?: number | undefined;
  /** Stands before the messages of every prompt of a chat; may hold `{{name}}`s of its own. */
  readonly system?: string | undefined;
  /** Decides the order in which things are asked; default 1. */
  readonly seed?: number | undefined;
  /**
   * `shuffled` (default): at random by the seed, within blocks of about 256 questions, the same for all targets, so
   * that the time of day is the same for all. `as-given`: row by row, prompt by prompt. Repeats are outermost in both.
   */
  readonly order?: 'shuffled' | 'as-given' | undefined;
  /** Default: all of it. */
  readonly shard?: Shard | undefined;
  readonly limits?: Limits | undefined;
  readonly budget?: Budget | undefined;
  /** Asked before the target is, and told what it answered; default: none. */
  readonly cache?: AnswerStore | undefined;
  /** Remembers which cells have ended, over several runs; default: none. A run file is one. */
  readonly ledger?: Ledger | undefined;
  /** Stops the whole comparison. Cells in flight are aborted and are not results. */
  readonly signal?: AbortSignal | undefined;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
}
