import type { InferenceError } from '../contract/error.ts';
import type { MediaInput } from '../contract/media.ts';

/** Bytes as JSON carries them. */
export interface EncodedMedia {
  readonly mediaType: string;
  readonly base64: string;
}

const unknownType = 'application/octet-stream';

/** The address of a medium that is a place, else undefined. */
export function mediaUrl(media: MediaInput): string | undefined {
  return 'url' in media ? media.url : undefined;
}

/** The name of a medium's file, where it has one. */
export function mediaName(media: MediaInput): string | undefined {
  if ('filename' in media) return media.filename;
  return media instanceof Blob && 'name' in media && typeof media.name === 'string' ? media.name : undefined;
}

/**
 * A medium as base64.
 *
 * @param refuse Makes the error for a medium that is a place: it is not fetched for the caller.
 */
export async function encodeMedia(media: MediaInput, refuse: () => InferenceError): Promise<EncodedMedia> {
  if (media instanceof Blob) {
    return { mediaType: media.type || unknownType, base64: toBase64(new Uint8Array(await media.arrayBuffer())) };
  }
  if ('url' in media) throw refuse();
  const { mediaType, data } = media;
  return { mediaType: mediaType || unknownType, base64: typeof data === 'string' ? data : toBase64(data) };
}

/** A medium as a data: URL, or its own address. */
export async function mediaAddress(media: MediaInput, refuse: () => InferenceError): Promise<string> {
  const url = mediaUrl(media);
  if (url !== undefined) return url;
  const { mediaType, base64 } = await encodeMedia(media, refuse);
  return `data:${mediaType};base64,${base64}`;
}

// String.fromCharCode takes its bytes as arguments, of which an engine allows only so many.
const STEP = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let place = 0; place < bytes.length; place += STEP) {
    binary += String.fromCharCode(...bytes.subarray(place, place + STEP));
  }
  return btoa(binary);
}

/** Newer runtimes decode by themselves. */
const decoder: { readonly name: string; readonly fromBase64?: (text: string) => Uint8Array } = Uint8Array;

/** @throws DOMException or SyntaxError, as the runtime has it, for what is no base64. */
export function fromBase64(text: string): Uint8Array {
  const { fromBase64: native } = decoder;
  if (native) return native(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
  return bytes;
}
