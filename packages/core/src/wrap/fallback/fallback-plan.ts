import { type ErrorCode, InferenceError } from '../../contract/error.ts';
import type { Attempt, OutputBase } from '../../contract/output.ts';
import type { CallOptions } from '../../contract/provider.ts';
import { withDetails, withMeta } from '../carry-over.ts';
import type { Cooldown } from './cooldown.ts';
import { EmptyAnswer } from './empty-answer.ts';

/** What the next model may mend although the same call at the same model would fail again. */
const elsewhere: ReadonlySet<ErrorCode> = new Set(['quota', 'not-found', 'unsupported']);

/** When to go on to the next model. */
export interface FallbackRules {
  readonly on: readonly ErrorCode[] | undefined;
  readonly cooldown: Cooldown;
  readonly now: () => number;
}

/** One call: which models are left to try, and what became of those that were. */
export class FallbackPlan {
  readonly #rules: FallbackRules;
  readonly #options: CallOptions;
  readonly #first: string;
  readonly #left: string[];
  readonly #attempts: Attempt[] = [];
  readonly #began: number;
  #model: string;
  #tryBegan: number;
  /** The call has failed for good, before any token. */
  #exhausted = false;

  constructor(models: readonly [string, ...string[]], options: CallOptions, rules: FallbackRules) {
    this.#rules = rules;
    this.#options = options;
    this.#first = models[0];
    const ordered = rules.cooldown.order([...new Set(models)]);
    this.#model = ordered[0] ?? models[0];
    this.#left = ordered.slice(1);
    this.#began = rules.now();
    this.#tryBegan = this.#began;
  }

  /** The model whose turn it is. */
  get model(): string {
    return this.#model;
  }

  /** Tries models until one succeeds. */
  async untilOneAnswers<R>(tryOne: (model: string, options: CallOptions) => Promise<R>): Promise<R> {
    for (;;) {
      try {
        return await tryOne(this.#model, this.#beginTry());
      } catch (error) {
        this.#goOn(error);
      }
    }
  }

  /** Notes that the model whose turn it is has answered; the answer says so where a fallback was in play. */
  answered<Output extends OutputBase>(output: Output): Output {
    this.#rules.cooldown.answered(this.#model);
    if (this.#attempts.length === 0 && this.#model === this.#first) return output;
    return withMeta(output, { fallbacks: [...this.#attempts, this.#attempt(output.meta.provider)] });
  }

  /** Notes a failure after which no other model may be tried. */
  failedLate(error: unknown): unknown {
    if (this.#exhausted || !InferenceError.is(error)) return error;
    this.#attempts.push({ ...this.#attempt(error.provider), error });
    return this.#final(error);
  }

  /** The options for the try that begins now. `timeout.total` bounds the call with all its tries. */
  #beginTry(): CallOptions {
    this.#tryBegan = this.#rules.now();
    const total = this.#options.timeout?.total;
    if (total === undefined || this.#attempts.length === 0) return this.#options;
    return { ...this.#options, timeout: { ...this.#options.timeout, total: this.#remaining } };
  }

  /** Notes a failure and moves on; throws what the caller is to see where no other model is left or could mend it. */
  #goOn(thrown: unknown): void {
    const error = thrown instanceof EmptyAnswer ? emptyAnswerError(thrown, this.#model) : thrown;
    if (!InferenceError.is(error)) throw error;
    this.#attempts.push({ ...this.#attempt(error.provider), error });
    const mendable = !this.#isAborted(error) && (thrown instanceof EmptyAnswer || this.#isMendable(error));
    // What a model does not do it will not do later either, and it is none the worse for it.
    if (mendable && error.code !== 'unsupported') this.#rules.cooldown.failed(this.#model, error.retryAfterMs);
    const next = mendable && this.#remaining > 0 ? this.#left.shift() : undefined;
    if (next === undefined) {
      this.#exhausted = true;
      throw this.#final(error);
    }
    this.#model = next;
  }

  #final(error: InferenceError): InferenceError {
    return this.#attempts.length > 1 ? withDetails(error, { fallbacks: [...this.#attempts] }) : error;
  }

  #attempt(provider: string): Attempt {
    return { provider, model: this.#model, ms: this.#rules.now() - this.#tryBegan };
  }

  get #remaining(): number {
    return (this.#options.timeout?.total ?? Number.POSITIVE_INFINITY) - (this.#rules.now() - this.#began);
  }

  /** An aborted call is over, whatever the provider made of it. */
  #isAborted({ code }: InferenceError): boolean {
    return code === 'aborted' || this.#options.signal?.aborted === true;
  }

  #isMendable({ code, retryable }: InferenceError): boolean {
    const { on } = this.#rules;
    return on ? on.includes(code) : retryable || elsewhere.has(code);
  }
}

const emptyAnswerError = ({ provider }: EmptyAnswer, model: string): InferenceError =>
  new InferenceError({
    code: 'bad-response',
    provider,
    model,
    retryable: true,
    message: `${provider} (${model}): the answer is empty. Ask again, or take another model`,
  });
