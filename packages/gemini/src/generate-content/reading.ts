import { type ChatAssembler, fromBase64, GrowingText, type ReplyContext } from '@x/core/adapter';
import { isJson, type Json, listOf, stringOf } from '../json.ts';
import { readUsage } from '../usage.ts';
import { CallReader } from './calls.ts';
import { readLogprobs } from './logprobs.ts';
import { dataName, readNotes, readTextNotes, vendorMetadata } from './part-notes.ts';
import { enumWord, meaningOf } from './reasons.ts';
import { readSources } from './sources.ts';

/** Why the prompt was stopped before any candidate was made; '' when it was not. */
function blockReason(body: unknown): string {
  const feedback = isJson(body) && listOf(body['candidates']).length === 0 ? body['promptFeedback'] : undefined;
  return isJson(feedback) ? enumWord(feedback['blockReason']) : '';
}

/** A number that is zero may be left out on the wire. */
const isFirst = (candidate: unknown): candidate is Json =>
  isJson(candidate) && (candidate['index'] === undefined || candidate['index'] === 0);

const mediaKinds = ['image', 'audio', 'video'] as const;

/**
 * Reads answers into an assembler. A whole answer and each chunk of a stream have the same fields, so one reader serves
 * both; every field is checked where it is read.
 *
 * A part that carries a signature stays a part of its own, since the signature counts for that part alone; the others
 * are joined with their neighbours of the same kind. A text part is held open until another text begins, for its
 * sources come last.
 */
export class AnswerReader {
  readonly #assembler: ChatAssembler;
  readonly #reply: ReplyContext;
  /** What came last. */
  #kind: 'text' | 'reasoning' | 'other' | undefined;
  /** What came last is complete; more of its kind is another part. */
  #complete = false;
  /** All text of the answer, and where in it the open text part began. */
  readonly #text = new GrowingText();
  #partStart = 0;
  /** What the open text part carries for Gemini. */
  #textNotes: Json = {};
  /** What came last of `usageMetadata`. */
  #counts: Json | undefined;
  readonly #calls: CallReader;
  readonly #cited = new Set<string>();

  constructor(assembler: ChatAssembler, reply: ReplyContext) {
    this.#assembler = assembler;
    this.#reply = reply;
    this.#calls = new CallReader(assembler);
  }

  /** A whole answer, which may lack its reason to end. */
  whole(body: unknown): void {
    this.chunk(body);
    this.#count();
  }

  /** One chunk of a stream. Candidates but the first are not read. */
  chunk(chunk: unknown): void {
    if (!isJson(chunk)) return;
    this.#envelope(chunk);
    const candidate = listOf(chunk['candidates']).find(isFirst);
    if (candidate !== undefined) this.#candidate(candidate);
    const blocked = blockReason(chunk);
    if (blocked !== '') this.#assembler.finish('content-filter', blocked);
    if (this.#assembler.finishReason !== undefined) this.#count();
  }

  #envelope({ responseId, modelVersion, usageMetadata }: Json): void {
    const assembler = this.#assembler;
    assembler.id ??= stringOf(responseId) || undefined;
    assembler.model ??= stringOf(modelVersion) || undefined;
    if (isJson(usageMetadata)) this.#counts = usageMetadata;
  }

