import type { InferenceError } from './error.ts';

/**
 * Token counts with one meaning at every provider: output includes reasoning, input includes cached, and
 * input + output = total where the vendor states a total. A count that the vendor did not give is absent, never zero.
 */
export interface Usage {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly totalTokens?: number | undefined;
  readonly reasoningTokens?: number | undefined;
  readonly cachedInputTokens?: number | undefined;
  readonly cacheWriteInputTokens?: number | undefined;
}

export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other';

/** A setting that was dropped, changed or will go away. */
export interface Warning {
  readonly type: 'unsupported' | 'changed' | 'deprecated';
  readonly setting: string;
  readonly message: string;
}

/** One provider that was tried while a fallback was in play. */
export interface Attempt {
  readonly provider: string;
  readonly model: string;
  readonly ms: number;
  readonly error?: InferenceError | undefined;
}

export interface Meta {
  /** The id of the provider that answered. */
  readonly provider: string;
  /** The model as the vendor names it in its answer, else as asked. */
  readonly model: string;
  readonly id?: string | undefined;
  readonly requestId?: string | undefined;
  /** The vendor's own word for why it stopped. */
  readonly rawFinishReason?: string | undefined;
  /** HTTP attempts made for this answer, 1 when nothing was retried. */
  readonly attempts: number;
  readonly fallbacks?: readonly Attempt[] | undefined;
  /**
   * Milliseconds. `totalMs` runs from the call to its last byte, retries and waits included; `firstTokenMs` from the
   * request that was answered to its first text, reasoning or tool-call delta, and is absent where nothing streamed.
   */
  readonly timing: { readonly totalMs: number; readonly firstTokenMs?: number | undefined };
  readonly cached?: boolean | undefined;
  readonly emulated?: boolean | undefined;
  /** The body as the vendor sent it; not for streams. */
  readonly raw?: unknown;
}

/** What every answer carries. */
export interface OutputBase {
  readonly usage?: Usage | undefined;
  readonly warnings: readonly Warning[];
  readonly meta: Meta;
}

/** What an answer says about itself, as an adapter reads it; the engine adds the rest of `OutputBase`. */
export interface AnswerNotes {
  readonly id?: string | undefined;
  readonly model?: string | undefined;
  readonly rawFinishReason?: string | undefined;
  readonly usage?: Usage | undefined;
}
