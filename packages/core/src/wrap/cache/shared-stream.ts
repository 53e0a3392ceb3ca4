import type { InferenceError } from '../../contract/error.ts';
import type { StreamingTask, TaskEvent, TaskOutput } from '../../contract/tasks/task-map.ts';
import type { RelayableStream } from '../relayed-stream.ts';
import { untilAborted } from './shared-work.ts';

/**
 * One stream for all who ask for it while it is under way, each from its beginning. It is read as fast as its fastest
 * reader asks, and closed when the last one leaves.
 */
export class SharedStream<K extends StreamingTask> {
  readonly #stream: RelayableStream<K>;
  readonly #events: AsyncIterator<TaskEvent<K>>;
  readonly #heard: TaskEvent<K>[] = [];
  readonly #over: () => void;
  #pulling: Promise<void> | undefined;
  #ended = false;
  #readers = 0;

  /** @param over Called when nobody may join any more; perhaps more than once. */
  constructor(stream: RelayableStream<K>, over: () => void) {
    this.#stream = stream;
    this.#events = stream[Symbol.asyncIterator]();
    this.#over = over;
  }

  /** A stream of its own for one more reader. */
  read(signal: AbortSignal | undefined, aborted: () => InferenceError): RelayableStream<K> {
    this.#readers++;
    let place = 0;
    let reading = true;
    const leave = (): void => {
      if (reading && --this.#readers === 0 && !this.#ended) this.#close();
      reading = false;
    };
    const next = async (): Promise<IteratorResult<TaskEvent<K>, undefined>> => {
      try {
        while (place === this.#heard.length && !this.#ended) await untilAborted(this.#pull(), signal, aborted);
      } catch (error) {
        leave();
        throw error;
      }
      const event = this.#heard[place++];
      return event === undefined ? { done: true, value: undefined } : { done: false, value: event };
    };
    return {
      [Symbol.asyncIterator]: () => ({
        next,
        return: async () => {
          leave();
          return { done: true, value: undefined };
        },
      }),
      result: (): Promise<TaskOutput<K>> => this.#stream.result(),
    };
  }

  /** Brings one more event, once for all who wait for it. */
  #pull(): Promise<void> {
    this.#pulling ??= this.#pullOnce();
    return this.#pulling;
  }

  async #pullOnce(): Promise<void> {
    try {
      const pulled = await this.#events.next();
      if (!pulled.done) this.#heard.push(pulled.value);
      this.#ended = pulled.done === true || pulled.value.type === 'end';
      if (this.#ended) this.#over();
    } catch (error) {
      this.#over();
      throw error;
    } finally {
      this.#pulling = undefined;
    }
  }

  #close(): void {
    this.#over();
    void this.#events.return?.();
  }
}
