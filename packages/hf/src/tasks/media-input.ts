import type { MediaInput } from '@x/core';
import { fromBase64, mediaUrl, type RequestContext } from '@x/core/adapter';
import { belies, canHold, type MediaKind, shownType, UNKNOWN_TYPE } from './media-type.ts';

/** A medium that can be sent. */
export interface ReadMedia {
  /** As it was given, else as the first bytes show it. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

interface Wanted {
  readonly kind: MediaKind;
  /** The input's own name, for messages. */
  readonly name: string;
}

/**
 * The bytes of a medium, checked as far as can be known before a model sees them.
 *
 * @throws InferenceError 'invalid-request' for a medium that is missing, empty, of another kind, or not of the type
 *   that it is said to be; 'unsupported' for a place on the web.
 */
export async function readInput(
  media: MediaInput,
  { kind, name }: Wanted,
  context: RequestContext,
): Promise<ReadMedia> {
  const { mediaType: said, bytes } = await open(media, name, context);
  const refuse = (message: string) => context.refuse('invalid-request', message);
  if (bytes.length === 0) throw refuse(`${name} is empty. Give the bytes of the file`);
  if (!canHold(said, kind)) throw refuse(`${name} is ${said}. Give an ${kind} file`);
  const shown = shownType(bytes);
  if (shown !== undefined && !canHold(shown, kind)) throw refuse(`${name} holds ${shown}. Give an ${kind} file`);
  if (belies(bytes, said)) {
    const instead = shown === undefined ? 'its first bytes are of something else' : `its bytes are ${shown}`;
    throw refuse(`${name} is said to be ${said}, but ${instead}. Check the file, or correct mediaType`);
  }
  const unsaid = said === '' || said === UNKNOWN_TYPE;
  return { mediaType: unsaid ? (shown ?? UNKNOWN_TYPE) : said, bytes };
}

async function open(media: MediaInput, name: string, context: RequestContext): Promise<ReadMedia> {
  if (typeof media !== 'object' || media === null) {
    const how = 'Give it as a Blob, or as { mediaType, data }';
    throw context.refuse('invalid-request', `${name} is missing. ${how}`);
  }
  if (media instanceof Blob) return { mediaType: media.type, bytes: new Uint8Array(await media.arrayBuffer()) };
  if ('url' in media) return fromAddress(mediaUrl(media) ?? '', name, context);
  const { mediaType, data } = media;
  const bytes: unknown = typeof data === 'string' ? decode(data, name, context) : data;
  if (bytes instanceof Uint8Array) return { mediaType: mediaType || UNKNOWN_TYPE, bytes };
  throw context.refuse('invalid-request', `${name}.data is neither a Uint8Array nor base64. Give it as one of them`);
}

const dataAddress = /^data:([^;,]*)(?:;[^;,]+)*;base64,(.*)$/is;

/** A data: address carries its bytes; any other place would have to be fetched, which is the caller's to weigh. */
function fromAddress(url: string, name: string, context: RequestContext): ReadMedia {
  const [, mediaType, data] = dataAddress.exec(url) ?? [];
  if (mediaType !== undefined && data !== undefined) return { mediaType, bytes: decode(data, name, context) };
  throw context.refuse(
    'unsupported',
    `${name} is an address, which the wire does not take and which is not fetched for you. Fetch it where you trust it, and give its bytes`,
  );
}

function decode(base64: string, name: string, context: RequestContext): Uint8Array {
  try {
    return fromBase64(base64);
  } catch {
    throw context.refuse('invalid-request', `${name} is not base64. Give base64 without a prefix, or the bytes`);
  }
}
