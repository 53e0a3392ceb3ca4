import type { InferenceError, MediaInput, Part } from '@x/core';
import { encodeMedia, mediaUrl, type RequestContext } from '@x/core/adapter';
import { isJson, type Json } from '../json.ts';
import { ownNotes } from './part-notes.ts';

/** A part as the wire has it. */
export type WirePart = Json;

/** How one kind of content part is written; undefined for a part that is not for Gemini. */
type PartWriter<T extends Part['type']> = (
  part: Extract<Part, { type: T }>,
  notes: Json | undefined,
  context: RequestContext,
) => WirePart | undefined | Promise<WirePart>;

const media = ({ media: given }: { readonly media: MediaInput }, _: unknown, context: RequestContext) =>
  writeMedia(given, context);

const partWriters: { readonly [T in Part['type']]: PartWriter<T> } = {
  // An empty text is refused, but for one that carries a signature: that one is wanted back.
  text: ({ text }, notes) => (text !== '' || notes?.['thoughtSignature'] !== undefined ? { text } : undefined),
  reasoning: ({ text }, notes) => (notes?.['thoughtSignature'] === undefined ? undefined : { text, thought: true }),
  image: media,
  audio: media,
  video: media,
  file: media,
  'tool-call': ({ id, name, input }) => ({
    // Arguments have to be an object here; what is none the model wrote wrongly, and sees that it wrote nothing.
    functionCall: { id, name, args: isJson(input) ? input : {} },
  }),
  'tool-result': ({ id, name, output, failed }) => ({
    functionResponse: { id, name, response: { [failed ? 'error' : 'output']: output ?? null } },
  }),
  // What another vendor's own tool did cannot be told here.
  'provider-tool': ({ name, data }, notes) => (notes === undefined ? undefined : { [name]: data }),
};

/** The parts of one message, without those that are not for Gemini. */
export async function writeParts(parts: readonly Part[], context: RequestContext): Promise<readonly WirePart[]> {
  const written = await Promise.all(parts.map((part) => writePart(part, context)));
  return written.filter((part) => part !== undefined);
}

async function writePart<T extends Part['type']>(
  part: Extract<Part, { type: T }>,
  context: RequestContext,
): Promise<WirePart | undefined> {
  const write: PartWriter<T> = partWriters[part.type as T];
  const notes = ownNotes(part);
  const written = await write(part, notes, context);
  return written && { ...written, ...notes };
}

/** `data:image/png;base64,…`, with or without further parameters. */
const dataUrl = /^data:([^;,]+)(?:;[^;,]+)*;base64,(.*)$/is;

/** Places from which Google fetches: the web, its own files (also by https) and its cloud storage. */
const fetched = /^(https|gs):\/\//i;

async function writeMedia(given: MediaInput, context: RequestContext): Promise<WirePart> {
  const url = mediaUrl(given);
  if (url === undefined) {
    const { mediaType, base64 } = await encodeMedia(given, () => noAddress(context));
    return { inlineData: { mimeType: mediaType, data: base64 } };
  }
  const [, mimeType, data] = dataUrl.exec(url) ?? [];
  if (data !== undefined) return { inlineData: { mimeType, data } };
  if (!fetched.test(url)) throw noAddress(context);
  return { fileData: { fileUri: url, mimeType: 'mediaType' in given ? given.mediaType : undefined } };
}

const noAddress = (context: RequestContext): InferenceError =>
  context.refuse('unsupported', 'Gemini takes media by https: or gs: address only. Give the bytes as data instead');
