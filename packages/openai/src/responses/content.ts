import type { MediaInput, Part } from '@x/core';
import { encodeMedia, mediaName, mediaUrl, own, type RequestContext } from '@x/core/adapter';
import { type Json, stringOf } from './json.ts';
import { ownNotes } from './notes.ts';

/** How one kind of part of a user's message is written. */
type PartWriter<T extends Part['type']> = (
  part: Extract<Part, { type: T }>,
  context: RequestContext,
) => Json | Promise<Json>;

const partWriters: { readonly [T in Part['type']]?: PartWriter<T> } = {
  text: ({ text }) => ({ type: 'input_text', text }),
  image: async ({ media, providerMetadata }, context) => ({
    type: 'input_image',
    image_url: await addressOf(media, context),
    detail: stringOf(ownNotes({ providerMetadata })?.['detail']) || 'auto',
  }),
  file: async ({ media }, context) => {
    const address = await addressOf(media, context);
    if (!address.startsWith('data:')) return { type: 'input_file', file_url: address };
    return { type: 'input_file', filename: mediaName(media) ?? nameFor(address), file_data: address };
  },
};

/**
 * What a user says, in parts.
 *
 * @throws InferenceError 'unsupported' for a part that this API does not take, audio and video among them.
 */
export function writeContent(parts: readonly Part[], context: RequestContext): Promise<readonly Json[]> {
  return Promise.all(parts.map((part) => writePart(part, context)));
}

function writePart<T extends Part['type']>(
  part: Extract<Part, { type: T }>,
  context: RequestContext,
): Json | Promise<Json> {
  const write: PartWriter<T> | undefined = partWriters[part.type as T];
  if (write !== undefined) return write(part, context);
  const advice = own(advices, part.type) ?? 'Leave it out, or take a provider that takes it';
  throw context.refuse('unsupported', `the Responses API takes no ${part.type} in a user's message. ${advice}`);
}

const advices: Readonly<Record<string, string>> = {
  audio: "Take api: 'chat' with a model that hears, or a transcript of it",
  video: 'Send pictures of it, or take a provider that takes video',
};

/** Places from which OpenAI fetches, and bytes that are written as an address. */
const taken = /^(https?:\/\/|data:)/i;

/** A medium as an address: its own, or a data: URL of its bytes. */
async function addressOf(media: MediaInput, context: RequestContext): Promise<string> {
  const url = mediaUrl(media);
  if (url !== undefined && taken.test(url)) return url;
  const { mediaType, base64 } = await encodeMedia(media, () =>
    context.refuse('unsupported', 'OpenAI takes media by https: address only. Give the bytes as data instead'),
  );
  return `data:${mediaType};base64,${base64}`;
}

/** A name for bytes without one, which the API wants. */
const nameFor = (address: string): string => `file.${/^data:[^/]+\/([\w-]+)/.exec(address)?.[1] ?? 'bin'}`;
