import { InferenceError } from '../contract/error.ts';
import type { TaskStream } from '../contract/provider.ts';
import type { StreamingTask, TaskEvent, TaskOutput } from '../contract/tasks/task-map.ts';

/** Where a stream's events come from, and the answer that they add up to. */
export interface StreamSource<K extends StreamingTask> {
  /** The next event that is already there. */
  take(): TaskEvent<K> | undefined;
  /** Brings more events, or the end. Called when nothing is there to take, and not again after it failed or ended. */
  fill(): Promise<'more' | 'end'>;
  /** Closes the connection. */
  close(): void;
  /** The whole answer; asked only after the end. */
  answer(): TaskOutput<K>;
  /** What to say to one who wants the answer of a stream that was left early. */
  leftEarly(): InferenceError;
}

type Pulled<K extends StreamingTask> = IteratorResult<TaskEvent<K>, undefined>;

/** A TaskStream over `open`, which is called at the first pull and not before. */
export function createTaskStream<K extends StreamingTask>(open: () => StreamSource<K>): TaskStream<K> {
  return new PulledStream(open);
}

class PulledStream<K extends StreamingTask> implements TaskStream<K> {
  readonly #open: () => StreamSource<K>;
  #source: StreamSource<K> | undefined;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  /** Readers that have begun and not finished. */
  #readers = 0;
  /** What `result()` drained while a reader was still to see it. */
  #unread: TaskEvent<K>[] = [];
  #waiting: Promise<Pulled<K>> | undefined;

  constructor(open: () => StreamSource<K>) {
    this.#open = open;
  }

  [Symbol.asyncIterator](): AsyncIterator<TaskEvent<K>, undefined> {
    this.#readers++;
    let reading = true;
    const stop = (): void => {
      if (reading) this.#readers--;
      reading = false;
    };
    return {
      next: () => {
        if (this.#unread.length > 0)
          return Promise.resolve({ done: false, value: this.#unread.shift() as TaskEvent<K> });
        return reading ? this.#pull() : Promise.resolve({ done: true, value: undefined });
      },
      return: () => {
        stop();
        this.#leave();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  async *text(): AsyncGenerator<string, void, undefined> {
    for await (const event of this) if (event.type === 'text-delta') yield event.text;
  }

  async result(): Promise<TaskOutput<K>> {
    // A reader that starts in the same breath is counted before the draining begins, and misses nothing.
    await Promise.resolve();
    for (;;) {
      const pulled = await this.#pull();
      if (pulled.done) return this.#opened().answer();
      if (this.#readers > 0) this.#unread.push(pulled.value);
    }
  }

  /** What is there is handed on at once; pulls that have to wait are served in the order in which they came. */
  #pull(): Promise<Pulled<K>> {
    if (this.#waiting === undefined) {
      const event = this.#source?.take();
      if (event !== undefined && this.#failure === undefined) return Promise.resolve({ done: false, value: event });
    }
    const wait = (): Promise<Pulled<K>> => this.#wait();
    const pull = this.#waiting === undefined ? wait() : this.#waiting.then(wait, wait);
    this.#waiting = pull;
    const settled = (): void => {
      if (this.#waiting === pull) this.#waiting = undefined;
    };
    pull.then(settled, settled);
    return pull;
  }

  async #wait(): Promise<Pulled<K>> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      try {
        const event = this.#opened().take();
        if (event !== undefined) return { done: false, value: event };
        if (this.#ended) return { done: true, value: undefined };
        const filled = await this.#opened().fill();
        this.#ended = filled === 'end';
      } catch (error) {
        this.#failure ??= { error };
      }
    }
  }

  #opened(): StreamSource<K> {
    this.#source ??= this.#open();
    return this.#source;
  }

  #leave(): void {
    if (this.#failure !== undefined || (this.#ended && this.#unread.length === 0)) return;
    this.#failure = { error: this.#source?.leftEarly() ?? neverSent() };
    this.#source?.close();
  }
}

const neverSent = (): InferenceError =>
  new InferenceError({
    code: 'aborted',
    provider: 'unknown',
    message: 'The stream was left before anything was sent, so there is no answer. Read it, or ask for result() alone',
  });
