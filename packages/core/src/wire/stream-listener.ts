import type { TaskInput, TaskName } from '../contract/tasks/task-map.ts';
import type { ChatAssembler } from '../fold/chat-assembler.ts';
import { mediaTypeOf } from './body.ts';
import { isErrorBody } from './error-reader.ts';
import { createEventStreamReader, type EventStreamReader } from './event-stream.ts';
import type { Exchange } from './exchange.ts';
import type { ReplyContext, Speech } from './wire-task.ts';

interface Listening<K extends TaskName> {
  readonly speech: Pick<Speech<K>, 'whole' | 'pieces'>;
  readonly input: TaskInput<K>;
  readonly assembler: ChatAssembler;
  readonly reply: ReplyContext;
  readonly exchange: Exchange;
}

/** Hears one attempt's stream: tells events from errors and from the end, and tells the assembler what was said. */
export class StreamListener<K extends TaskName> {
  /** The vendor said that nothing more will come. */
  done = false;
  readonly #whole: (body: unknown) => void;
  readonly #assembler: ChatAssembler;
  readonly #exchange: Exchange;
  readonly #headers: Headers;
  readonly #speak: (event: unknown) => void;
  readonly #reader: EventStreamReader;
  #heard = false;

  constructor({ speech, input, assembler, reply, exchange }: Listening<K>, headers: Headers) {
    this.#whole = (body) => speech.whole(body, assembler, reply, input);
    this.#assembler = assembler;
    this.#exchange = exchange;
    this.#headers = headers;
    this.#speak = speech.pieces(assembler, reply, input);
    this.#reader = createEventStreamReader({
      onData: (data) => this.#takeData(data),
      onStray: (json) => this.takeBody(json),
    });
  }

  /** The content type of a body that said nothing and does not claim to be a stream of events. */
  get foreignType(): string | undefined {
    if (this.#heard || this.#reader.cutJson) return undefined;
    const type = mediaTypeOf(this.#headers);
    return type === 'text/event-stream' ? undefined : type;
  }

  feed(bytes: Uint8Array): void {
    this.#reader.feed(bytes);
  }

  end(): void {
    this.#reader.end();
  }

  /** JSON that is no event: an error, a whole answer, or a list of what would have been events. */
  takeBody(body: unknown): void {
    this.#heard = true;
    if (Array.isArray(body)) for (const event of body) this.#takeEvent(event);
    else if (isErrorBody(body) || this.#assembler.begun) this.#takeEvent(body);
    else {
      this.#whole(body);
      this.#assembler.finishReason ??= 'other';
      this.done = true;
    }
  }

  #takeData(data: string): void {
    if (this.done || data === '') return;
    this.#heard = true;
    if (data === '[DONE]') {
      this.done = true;
      this.#assembler.finishReason ??= 'other';
      return;
    }
    let event: unknown;
    try {
      event = JSON.parse(data);
    } catch {
      throw this.#exchange.error('bad-response', 'an event of the stream is not JSON');
    }
    this.#takeEvent(event);
  }

  #takeEvent(event: unknown): void {
    if (isErrorBody(event)) throw this.#exchange.bodyError(this.#headers, event);
    this.#speak(event);
  }
}