  /** Counts grow from chunk to chunk, and those that came last are the answer's: only they are read. */
  #count(): void {
    this.#assembler.usage = readUsage(this.#counts) ?? this.#assembler.usage;
  }

  #candidate(candidate: Json): void {
    const { content, finishReason, logprobsResult } = candidate;
    if (isJson(content)) for (const part of listOf(content['parts'])) if (isJson(part)) this.#part(part);
    this.#sources(candidate);
    if (isJson(logprobsResult)) this.#assembler.logprobs(readLogprobs(logprobsResult));
    const reason = enumWord(finishReason);
    if (reason === '') return;
    this.#calls.end();
    this.#assembler.finish(meaningOf(reason), reason);
  }

  #part(part: Json): void {
    const { text, thought, functionCall, inlineData } = part;
    const name = typeof text === 'string' ? 'text' : dataName(part);
    // A signature may come with nothing beside it.
    if (name === undefined || name === 'text') {
      const kind = thought === true ? 'reasoning' : 'text';
      this.#words(kind, stringOf(text), readTextNotes(part));
    } else if (isJson(functionCall)) {
      if (stringOf(functionCall['name']) !== '') this.#turnTo('other');
      this.#calls.read(functionCall, readNotes(part));
    } else {
      this.#turnTo('other');
      // A picture that the model drew while it thought is no part of the answer, but is wanted back.
      if (isJson(inlineData) && thought !== true) this.#media(inlineData, part);
      else this.#opaque(name, part);
    }
  }

  #words(kind: 'text' | 'reasoning', text: string, notes: Json | undefined): void {
    const assembler = this.#assembler;
    if (text === '') {
      if (notes === undefined) return;
      // A part of its own, beside the open one, which may still be given its sources.
      assembler.part({ type: kind, text, providerMetadata: vendorMetadata(notes) });
      this.#complete = true;
      return;
    }
    this.#turnTo(kind, notes !== undefined);
    assembler[kind](text);
    if (kind === 'text') this.#text.add(text);
    if (notes === undefined) return;
    assembler.note(kind, { providerMetadata: vendorMetadata(notes) });
    if (kind === 'text') this.#textNotes = notes;
    this.#complete = true;
  }

  /** Ends what came before, unless what comes now is more of it. A text ends only where another begins. */
  #turnTo(kind: 'text' | 'reasoning' | 'other', apart = false): void {
    if (kind === this.#kind && !this.#complete && !apart) return;
    if (this.#kind !== 'text' || kind === 'text') {
      this.#assembler.seal();
      this.#partStart = this.#text.length;
      this.#textNotes = {};
    }
    this.#kind = kind;
    this.#complete = false;
  }

  #media({ mimeType, data }: Json, part: Json): void {
    const mediaType = stringOf(mimeType) || 'application/octet-stream';
    const kind = mediaKinds.find((name) => mediaType.startsWith(`${name}/`));
    const notes = readNotes(part);
    this.#assembler.part({
      type: kind ?? 'file',
      media: { mediaType, data: this.#bytes(data) },
      ...(notes && { providerMetadata: vendorMetadata(notes) }),
    });
  }

  #bytes(data: unknown): Uint8Array {
    try {
      return fromBase64(stringOf(data));
    } catch {
      throw this.#reply.unreadable('the inlineData of a part is not base64');
    }
  }

  /** Code that was run, a search that was made, and whatever comes new: kept whole, to be sent back as it is. */
  #opaque(name: string, part: Json): void {
    // Empty notes say that the part is Gemini's.
    const providerMetadata = vendorMetadata(readNotes(part) ?? {});
    this.#assembler.part({ type: 'provider-tool', name, data: part[name], providerMetadata });
  }

  /** Sources go to the open text part. What Google wants shown beside them is kept as it is. */
  #sources(candidate: Json): void {
    const { groundingMetadata, urlContextMetadata, citationMetadata } = candidate;
    if (!groundingMetadata && !urlContextMetadata && !citationMetadata) return;
    const annotations = readSources(candidate, { text: this.#text.whole, partStart: this.#partStart }).filter(
      (source) => {
        const known = this.#cited.size;
        return this.#cited.add(JSON.stringify(source)).size > known;
      },
    );
    const kept = {
      ...(isJson(groundingMetadata) && { groundingMetadata }),
      ...(isJson(urlContextMetadata) && { urlContextMetadata }),
    };
    if (annotations.length === 0 && Object.keys(kept).length === 0) return;
    this.#textNotes = { ...this.#textNotes, ...kept };
    this.#assembler.note('text', {
      ...(annotations.length > 0 && { annotations }),
      ...(Object.keys(this.#textNotes).length > 0 && { providerMetadata: vendorMetadata(this.#textNotes) }),
    });
  }
}
