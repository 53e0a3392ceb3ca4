import { answerHeaders } from '../contract/answer-headers.ts';
import { InferenceError } from '../contract/error.ts';
import type { AnswerNotes, Meta, OutputBase, Warning } from '../contract/output.ts';
import type { CallOptions, RetryPolicy, Timeouts } from '../contract/provider.ts';
import type { TaskName } from '../contract/tasks/task-map.ts';
import { abortedError, CallControl } from './call-control.ts';
import { type ConnectionConfig, send } from './connection.ts';
import { type ErrorReader, impliedStatus, statedStatus } from './error-reader.ts';
import { callError, type Failing, replyError, requestIdOf } from './errors.ts';
import { kindOf } from './kind-of.ts';
import { type SerializedRequest, serialize, type WireRequest } from './request.ts';
import { type RequestPlace, requestContext, say } from './request-context.ts';
import { withRetries } from './retry.ts';
import type { ReplyContext, RequestContext, WireRow, WireTask } from './wire-task.ts';

/** What a provider knows that every one of its calls needs. */
export interface ExchangeConfig extends ConnectionConfig, RequestPlace {
  readonly errors: ErrorReader;
  readonly timeout: Timeouts | undefined;
  readonly retry: RetryPolicy | undefined;
}

/** One call of a provider from its beginning to its end: one or more attempts, one outcome. */
export class Exchange {
  readonly control: CallControl;
  readonly warnings: Warning[] = [];
  readonly #config: ExchangeConfig;
  readonly #options: CallOptions;
  readonly #model: string;
  /** What an error names; asked for at every piece of a stream, so it is made once. */
  readonly #who: { readonly provider: string; readonly model: string };
  readonly #input: unknown;
  readonly #secrets: string[] = [];
  #attempts = 0;
  #sentAt = 0;
  #firstTokenMs: number | undefined;
  /** Of the last attempt that got a response. */
  #headers: Headers | undefined;

  constructor(config: ExchangeConfig, model: string, input: unknown, options: CallOptions = {}) {
    this.#config = config;
    this.#options = options;
    this.#model = model;
    this.#who = { provider: config.provider, model };
    this.#input = input;
    this.control = new CallControl(options.signal, overlay(config.timeout, options.timeout), config.platform.now);
  }

  /** How requests leave this process. */
  get transport(): (address: string, init: RequestInit) => Promise<Response> {
    return this.#config.fetch ?? this.#config.platform.fetch;
  }

  #requestContext(streaming: boolean): RequestContext {
    return requestContext(this.#config, this.#model, streaming, this.warnings, this.#options.onUnsupported);
  }

