import { InferenceError } from '../contract/error.ts';
import type { TaskStream } from '../contract/provider.ts';
import type { StreamingTask, TaskEvent, TaskOutput } from '../contract/tasks/task-map.ts';
import { ChatFold } from '../fold/chat-fold.ts';
import { abortedError } from '../wire/call-control.ts';
import type { StreamSource } from '../wire/task-stream.ts';
import { withDetails } from './carry-over.ts';

/** The part of a stream that is needed to hand it on. */
export type RelayableStream<K extends StreamingTask> = Pick<TaskStream<K>, typeof Symbol.asyncIterator | 'result'>;

/** What a wrapper does while it hands on a stream. */
export interface Relay<K extends StreamingTask> {
  readonly provider: string;
  readonly model: string;
  /** Gives the stream that is handed on; asked once. The signal is aborted when the reader leaves meanwhile. */
  open(left: AbortSignal): RelayableStream<K> | Promise<RelayableStream<K>>;
  /** Told each event before it is handed on. */
  event?(event: TaskEvent<K>): void;
  /** Told the whole answer, which it may replace; what it gives is also what the `end` event says. */
  whole?(output: TaskOutput<K>): TaskOutput<K>;
  /** Told why the stream failed; gives the error that its reader sees. */
  failed?(error: unknown): unknown;
  /** Told that the reader left early. */
  left?(error: InferenceError): void;
}

/** Thrown inside a relay when its reader left; never leaves it. */
class ReaderLeft extends Error {}

/** Hands on the events of another stream. Exactly one of `whole`, `failed` and `left` is told. */
export class RelayedStream<K extends StreamingTask> implements StreamSource<K> {
  readonly #relay: Relay<K>;
  readonly #partial = new ChatFold();
  readonly #leaving = new AbortController();
  #interrupt: (() => void) | undefined;
  #stream: RelayableStream<K> | undefined;
  #events: AsyncIterator<TaskEvent<K>> | undefined;
  #next: TaskEvent<K> | undefined;
  #answer: TaskOutput<K> | undefined;
  #over = false;

  constructor(relay: Relay<K>) {
    this.#relay = relay;
  }

  take(): TaskEvent<K> | undefined {
    const event = this.#next;
    this.#next = undefined;
    return event;
  }

  async fill(): Promise<'more' | 'end'> {
    if (this.#over) return 'end';
    try {
      await this.#untilLeft(this.#pull());
      return 'more';
    } catch (error) {
      if (this.#over) throw error instanceof ReaderLeft ? this.leftEarly() : error;
      this.#over = true;
      const told = this.#withPartial(error);
      throw this.#relay.failed ? this.#relay.failed(told) : told;
    }
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#leaving.abort();
    this.#interrupt?.();
    // Whatever becomes of the connection is told to nobody: the reader has left.
    this.#events?.return?.().catch(() => undefined);
    this.#relay.left?.(this.leftEarly());
  }

  answer(): TaskOutput<K> {
    if (this.#answer === undefined) throw this.leftEarly();
    return this.#answer;
  }

  leftEarly(): InferenceError {
    return abortedError(this.#relay, 'left').with({ partial: this.#partial.answer() });
  }

  /** What cut the stream short from this side knows nothing of what had come. */
  #withPartial(error: unknown): unknown {
    if (!InferenceError.is(error) || error.partial || !this.#partial.begun) return error;
    return withDetails(error, { partial: this.#partial.answer() });
  }

  /** Settles as `work` does, or rejects as soon as the reader leaves, even if the stream below does not heed that. */
  async #untilLeft(work: Promise<void>): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        this.#interrupt = () => reject(new ReaderLeft());
        work.then(resolve, reject);
      });
    } finally {
      this.#interrupt = undefined;
    }
  }

  async #pull(): Promise<void> {
    this.#stream ??= await this.#relay.open(this.#leaving.signal);
    if (this.#over) return;
    this.#events ??= this.#stream[Symbol.asyncIterator]();
    const pulled = await this.#events.next();
    if (this.#over) return;
    if (pulled.done) throw this.#cut();
    this.#next = pulled.value.type === 'end' ? await this.#end(this.#stream, pulled.value) : pulled.value;
    this.#partial.add(pulled.value);
    this.#relay.event?.(pulled.value);
  }

  async #end(stream: RelayableStream<K>, event: TaskEvent<K>): Promise<TaskEvent<K>> {
    const output = await stream.result();
    const answer = this.#relay.whole?.(output) ?? output;
    this.#answer = answer;
    this.#over = true;
    return { ...event, warnings: answer.warnings, meta: answer.meta };
  }

  #cut(): InferenceError {
    const { provider, model } = this.#relay;
    return new InferenceError({
      code: 'interrupted',
      provider,
      model,
      message: `${provider} (${model}): the stream ended before the answer did. Ask again`,
      ...(this.#partial.begun && { partial: this.#partial.answer() }),
    });
  }
}
