import { type ChatAssembler, fromBase64, own } from '@x/core/adapter';
import { readAnnotations, readLogprobs } from './content-notes.ts';
import { isJson, type Json, listOf, objectsOf, stringOf } from './json.ts';
import { itemNotes, vendorMetadata } from './notes.ts';

/** Where a piece of an answer belongs: `output_index`, and `content_index` or `summary_index` within. */
export interface Place {
  readonly item: number;
  readonly part: number;
}

/** What stands between two summaries of one reasoning. */
const PARAGRAPH = '\n\n';

/**
 * Reads output items into an assembler. An item may come in pieces, and comes whole in the end: what its pieces have
 * not said is said then, so a whole answer is read as a stream that had no pieces.
 */
export class ItemReader {
  /** A part of the answer is a refusal. */
  refused = false;
  readonly #assembler: ChatAssembler;
  /** Items as they began: with their ids, without their content. */
  readonly #begun = new Map<number, Json>();
  /** What was said of a part, of a reasoning or of a call's arguments. */
  readonly #said = new Map<string, string>();
  readonly #finished = new Set<string>();
  /** The part of text, or the reasoning, that is being said. */
  #open: string | undefined;
  /** The summary of the open reasoning that is being said. */
  #paragraph: string | undefined;
  /** Reasoning that can go back has come. */
  #tied = false;

  constructor(assembler: ChatAssembler) {
    this.#assembler = assembler;
  }

