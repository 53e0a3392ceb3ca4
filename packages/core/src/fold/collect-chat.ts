import { InferenceError } from '../contract/error.ts';
import type { Part, ToolCallPart } from '../contract/message.ts';
import type { TaskStream } from '../contract/provider.ts';
import type { ChatEvent, ChatOutput } from '../contract/tasks/chat.ts';
import { toolCallPart } from './tool-call.ts';

interface Draft {
  readonly type: 'text' | 'reasoning' | 'tool-call';
  text: string;
  id: string;
  name: string;
}

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
  for await (const event of events) fold.add(event);
  return fold.answer();
}

/** What the events have said so far. */
class ChatFold {
  readonly #drafts: (Draft | undefined)[] = [];
  readonly #parts: (Part | undefined)[] = [];
  #end: Extract<ChatEvent, { type: 'end' }> | undefined;

  add(event: ChatEvent): void {
    if (event.type === 'end') this.#end = event;
    else if (event.type === 'part') this.#parts[event.index] = event.part;
    else this.#extend(event);
  }

  /** @throws InferenceError 'interrupted' when no `end` has come. */
  answer(): ChatOutput {
    const content = this.#content();
    const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
    if (this.#end === undefined) {
      throw new InferenceError({
        code: 'interrupted',
        provider: 'unknown',
        message: 'The events stopped without an end event, so the answer is not whole. Ask again',
        partial: { text, content },
      });
    }
    const { type: _, ...end } = this.#end;
    const reasoning = content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('');
    const toolCalls = content.filter((part): part is ToolCallPart => part.type === 'tool-call');
    return { text, ...(reasoning === '' ? undefined : { reasoning }), content, toolCalls, ...end };
  }

  #extend(event: Extract<ChatEvent, { type: 'text-delta' | 'reasoning-delta' | 'tool-call-delta' }>): void {
    const type = event.type === 'text-delta' ? 'text' : event.type === 'reasoning-delta' ? 'reasoning' : 'tool-call';
    this.#drafts[event.index] ??= { type, text: '', id: '', name: '' };
    const draft = this.#drafts[event.index];
    if (draft === undefined) return;
    if (event.type !== 'tool-call-delta') {
      draft.text += event.text;
      return;
    }
    draft.text += event.arguments;
    draft.id ||= event.id ?? '';
    draft.name ||= event.name ?? '';
  }

  #content(): readonly Part[] {
    const content: Part[] = [];
    for (let index = 0; index < Math.max(this.#parts.length, this.#drafts.length); index++) {
      const part = this.#parts[index] ?? draftedPart(this.#drafts[index]);
      if (part) content.push(part);
    }
    return content;
  }
}

function draftedPart(draft: Draft | undefined): Part | undefined {
  if (draft === undefined) return undefined;
  const { type, text, id, name } = draft;
  return type === 'tool-call' ? toolCallPart({ id, name, rawArguments: text }) : { type, text };
}
