import { InferenceError } from '../contract/error.ts';
import type { TaskStream } from '../contract/provider.ts';
import type { StreamingTask, TaskEvent, TaskOutput } from '../contract/tasks/task-map.ts';

/** Where a stream's events come from, and the answer that they add up to. */
export interface StreamSource<K extends StreamingTask> {
  /** The next event that is already there. */
  take(): TaskEvent<K> | undefined;
  /** Brings more events, or the end. Called when nothing is there to take, and not again after it failed or ended. */
  fill(): Promise<'more' | 'end'>;
  /** Closes the connection, so that a `fill` under way settles at once. */
  close(): void;
  /** The whole answer; asked only after the `end` event was taken. */
  answer(): TaskOutput<K>;
  /** What to say to one who wants the answer of a stream that was left early. */
  leftEarly(): InferenceError;
}

type Pulled<T> = IteratorResult<T, undefined>;

/** What a reader takes of an event; undefined for an event that it passes over. */
type Choice<K extends StreamingTask, T> = (event: TaskEvent<K>) => T | undefined;

/** A TaskStream over `open`, which is called at the first pull and not before. */
export function createTaskStream<K extends StreamingTask>(open: () => StreamSource<K>): TaskStream<K> {
  return new PulledStream(open);
}

class PulledStream<K extends StreamingTask> implements TaskStream<K> {
  readonly #open: () => StreamSource<K>;
  #source: StreamSource<K> | undefined;
  /** The `end` event was taken: the answer is whole, whatever readers do from here. */
  #whole = false;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  /** A reader walked away before the end. */
  #left: InferenceError | undefined;
  /** Readers that have begun and not finished. */
  #readers = 0;
  /** What `result()` took while a reader was still to see it; older than what the source holds. */
  readonly #kept: TaskEvent<K>[] = [];
  #filling: Promise<void> | undefined;
  #waiters = 0;
  #lastWaiter: Promise<unknown> | undefined;

  constructor(open: () => StreamSource<K>) {
    this.#open = open;
  }

  [Symbol.asyncIterator](): AsyncIterator<TaskEvent<K>, undefined> {
    return this.#reader((event) => event);
  }

  text(): AsyncIterable<string> {
    return {
      [Symbol.asyncIterator]: () => this.#reader((event) => (event.type === 'text-delta' ? event.text : undefined)),
    };
  }

  #reader<T>(choose: Choice<K, T>): AsyncIterator<T, undefined> {
    this.#readers++;
    let reading = true;
    return {
      next: () => (reading ? this.#pull(choose) : Promise.resolve({ done: true, value: undefined })),
      return: () => {
        if (reading) this.#leave();
        reading = false;
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  async result(): Promise<TaskOutput<K>> {
    // A reader that starts in the same breath is counted before the draining begins, and misses nothing.
    await Promise.resolve();
    for (;;) {
      if (this.#left) throw this.#left;
      for (let event = this.#take(); event !== undefined; event = this.#take()) {
        if (this.#readers > 0) this.#kept.push(event);
      }
      if (this.#failure) throw this.#failure.error;
      if (this.#whole || this.#ended) return this.#opened().answer();
      await this.#fill();
    }
  }

  /** What is there is handed on at once; pulls that have to wait are served in the order in which they came. */
  #pull<T>(choose: Choice<K, T>): Promise<Pulled<T>> {
    if (this.#waiters === 0) {
      const value = this.#next(choose);
      if (value !== undefined) return Promise.resolve({ done: false, value });
    }
    this.#waiters++;
    const pulled = this.#wait(this.#lastWaiter, choose);
    this.#lastWaiter = pulled;
    return pulled;
  }

  async #wait<T>(before: Promise<unknown> | undefined, choose: Choice<K, T>): Promise<Pulled<T>> {
    try {
      if (before !== undefined) await settled(before);
      for (;;) {
        const value = this.#next(choose);
        if (value !== undefined) return { done: false, value };
        if (this.#left || this.#ended) return { done: true, value: undefined };
        if (this.#failure) throw this.#failure.error;
        await this.#fill();
      }
    } finally {
      if (--this.#waiters === 0) this.#lastWaiter = undefined;
    }
  }

  /** What is there of what the reader takes. */
  #next<T>(choose: Choice<K, T>): T | undefined {
    for (;;) {
      const event = this.#kept.shift() ?? this.#take();
      if (event === undefined) return undefined;
      const value = choose(event);
      if (value !== undefined) return value;
    }
  }

  #take(): TaskEvent<K> | undefined {
    if (this.#left || this.#failure) return undefined;
    const event = this.#source?.take();
    if (event?.type === 'end') this.#whole = true;
    return event;
  }

  /** Brings more, once for all who wait for it; a failure is kept for each of them to see. */
  #fill(): Promise<void> {
    this.#filling ??= this.#fillOnce();
    return this.#filling;
  }

  async #fillOnce(): Promise<void> {
    // Whoever opens the source may fail at once; by then this promise has to be in its place.
    if (this.#source === undefined) await Promise.resolve();
    try {
      this.#ended = (await this.#opened().fill()) === 'end';
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#filling = undefined;
    }
  }

  #opened(): StreamSource<K> {
    this.#source ??= this.#open();
    return this.#source;
  }

  #leave(): void {
    this.#readers--;
    if (this.#whole || this.#failure || this.#left) return;
    this.#left = this.#source?.leftEarly() ?? neverSent();
    this.#source?.close();
  }
}

/** Waits for a promise whose outcome is for somebody else. */
const settled = (promise: Promise<unknown>): Promise<unknown> => promise.catch(() => undefined);

const neverSent = (): InferenceError =>
  new InferenceError({
    code: 'aborted',
    provider: 'unknown',
    message: 'The stream was left before anything was sent, so there is no answer. Read it, or ask for result() alone',
  });
