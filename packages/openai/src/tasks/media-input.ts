import type { MediaInput } from '@x/core';
import { fromBase64, mediaName, type RequestContext } from '@x/core/adapter';
import { canHold, extensionOf, type MediaKind, shownType, UNKNOWN_TYPE } from './media-type.ts';

interface Wanted {
  readonly kind: MediaKind;
  /** The input's own name, for messages and for files without a name. */
  readonly name: string;
}

/**
 * A medium as the file of a form, checked as far as can be known before the vendor sees it. The vendor tells formats by
 * the end of the file's name, so every file gets one.
 *
 * @throws InferenceError 'invalid-request' for a medium that is missing, empty or of another kind; 'unsupported' for a
 *   place on the web.
 */
export async function readFile(media: MediaInput, { kind, name }: Wanted, context: RequestContext): Promise<File> {
  const { mediaType: said, bytes } = await open(media, name, context);
  const refuse = (what: string) => context.refuse('invalid-request', `${name} is ${what}`);
  if (bytes.length === 0) throw refuse('empty. Give the bytes of the file');
  const shown = shownType(bytes);
  const wrong = [said, shown ?? ''].find((type) => !canHold(type, kind));
  if (wrong !== undefined) throw refuse(`${wrong}. Give ${kind === 'audio' ? 'an audio' : 'an image'} file`);
  const type = said === '' || said === UNKNOWN_TYPE ? (shown ?? UNKNOWN_TYPE) : said;
  const given = mediaName(media);
  const extension = extensionOf(type) ?? extensionOf(shown ?? '');
  const named = given?.includes('.') || extension === undefined ? given : undefined;
  // A copy, since bytes may lie in memory that is shared between threads, which no file takes.
  return new File([new Uint8Array(bytes)], named ?? `${given ?? name}${extension ? `.${extension}` : ''}`, { type });
}

interface OpenMedia {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

async function open(media: MediaInput, name: string, context: RequestContext): Promise<OpenMedia> {
  if (typeof media !== 'object' || media === null) {
    throw context.refuse('invalid-request', `${name} is missing. Give it as a Blob, or as { mediaType, data }`);
  }
  if (media instanceof Blob) return { mediaType: media.type, bytes: new Uint8Array(await media.arrayBuffer()) };
  if ('url' in media) return fromAddress(media.url, name, context);
  const { mediaType, data } = media;
  const bytes: unknown = typeof data === 'string' ? decode(data, name, context) : data;
  if (bytes instanceof Uint8Array) return { mediaType: mediaType ?? '', bytes };
  throw context.refuse('invalid-request', `${name}.data is neither a Uint8Array nor base64. Give it as one of them`);
}

const dataAddress = /^data:([^;,]*)(?:;[^;,]+)*;base64,(.*)$/is;

/** A data: address carries its bytes; any other place would have to be fetched, which is the caller's to weigh. */
function fromAddress(url: string, name: string, context: RequestContext): OpenMedia {
  const [, mediaType, data] = dataAddress.exec(url) ?? [];
  if (mediaType !== undefined && data !== undefined) return { mediaType, bytes: decode(data, name, context) };
  const message = `${name} by url is not taken here. Fetch it yourself where you trust it, and give its bytes as data`;
  throw context.refuse('unsupported', message);
}

function decode(base64: string, name: string, context: RequestContext): Uint8Array {
  try {
    return fromBase64(base64);
  } catch {
    throw context.refuse('invalid-request', `${name} is not base64. Give base64 without a prefix, or the bytes`);
  }
}
