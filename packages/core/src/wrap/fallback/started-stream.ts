import type { StreamingTask, TaskEvent } from '../../contract/tasks/task-map.ts';
import type { RelayableStream } from '../relayed-stream.ts';
import { EmptyAnswer } from './empty-answer.ts';

/**
 * Reads a stream until it has started to answer, so that until then its failure can be met with another stream.
 *
 * @param left Aborted when the reader leaves meanwhile.
 * @param starts Whether the answer starts with this event; events before it are held back and handed on with it.
 * @returns The stream from its beginning.
 * @throws EmptyAnswer when the stream ended and no event started an answer; else what the stream throws.
 */
export async function startedStream<K extends StreamingTask>(
  stream: RelayableStream<K>,
  left: AbortSignal,
  starts: (event: TaskEvent<K>) => boolean,
): Promise<RelayableStream<K>> {
  const events = stream[Symbol.asyncIterator]();
  const leave = (): void => void events.return?.();
  left.addEventListener('abort', leave, { once: true });
  const held: TaskEvent<K>[] = [];
  try {
    for (;;) {
      const pulled = await events.next();
      if (pulled.done) break;
      held.push(pulled.value);
      if (starts(pulled.value)) break;
      if (pulled.value.type === 'end') throw new EmptyAnswer(pulled.value.meta.provider);
    }
  } finally {
    left.removeEventListener('abort', leave);
  }
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const event = held.shift();
        return event === undefined ? events.next() : { done: false, value: event };
      },
      return: async () => (await events.return?.()) ?? { done: true, value: undefined },
    }),
    result: () => stream.result(),
  };
}
