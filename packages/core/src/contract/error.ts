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
  static {
    // On the prototype, so that it does not show where an error is printed.
    Object.defineProperty(InferenceError.prototype, brand, { value: true });
  }

  override readonly name = 'InferenceError';
  // Declared and not initialised: a detail that is not known is absent, in print and in JSON.
  declare readonly code: ErrorCode;
  declare readonly provider: string;
  declare readonly model?: string | undefined;
  declare readonly status?: number | undefined;
  declare readonly requestId?: string | undefined;
  /** Whether the same call may succeed when it is made again. */
  declare readonly retryable: boolean;
  /** How long the vendor asks to wait, in milliseconds. */
  declare readonly retryAfterMs?: number | undefined;
  /** Which timer, for `timeout`. */
  declare readonly timer?: keyof Timeouts | undefined;
  /** What had come before it failed, on every error after the first token. */
  declare readonly partial?: PartialAnswer | undefined;
  /** One entry a provider tried, when a fallback was in play. */
  declare readonly fallbacks?: readonly Attempt[] | undefined;

  constructor(details: InferenceErrorDetails) {
    const { message, retryable = retryableCodes.has(details.code), ...rest } = details;
    super(message);
    for (const [name, value] of Object.entries({ ...rest, retryable })) {
      if (value !== undefined) Object.defineProperty(this, name, { value, enumerable: true });
    }
  }

  /** True for an InferenceError of any copy of this package. */
  static is(value: unknown): value is InferenceError {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /** The same error with some details replaced, its stack kept. */
  with(details: Partial<InferenceErrorDetails>): InferenceError {
    const { name: _, ...own } = this.toJSON();
    const copy = new InferenceError({ ...own, ...details });
    if (this.stack !== undefined) copy.stack = this.stack.replace(this.message, () => copy.message);
    return copy;
  }

  toJSON(): InferenceErrorDetails & { readonly name: 'InferenceError' } {
    return { ...this, name: this.name, message: this.message };
  }
}
