import type { Part } from './message.ts';
import type { Attempt } from './output.ts';
import type { Timeouts } from './provider.ts';

/** The closed set of ways a call can fail; docs/errors.md says when each arises and what to do. */
export type ErrorCode =
  | 'auth'
  | 'permission'
  | 'gated'
  | 'quota'
  | 'rate-limit'
  | 'overloaded'
  | 'invalid-request'
  | 'context-length'
  | 'not-found'
  | 'unsupported'
  | 'bad-response'
  | 'interrupted'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'server';

/** Whether a fresh attempt can help. `timeout` and `interrupted` depend on when they struck, so they are not here. */
const retryableCodes: ReadonlySet<ErrorCode> = new Set(['rate-limit', 'overloaded', 'network', 'server']);

/** What had come before a stream failed. */
export interface PartialAnswer {
  readonly text: string;
  readonly content: readonly Part[];
}

export interface InferenceErrorDetails {
  readonly code: ErrorCode;
  /** What happened, at which provider and model, and what to do. Never a key, never the prompt. */
  readonly message: string;
  readonly provider: string;
  readonly model?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** Default: from the code. */
  readonly retryable?: boolean | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly timer?: keyof Timeouts | undefined;
  readonly partial?: PartialAnswer | undefined;
  readonly fallbacks?: readonly Attempt[] | undefined;
}

// A registered symbol, so that two copies of this package recognise each other's errors.
const brand = Symbol.for('@x/core/InferenceError');

/**
 * The one error of this SDK.
 *
 * It carries no `cause`: an HTTP client's error holds the request, and with it the key and the prompt.
 */
export class InferenceError extends Error {
  override readonly name = 'InferenceError';
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly provider: string;
  readonly model: string | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Whether the same call may succeed when it is made again. */
  readonly retryable: boolean;
  /** How long the vendor asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Which timer, for `timeout`. */
  readonly timer: keyof Timeouts | undefined;
  /** What had come before it failed, on every error after the first token. */
  readonly partial: PartialAnswer | undefined;
  /** One entry a provider tried, when a fallback was in play. */
  readonly fallbacks: readonly Attempt[] | undefined;

  constructor(details: InferenceErrorDetails) {
    super(details.message);
    this.code = details.code;
    this.provider = details.provider;
    this.model = details.model;
    this.status = details.status;
    this.requestId = details.requestId;
    this.retryable = details.retryable ?? retryableCodes.has(details.code);
    this.retryAfterMs = details.retryAfterMs;
    this.timer = details.timer;
    this.partial = details.partial;
    this.fallbacks = details.fallbacks;
  }

  /** True for an InferenceError of any copy of this package. */
  static is(value: unknown): value is InferenceError {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /** The same error with some details replaced, its stack kept. */
  with(details: Partial<InferenceErrorDetails>): InferenceError {
    const copy = new InferenceError({ ...this.toDetails(), ...details });
    if (this.stack !== undefined) copy.stack = this.stack.replace(this.message, () => copy.message);
    return copy;
  }

  toJSON(): Record<string, unknown> {
    return { name: this.name, ...this.toDetails() };
  }

  private toDetails(): InferenceErrorDetails {
    const { code, message, provider, model, status, requestId, retryable, retryAfterMs, timer, partial, fallbacks } =
      this;
    return { code, message, provider, model, status, requestId, retryable, retryAfterMs, timer, partial, fallbacks };
  }
}
