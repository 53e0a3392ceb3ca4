import type { PartialAnswer } from '../contract/error.ts';
import type { Annotation, Part, ProviderMetadata, ToolCallPart } from '../contract/message.ts';
import type { AnswerNotes, FinishReason, OutputBase, Usage } from '../contract/output.ts';
import type { ChatEvent, ChatOutput, TokenLogprob } from '../contract/tasks/chat.ts';
import { GrowingText } from './growing-text.ts';
import { toolCallPart } from './tool-call.ts';

interface OpenPart {
  readonly index: number;
  readonly type: 'text' | 'reasoning' | 'tool-call';
  readonly text: GrowingText;
  id: string;
  name: string;
  metadata?: ProviderMetadata;
  annotations?: Annotation[];
}

/** What a vendor adds to a part beside its text. */
export interface PartNotes {
  readonly providerMetadata?: ProviderMetadata | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
}

export interface ToolCallFragment {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly arguments?: string | undefined;
}

/**
 * Builds one answer from what a vendor says, whole or in pieces, and writes the events on the way.
 *
 * An adapter tells it what came; it knows parts, their order, their deltas and their end. `run` and `stream` fill the
 * same assembler, which is why they cannot disagree.
 */
export class ChatAssembler {
  /** Written and not yet handed on, oldest first. */
  events: ChatEvent[] = [];
  finishReason: FinishReason | undefined;
  rawFinishReason: string | undefined;
  usage: Usage | undefined;
  id: string | undefined;
  model: string | undefined;
  /** Whether text, reasoning or a tool call has come. */
  begun = false;
  readonly #parts: (Part | undefined)[] = [];
  readonly #logprobs: TokenLogprob[] = [];
  #text: OpenPart | undefined;
  #reasoning: OpenPart | undefined;
  readonly #calls = new Map<string | number, OpenPart>();
  readonly #newId: () => string;

  /** @param newId An identifier for a tool call to which the vendor gives none. */
  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** More of the answer's text. It joins the open text part, if there is one. */
  text(text: string): void {
    if (text === '') return;
    const part = this.#openText();
    part.text.add(text);
    this.events.push({ type: 'text-delta', index: part.index, text });
  }

  /** More of what the model thinks. */
  reasoning(text: string): void {
    if (text === '') return;
    const part = this.#openReasoning();
    part.text.add(text);
    this.events.push({ type: 'reasoning-delta', index: part.index, text });
  }

  /** More of a tool call. Fragments with the same `key` belong together; fragments of several calls may alternate. */
  toolCall(key: string | number, { id, name, arguments: text = '' }: ToolCallFragment): void {
    let call = this.#calls.get(key);
    if (call === undefined) {
      call = this.#open('tool-call');
      this.#calls.set(key, call);
    }
    // Hosts that repeat id and name in each fragment, or send them empty, must not double or erase them.
    call.id ||= id ?? '';
    call.name ||= name ?? '';
    call.text.add(text);
    const delta = { type: 'tool-call-delta', index: call.index, arguments: text } as const;
    this.events.push({ ...delta, ...(id ? { id } : undefined), ...(name ? { name } : undefined) });
  }

  /** Something beside the text of the open part; opens an empty one if none is open. */
  note(type: 'text' | 'reasoning', notes: PartNotes): void {
    annotate(type === 'text' ? this.#openText() : this.#openReasoning(), notes);
  }

  /** Something beside a tool call that has begun. */
  noteToolCall(key: string | number, notes: PartNotes): void {
    const call = this.#calls.get(key);
    if (call) annotate(call, notes);
  }

  /** A part that came whole. */
  part(part: Part): void {
    const index = this.#parts.push(part) - 1;
    this.begun = true;
    this.events.push({ type: 'part', index, part });
  }

  logprobs(logprobs: readonly TokenLogprob[]): void {
    this.#logprobs.push(...logprobs);
  }

  /** The vendor's terminal marker. The last one counts. */
  finish(reason: FinishReason, raw?: string): void {
    this.finishReason = reason;
    if (raw !== undefined) this.rawFinishReason = raw;
  }

  /** Ends the open text or reasoning, so that what comes next is a part of its own. */
  seal(): void {
    if (this.#reasoning) this.#close(this.#reasoning);
    if (this.#text) this.#close(this.#text);
    this.#reasoning = undefined;
    this.#text = undefined;
  }

  /** What has come so far. */
  partial(): PartialAnswer {
    const content = this.#content();
    return { text: joinText(content), content };
  }

  /** What the answer says about itself. */
  notes(): AnswerNotes {
    const { id, model, rawFinishReason, usage } = this;
    return { id, model, rawFinishReason, usage };
  }

  /** Ends every part and gives the answer but for what the call alone knows. */
  complete(): Omit<ChatOutput, keyof OutputBase> {
    const open = [this.#text, this.#reasoning, ...this.#calls.values()].filter((part) => part !== undefined);
    for (const part of open.sort((a, b) => a.index - b.index)) this.#close(part);
    this.#text = undefined;
    this.#reasoning = undefined;
    this.#calls.clear();
    const content = this.#content();
    const toolCalls = content.filter((part): part is ToolCallPart => part.type === 'tool-call');
    const reasoning = content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('');
    const reason = this.finishReason ?? (toolCalls.length > 0 ? 'tool-calls' : 'other');
    return {
      text: joinText(content),
      ...(reasoning === '' ? undefined : { reasoning }),
      content,
      toolCalls,
      // Some vendors say "stop" when what they stopped for is a tool.
      finishReason: toolCalls.length > 0 && reason === 'stop' ? 'tool-calls' : reason,
      ...(this.#logprobs.length > 0 && { logprobs: this.#logprobs }),
    };
  }

  #openText(): OpenPart {
    this.#text ??= this.#open('text');
    return this.#text;
  }

  #openReasoning(): OpenPart {
    this.#reasoning ??= this.#open('reasoning');
    return this.#reasoning;
  }

  #open(type: OpenPart['type']): OpenPart {
    this.begun = true;
    return { index: this.#parts.push(undefined) - 1, type, text: new GrowingText(), id: '', name: '' };
  }

  #close(open: OpenPart): void {
    if (open.type === 'tool-call') open.id ||= this.#newId();
    const part = partOf(open);
    this.#parts[open.index] = part;
    this.events.push({ type: 'part', index: open.index, part });
  }

  #content(): readonly Part[] {
    const unfinished = new Map<number, OpenPart>();
    for (const open of [this.#text, this.#reasoning, ...this.#calls.values()])
      if (open) unfinished.set(open.index, open);
    return this.#parts.flatMap((part, index) => {
      const open = unfinished.get(index);
      return part ?? (open ? partOf(open) : []);
    });
  }
}

function annotate(part: OpenPart, { providerMetadata, annotations }: PartNotes): void {
  if (providerMetadata) part.metadata = { ...part.metadata, ...providerMetadata };
  if (annotations) part.annotations = [...(part.annotations ?? []), ...annotations];
}

function partOf({ type, text: growing, id, name, metadata, annotations }: OpenPart): Part {
  const text = growing.whole;
  const notes = metadata && { providerMetadata: metadata };
  if (type === 'tool-call') return { ...toolCallPart({ id, name, rawArguments: text }), ...notes };
  if (type === 'reasoning') return { type, text, ...notes };
  return { type, text, ...(annotations && { annotations }), ...notes };
}

const joinText = (content: readonly Part[]): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('');