  /** An item of which only the frame is known. */
  begin(index: number, item: Json): void {
    if (this.#begun.has(index)) return;
    this.#begun.set(index, item);
    this.#seal();
    if (item['type'] === 'function_call') this.#assembler.toolCall(index, frameOf(item));
  }

  /** More of a message's text. */
  text(place: Place, delta: string): void {
    this.#say('text', `${place.item}.${place.part}`, delta);
  }

  /** More of the words of a refusal, which are the answer's text. */
  refusal(place: Place, delta: string): void {
    this.refused = true;
    this.text(place, delta);
  }

  /** More of what the model thinks, or of a summary of it. */
  reasoning({ item, part }: Place, kind: string, delta: string): void {
    const paragraph = `${kind}.${part}`;
    const key = `${item}`;
    const begins = this.#open === key && this.#paragraph !== paragraph;
    this.#say('reasoning', key, begins ? PARAGRAPH + delta : delta);
    this.#paragraph = paragraph;
  }

  /** More of a call's arguments. */
  arguments(item: number, delta: string): void {
    this.#keep(`${item}`, delta);
    this.#assembler.toolCall(item, { arguments: delta });
  }

  /** A part of a message, whole. */
  finishPart({ item, part: place }: Place, part: Json): void {
    const key = `${item}.${place}`;
    if (this.#finished.has(key)) return;
    this.#finished.add(key);
    const refusal = stringOf(part['refusal']);
    if (refusal !== '') this.refused = true;
    this.#say('text', key, this.#rest(key, refusal || stringOf(part['text'])));
    if (this.#open !== key) return;
    const annotations = readAnnotations(part);
    const notes = itemNotes(this.#begun.get(item) ?? {}, this.#tied);
    this.#assembler.note('text', {
      ...(annotations.length > 0 && { annotations }),
      ...(notes && { providerMetadata: vendorMetadata(notes) }),
    });
    this.#assembler.logprobs(readLogprobs(part));
    this.#seal();
  }

  /** An item, whole. */
  finish(index: number, item: Json): void {
    const key = `item ${index}`;
    if (this.#finished.has(key)) return;
    this.#finished.add(key).add(idKey(item));
    const isNew = !this.#begun.has(index);
    this.#begun.set(index, item);
    if (this.#open?.split('.')[0] !== `${index}`) this.#seal();
    const read = own(this.#readers, stringOf(item['type'])) ?? this.#opaque;
    read(item, index, isNew);
    this.#seal();
  }

  /** The items of the whole response, but what its stream has said; some hosts number them otherwise there. */
  finishAll(items: readonly unknown[]): void {
    const streamed = new Set(this.#finished);
    for (const [index, item] of items.entries()) {
      if (isJson(item) && !(item['id'] && streamed.has(idKey(item)))) this.finish(index, item);
    }
  }

  readonly #readers: Readonly<Record<string, (item: Json, index: number, isNew: boolean) => void>> = {
    message: (item, index) => {
      for (const [part, content] of objectsOf(item['content']).entries()) {
        this.finishPart({ item: index, part }, content);
      }
    },
    reasoning: (item, index) => this.#reasoned(item, `${index}`),
    function_call: (item, index, isNew) => {
      const rest = this.#rest(`${index}`, stringOf(item['arguments']));
      if (isNew || rest !== '') this.#assembler.toolCall(index, { ...frameOf(item), arguments: rest });
      const notes = itemNotes(item, this.#tied);
      if (notes) this.#assembler.noteToolCall(index, { providerMetadata: vendorMetadata(notes) });
    },
    custom_tool_call: (item) => {
      const { id, name } = frameOf(item);
      // Such a tool takes text, so there is no JSON that could be malformed.
      const written = stringOf(item['input']);
      const providerMetadata = vendorMetadata({ ...itemNotes(item, this.#tied), custom: true });
      this.#assembler.part({ type: 'tool-call', id, name, input: written, rawArguments: written, providerMetadata });
    },
    image_generation_call: (item) => {
      const { result, ...rest } = item;
      const data = bytesOf(result);
      if (data === undefined) return this.#opaque(item);
      const media = { mediaType: `image/${stringOf(item['output_format']) || 'png'}`, data };
      const providerMetadata = vendorMetadata({ ...itemNotes(item, this.#tied), item: rest });
      this.#assembler.part({ type: 'image', media, providerMetadata });
    },
  };

  /** A tool that OpenAI ran, a call of one that we have no part for, and whatever comes new: kept whole. */
  readonly #opaque = (item: Json): void => {
    const providerMetadata = vendorMetadata(itemNotes(item, this.#tied) ?? {});
    this.#assembler.part({ type: 'provider-tool', name: stringOf(item['type']), data: item, providerMetadata });
  };

  #reasoned(item: Json, key: string): void {
    const { id, summary, content, encrypted_content } = item;
    const texts = [...objectsOf(summary), ...objectsOf(content)].map(({ text }) => stringOf(text)).filter(Boolean);
    this.#say('reasoning', key, this.#rest(key, texts.join(PARAGRAPH)));
    // Without it the API would look for the item in its own store, where it is not.
    if (typeof encrypted_content !== 'string') return;
    this.#tied = true;
    const whole = { id, summary: listOf(summary), ...(Array.isArray(content) && { content }), encrypted_content };
    const providerMetadata = vendorMetadata(whole);
    this.#assembler.note('reasoning', { providerMetadata });
  }

  #say(kind: 'text' | 'reasoning', key: string, text: string): void {
    if (text === '') return;
    if (this.#open !== key) this.#seal();
    this.#open = key;
    this.#keep(key, text);
    this.#assembler[kind](text);
  }

  #keep(key: string, text: string): void {
    this.#said.set(key, (this.#said.get(key) ?? '') + text);
  }

  /** What is left to say of a whole text. What was handed out cannot be taken back, so of another text nothing is. */
  #rest(key: string, text: string): string {
    const said = this.#said.get(key) ?? '';
    return text.startsWith(said) ? text.slice(said.length) : '';
  }

  #seal(): void {
    this.#assembler.seal();
    this.#open = undefined;
    this.#paragraph = undefined;
  }
}

/** A picture's bytes; undefined for one that did not come, or not whole. */
function bytesOf(base64: unknown): Uint8Array | undefined {
  if (typeof base64 !== 'string' || base64 === '') return undefined;
  try {
    return fromBase64(base64);
  } catch {
    return undefined;
  }
}

const idKey = (item: Json): string => `id ${stringOf(item['id'])}`;

const frameOf = (item: Json): { readonly id: string; readonly name: string } => ({
  id: stringOf(item['call_id']),
  name: stringOf(item['name']),
});