  /** The row that is called, loaded where it is not there yet, for no longer than the call may last. */
  async loaded<K extends TaskName>(row: WireRow<K>): Promise<WireTask<K>> {
    if (typeof row !== 'function') return row;
    this.throwIfStopped();
    try {
      return await this.control.race(row(this.#config.provider));
    } catch (error) {
      this.throwIfStopped();
      throw error;
    }
  }

  /** Has the request written, once for all attempts; undefined where there is nothing to send. */
  write(
    task: (context: RequestContext) => WireRequest | Promise<WireRequest>,
    streaming: boolean,
  ): Promise<SerializedRequest>;
  write(
    task: (context: RequestContext) => WireRequest | undefined | Promise<WireRequest | undefined>,
    streaming: boolean,
  ): Promise<SerializedRequest | undefined>;
  async write(
    task: (context: RequestContext) => WireRequest | undefined | Promise<WireRequest | undefined>,
    streaming: boolean,
  ): Promise<SerializedRequest | undefined> {
    this.throwIfStopped();
    try {
      const context = this.#requestContext(streaming);
      const written = await this.control.race((async () => task(context))());
      return written && serialize(written);
    } catch (error) {
      if (InferenceError.is(error)) throw error;
      this.throwIfStopped();
      throw callError(
        this.#who,
        'invalid-request',
        `the request could not be written (${kindOf(error)}). Check the input`,
      );
    }
  }

  /** Makes attempts, as the retry policy says, each beginning with a response whose headers are there. */
  attempt<T>(request: SerializedRequest, work: (response: Response) => Promise<T>): Promise<T> {
    const policy = overlay(this.#config.retry, this.#options.retry);
    return withRetries(policy, this.control, this.#config.platform.random, async () => {
      // A timer of the attempt before leaves room for this one; what stopped the call does not.
      if (this.control.stopped) this.throwIfStopped();
      this.#attempts++;
      this.#sentAt = this.#config.platform.now();
      const response = await send(request, this.#config, {
        model: this.#model,
        control: this.control,
        headers: this.#options.headers,
        onSecret: (secret) => {
          if (!this.#secrets.includes(secret)) this.#secrets.push(secret);
        },
      });
      this.#headers = response.headers;
      return work(response);
    });
  }

  /** To be called when the first text, reasoning or tool-call delta is there. */
  markFirstToken(): void {
    this.#firstTokenMs ??= this.#config.platform.now() - this.#sentAt;
  }

  newId = (): string => `call_${this.#config.platform.randomId().slice(0, 24)}`;

  replyContext(raw?: unknown): ReplyContext {
    return {
      base: (notes = {}) => this.#base(notes, raw),
      warn: (warning) => say(this.warnings, warning),
      unreadable: (what) => this.error('bad-response', `the answer could not be read: ${what}`),
      exchange: this,
    };
  }

  /** An error for a reply that is not an answer. */
  replyError(status: number, headers: Headers, body: unknown): InferenceError {
    return this.#headed(replyError({ status, headers, body }, this.#failing(), status));
  }

  /** An error for an error that came inside a response of a good status. */
  bodyError(headers: Headers, body: unknown): InferenceError {
    const stated = statedStatus(body);
    return this.#headed(replyError({ status: stated ?? impliedStatus(body), headers, body }, this.#failing(), stated));
  }

  /** An error for an answer that is cut or cannot be read. */
  error(code: 'bad-response' | 'interrupted' | 'network', message: string, retryable?: boolean): InferenceError {
    return callError(this.#who, code, message, { requestId: this.#requestId, retryable });
  }

  /** What stands for an error that came while a body was read: our own stop, else a broken connection. */
  readError(error: unknown, retryable: boolean): InferenceError {
    if (InferenceError.is(error)) return error;
    return (
      this.control.stopError(this.#who) ??
      this.error('interrupted', 'the connection broke before the answer was whole. Try again', retryable)
    );
  }

  /** A body that was closed from our side ends like one that is whole; this tells them apart. */
  throwIfStopped(): void {
    const stop = this.control.stopError(this.#who);
    if (stop) throw stop;
  }

  /** What to say when the reader of a stream walks away. */
  leftEarly(): InferenceError {
    return abortedError(this.#who, 'left');
  }

  /** Code of an adapter that fails for a body it did not expect must not look like another kind of error. */
  asInferenceError(error: unknown): InferenceError {
    if (InferenceError.is(error)) return error;
    return this.error('bad-response', `the answer could not be read (${kindOf(error)} in the adapter)`);
  }

  #failing(): Failing {
    const { rules, errors, platform } = this.#config;
    return {
      ...this.#who,
      input: this.#input,
      secrets: this.#secrets,
      keys: rules,
      reader: errors,
      date: platform.date(),
    };
  }

  #base(notes: AnswerNotes, raw: unknown): OutputBase {
    const { id, model, rawFinishReason, usage } = notes;
    const requestId = this.#requestId;
    const meta: Meta = this.#headed({
      provider: this.#config.provider,
      model: model || this.#model,
      ...(id && { id }),
      ...(requestId && { requestId }),
      ...(rawFinishReason !== undefined && { rawFinishReason }),
      attempts: this.#attempts,
      timing: {
        totalMs: this.control.elapsed,
        ...(this.#firstTokenMs !== undefined && { firstTokenMs: this.#firstTokenMs }),
      },
      ...(raw !== undefined && { raw }),
    });
    return { ...(usage && { usage }), warnings: this.warnings, meta };
  }

  get #requestId(): string | undefined {
    return this.#headers && requestIdOf(this.#headers);
  }

  /** Notes the headers that an answer or an error came with. */
  #headed<T extends object>(outcome: T): T {
    if (this.#headers) answerHeaders.set(outcome, this.#headers);
    return outcome;
  }
}

/** The call's own settings over the provider's; one that is undefined says nothing. */
function overlay<T extends object>(under: T | undefined, over: T | undefined): Partial<T> {
  const merged: Partial<T> = { ...under };
  for (const name in over) if (over[name] !== undefined) merged[name] = over[name];
  return merged;
}
