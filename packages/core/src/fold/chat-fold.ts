import type { PartialAnswer } from '../contract/error.ts';
import type { Part } from '../contract/message.ts';
import type { ChatEvent, ChatOutput } from '../contract/tasks/chat.ts';
import { toolCallPart } from './tool-call.ts';

interface Draft {
  readonly type: 'text' | 'reasoning' | 'tool-call';
  text: string;
  id: string;
  name: string;
}

type Delta = Extract<ChatEvent, { type: 'text-delta' | 'reasoning-delta' | 'tool-call-delta' }>;

const typeOfDelta = { 'text-delta': 'text', 'reasoning-delta': 'reasoning', 'tool-call-delta': 'tool-call' } as const;

/** What a stream of events has said so far: the answer when it has ended, and what there is of it when it is cut or left. */
export class ChatFold {
  readonly #drafts = new Map<number, Draft>();
  readonly #parts = new Map<number, Part>();

  add(event: ChatEvent): void {
    if (event.type === 'end') return;
    if (event.type === 'part') {
      this.#parts.set(event.index, event.part);
      this.#drafts.delete(event.index);
    } else this.#extend(event);
  }

  /** Whether anything has come. */
  get begun(): boolean {
    return this.#drafts.size + this.#parts.size > 0;
  }

  answer(): PartialAnswer {
    const drafted = [...this.#drafts].map(([index, draft]): [number, Part] => [index, partOf(draft)]);
    const content = [...this.#parts, ...drafted].sort(([a], [b]) => a - b).map(([, part]) => part);
    return { text: content.map((part) => (part.type === 'text' ? part.text : '')).join(''), content };
  }

  /** The whole answer, once the stream has ended. */
  whole({ type: _, ...end }: Extract<ChatEvent, { type: 'end' }>): ChatOutput {
    const { text, content } = this.answer();
    const reasoning = content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('');
    const toolCalls = content.filter((part) => part.type === 'tool-call');
    return { text, ...(reasoning !== '' && { reasoning }), content, toolCalls, ...end };
  }

  #extend(delta: Delta): void {
    // The finished part has the last word.
    if (this.#parts.has(delta.index)) return;
    const draft = this.#drafts.get(delta.index) ?? { type: typeOfDelta[delta.type], text: '', id: '', name: '' };
    this.#drafts.set(delta.index, draft);
    if (delta.type !== 'tool-call-delta') {
      draft.text += delta.text;
      return;
    }
    draft.text += delta.arguments;
    draft.id ||= delta.id ?? '';
    draft.name ||= delta.name ?? '';
  }
}

function partOf({ type, text, id, name }: Draft): Part {
  return type === 'tool-call' ? toolCallPart({ id, name, rawArguments: text }) : { type, text };
}
