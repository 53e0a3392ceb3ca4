import type { InferenceError } from '../contract/error.ts';
import type { ChatEvent } from '../contract/tasks/chat.ts';
import type { StreamingTask, TaskEvent, TaskInput, TaskOutput } from '../contract/tasks/task-map.ts';
import { ChatAssembler } from '../fold/chat-assembler.ts';
import { type BodyReader, ignoreClosed, returnToPool } from './body.ts';
import { isErrorBody, statedStatus } from './error-reader.ts';
import { createEventStreamReader, type EventStreamReader } from './event-stream.ts';
import type { Exchange } from './exchange.ts';
import { isAnswer, receive } from './run.ts';
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
  #parser: EventStreamReader | undefined;
  #headers: Headers | undefined;
  #place = 0;
  #opened = false;
  #ended = false;
  /** The vendor said that nothing more will come. */
  #done = false;
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
    while (this.#place < events.length) {
      const event = events[this.#place++];
      if (event && this.#isOfTask(event)) return event;
    }
    if (this.#place > 0) {
      events.length = 0;
      this.#place = 0;
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
      if (this.#opened) await this.#read();
      else await this.#open();
      return 'more';
    } catch (error) {
      this.#release();
      throw this.#withPartial(error);
    }
  }

  close(): void {
    this.#ended = true;
    this.#exchange.control.close();
    this.#reader?.cancel().catch(ignoreClosed);
    this.#exchange.control.dispose();
  }

  answer(): TaskOutput<K> {
    if (this.#answer === undefined) throw this.leftEarly();
    return this.#answer;
  }

  leftEarly(): InferenceError {
    return this.#exchange.leftEarly().with({ partial: this.#assembler.partial() });
  }

  async #open(): Promise<void> {
    const request = await this.#task.request(this.#input, this.#exchange.requestContext(true));
    await this.#exchange.attempt(request, async (response) => {
      this.#assembler = new ChatAssembler(this.#exchange.newId);
      this.#place = 0;
      this.#done = false;
      this.#headers = response.headers;
      try {
        await this.#begin(response);
        while (!this.#assembler.begun && !this.#ended) await this.#read();
      } catch (error) {
        this.#drop();
        throw error;
      }
    });
    this.#opened = true;
  }

  async #begin(response: Response): Promise<void> {
    const type = response.headers.get('content-type') ?? '';
    // What is no event stream is read whole: an error, a page of HTML, or an answer from a host that cannot stream.
    if (!response.ok || response.body === null || /^(text\/html|application\/json)\b/.test(type)) {
      await this.#takeWhole(response);
      return;
    }
    const speak = this.#speech.pieces(this.#assembler, this.#exchange.replyContext());
    this.#reader = response.body.getReader();
    const reader = this.#reader;
    // Some bodies do not heed the signal of their request.
    this.#exchange.control.onStop(() => void reader.cancel().catch(ignoreClosed));
    this.#parser = createEventStreamReader({
      onData: (data) => this.#takeEvent(data, speak),
      onStray: (text) => this.#takeStray(text, speak),
    });
  }

  /** Takes one piece of the body, however many events that is. */
  async #read(): Promise<void> {
    const { control } = this.#exchange;
    if (this.#reader === undefined || this.#parser === undefined) return this.#finish();
    let piece: Awaited<ReturnType<BodyReader['read']>>;
    control.idle.begin();
    try {
      piece = await this.#reader.read();
    } catch (error) {
      // Once the terminal marker is there nothing is lost with the connection.
      if (this.#assembler.finishReason !== undefined && !control.stopped) return this.#finish();
      throw this.#exchange.readError(error, !this.#assembler.begun);
    } finally {
      control.idle.end();
    }
    this.#exchange.throwIfStopped();
    if (piece.done) {
      this.#parser.end();
      this.#finish();
    } else {
      this.#parser.feed(piece.value);
      if (this.#assembler.begun) this.#exchange.markFirstToken();
      if (this.#done) this.#finish();
    }
  }

  #takeEvent(data: string, speak: (event: unknown) => void): void {
    if (this.#done || data === '') return;
    if (data === '[DONE]') {
      this.#done = true;
      if (this.#assembler.finishReason === undefined) this.#assembler.finish('other');
      return;
    }
    let event: unknown;
    try {
      event = JSON.parse(data);
    } catch {
      throw this.#exchange.error('bad-response', 'an event of the stream is not JSON');
    }
    this.#throwIfError(event);
    speak(event);
  }

  #takeStray(text: string, speak: (event: unknown) => void): void {
    let stray: unknown;
    try {
      stray = JSON.parse(text);
    } catch {
      // Cut off in the middle: whether that matters is decided by the terminal marker.
      return;
    }
    this.#throwIfError(stray);
    if (Array.isArray(stray)) for (const event of stray) speak(event);
    else if (!this.#assembler.begun) this.#takeReply(stray);
  }

  #throwIfError(event: unknown): void {
    if (isErrorBody(event)) {
      throw this.#exchange.replyError(statedStatus(event), this.#headers ?? new Headers(), event);
    }
  }

  async #takeWhole(response: Response): Promise<void> {
    const { body, failure } = await receive(response, this.#exchange);
    if (failure === undefined) this.#takeReply(body);
    else if (!isAnswer(this.#speech, failure, this.#assembler)) throw failure.error;
    this.#finish();
  }

  #takeReply(body: unknown): void {
    if (Array.isArray(body)) {
      const speak = this.#speech.pieces(this.#assembler, this.#exchange.replyContext());
      for (const event of body) speak(event);
    } else {
      this.#speech.whole(body, this.#assembler, this.#exchange.replyContext());
    }
    this.#assembler.finishReason ??= 'other';
  }

  #finish(): void {
    if (this.#ended) return;
    if (this.#assembler.finishReason === undefined) {
      throw this.#exchange.error(
        'interrupted',
        'the stream ended before the answer did. Ask again',
        !this.#assembler.begun,
      );
    }
    if (this.#assembler.begun) this.#exchange.markFirstToken();
    const spoken = this.#assembler.complete();
    const base = this.#exchange.replyContext().base(this.#assembler.notes());
    this.#answer = this.#speech.answer(spoken, base);
    const { finishReason, logprobs } = spoken;
    this.#assembler.events.push({ type: 'end', finishReason, ...(logprobs && { logprobs }), ...base });
    this.#ended = true;
    this.#release();
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
    this.#parser = undefined;
  }

  #withPartial(error: unknown): unknown {
    const known = this.#exchange.asInferenceError(error);
    return this.#assembler.begun ? known.with({ partial: this.#assembler.partial() }) : known;
  }
}
