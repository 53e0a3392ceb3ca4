import { InferenceError } from '../contract/error.ts';
import type { TaskStream } from '../contract/provider.ts';
import type { ChatEvent, ChatOutput } from '../contract/tasks/chat.ts';
import { ChatFold } from './chat-fold.ts';

/**
 * Folds a stream of chat events into the answer that it spells; equal to what `run` gives for the same answer.
 *
 * A stream that was already read to its end gives its answer again.
 *
 * @throws InferenceError 'interrupted' with `partial` when the events stop without an `end`, and whatever they throw.
 */
export async function collectChat(events: AsyncIterable<ChatEvent>): Promise<ChatOutput> {
  return isTaskStream(events) ? events.result() : foldChat(events);
}

const isTaskStream = (events: AsyncIterable<ChatEvent>): events is TaskStream<'chat'> =>
  'result' in events && typeof events.result === 'function';

async function foldChat(events: AsyncIterable<ChatEvent>): Promise<ChatOutput> {
  const fold = new ChatFold();
  let end: Extract<ChatEvent, { type: 'end' }> | undefined;
  for await (const event of events) {
    if (event.type === 'end') end = event;
    else fold.add(event);
  }
  if (end !== undefined) return fold.whole(end);
  throw new InferenceError({
    code: 'interrupted',
    provider: 'unknown',
    message: 'The events stopped without an end event, so the answer is not whole. Ask again',
    partial: fold.answer(),
  });
}
