import type { InferenceError } from '../contract/error.ts';
import type { ChatEvent } from '../contract/tasks/chat.ts';
import type { StreamingTask, TaskEvent, TaskInput, TaskOutput } from '../contract/tasks/task-map.ts';
import { ChatAssembler } from '../fold/chat-assembler.ts';
import { type BodyReader, ignoreClosed, mediaTypeOf, returnToPool } from './body.ts';
import type { Exchange } from './exchange.ts';
import { isAnswer, receive } from './run.ts';
import { StreamListener } from './stream-listener.ts';
import type { StreamSource } from './task-stream.ts';
import type { Speech, WireTask } from './wire-task.ts';

/**
 * One streamed call. Until the first token an attempt may fail and be made again; from then on it is this one.
 *
 * Bytes go from the body's reader through a decoder and a push parser into the assembler, whose events are taken by
 * the one iterator above.
 */
export class WireStream<K extends StreamingTask> implements StreamSource<K> {
  readonly #task: WireTask<K>;
  readonly #speech: Speech<K>;
  readonly #input: TaskInput<K>;
  readonly #exchange: Exchange;
  #assembler: ChatAssembler;
  #reader: BodyReader | undefined;
  #listener: StreamListener<K> | undefined;
  /** How many of the assembler's events were taken. */
  #taken = 0;
  #opened = false;
  #ended = false;
  /** What failed after the first token; it is thrown when all that came before it has been taken. */
  #failure: unknown;
  #answer: TaskOutput<K> | undefined;

  constructor(task: WireTask<K>, speech: Speech<K>, input: TaskInput<K>, exchange: Exchange) {
    this.#task = task;
    this.#speech = speech;
    this.#input = input;
    this.#exchange = exchange;
    this.#assembler = new ChatAssembler(exchange.newId);
  }

  take(): TaskEvent<K> | undefined {
    const { events } = this.#assembler;
    while (this.#taken < events.length) {
      const event = events[this.#taken++];
      if (event && this.#isOfTask(event)) return event;
    }
    if (this.#taken > 0) {
      events.length = 0;
      this.#taken = 0;
    }
    return undefined;
  }

  /** Tasks of plain text have no parts to hand on, and so no events about them. */
  #isOfTask(event: ChatEvent): event is TaskEvent<K> {
    return this.#speech.parts || event.type === 'text-delta' || event.type === 'end';
  }

  async fill(): Promise<'more' | 'end'> {
    if (this.#ended) return 'end';
    try {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#opened) await this.#read();
      else await this.#open();
      return 'more';
    } catch (error) {
      if (this.#failure === undefined && this.#keep(error)) return 'more';
      this.#release();
      throw this.#withPartial(error);
    }
  }

  /** Once a token is there, a failure waits until what came before it is taken. */
  #keep(error: unknown): boolean {
    if (!this.#assembler.begun) return false;
    this.#failure = error;
    return true;
  }

  close(): void {
    this.#exchange.control.leave();
    this.#release();
  }

  answer(): TaskOutput<K> {
    if (this.#answer === undefined) throw this.leftEarly();
    return this.#answer;
  }

  leftEarly(): InferenceError {
    return this.#exchange.leftEarly().with({ partial: this.#assembler.partial() });
  }

  async #open(): Promise<void> {
    const task = this.#task;
    const request = await this.#exchange.write((context) => task.request(this.#input, context), true);
    await this.#exchange.attempt(request, async (response) => {
      this.#assembler = new ChatAssembler(this.#exchange.newId);
      this.#taken = 0;
      try {
        await this.#begin(response);
        while (!this.#assembler.begun && !this.#ended) await this.#read();
      } catch (error) {
        if (this.#keep(error)) return;
        this.#drop();
        throw error;
      }
    });
    this.#opened = true;
  }

  async #begin(response: Response): Promise<void> {
    const reply = this.#exchange.replyContext();
    this.#listener = new StreamListener(
      { speech: this.#speech, input: this.#input, assembler: this.#assembler, reply, exchange: this.#exchange },
      response.headers,
    );
    // An error and a page of HTML are read whole; the JSON of a host that cannot stream is told by how it begins.
    if (response.ok && response.body !== null && mediaTypeOf(response.headers) !== 'text/html') {
      const reader = response.body.getReader();
      this.#reader = reader;
      // Some bodies do not heed the signal of their request.
      this.#exchange.control.onStop(() => void reader.cancel().catch(ignoreClosed));
      return;
    }
    const { body, failure } = await receive(response, this.#exchange);
    if (failure === undefined) this.#listener.takeBody(body);
    else if (!isAnswer(this.#speech, failure, this.#assembler)) throw failure.error;
    this.#finish();
  }

  /** Takes one more piece of the body, however many events that is. */
  async #read(): Promise<void> {
    const { control } = this.#exchange;
    const listener = this.#listener;
    if (this.#reader === undefined || listener === undefined) return this.#finish();
    let piece: Awaited<ReturnType<BodyReader['read']>>;
    control.idle.begin();
    try {
      piece = await this.#reader.read();
    } catch (error) {
      if (this.#mayEndHere()) return this.#finish();
      throw this.#exchange.readError(error, !this.#assembler.begun);
    } finally {
      control.idle.end();
    }
    if (!(piece.done && this.#mayEndHere())) this.#exchange.throwIfStopped();
    if (piece.done) listener.end();
    else listener.feed(piece.value);
    if (this.#assembler.begun) this.#exchange.markFirstToken();
    if (piece.done || listener.done) this.#finish();
  }

  /** Once the terminal marker is there nothing is lost with the connection, be it broken or merely silent. */
  #mayEndHere(): boolean {
    const { control } = this.#exchange;
    return this.#assembler.finishReason !== undefined && (!control.stopped || control.wentIdle);
  }

  #finish(): void {
    if (this.#ended) return;
    if (this.#assembler.finishReason === undefined) throw this.#unfinished();
    if (this.#assembler.begun) this.#exchange.markFirstToken();
    const spoken = this.#assembler.complete();
    const base = this.#exchange.replyContext().base(this.#assembler.notes());
    this.#answer = this.#speech.answer(spoken, base);
    const { finishReason, logprobs } = spoken;
    this.#assembler.events.push({ type: 'end', finishReason, ...(logprobs && { logprobs }), ...base });
    this.#ended = true;
    this.#release();
  }

  #unfinished(): InferenceError {
    const type = this.#listener?.foreignType;
    if (type !== undefined) {
      return this.#exchange.error('bad-response', `the answer could not be read: it is no stream of events (${type})`);
    }
    const what = 'the stream ended before the answer did. Ask again';
    return this.#exchange.error('interrupted', what, !this.#assembler.begun);
  }

  /** Lets the connection go when the stream is over, well or badly. */
  #release(): void {
    const { control } = this.#exchange;
    control.dispose();
    if (this.#ended && this.#reader) returnToPool(this.#reader, () => control.close());
    else this.#drop();
    this.#reader = undefined;
  }

  /** Closes the connection; another attempt may open one of its own. */
  #drop(): void {
    this.#exchange.control.close();
    this.#reader?.cancel().catch(ignoreClosed);
    this.#reader = undefined;
  }

  #withPartial(error: unknown): InferenceError {
    const known = this.#exchange.asInferenceError(error);
    if (!this.#assembler.begun) return known;
    // What was handed out cannot be taken back, so the same call made again is not a retry of this one.
    const retryable = known.retryable && known.code !== 'timeout';
    return known.with({ retryable, partial: this.#assembler.partial() });
  }
}
