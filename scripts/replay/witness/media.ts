/** Pictures and sounds as a witness tells them apart: by their first bytes and by their digest. */
import { createHash } from 'node:crypto';

export interface Fingerprint {
  readonly mediaType: string;
  readonly sha256: string;
}

/** What a file begins with, written byte by byte. */
const TYPE_BY_BEGINNING: readonly (readonly [beginning: string, mediaType: string])[] = [
  ['\x89PNG', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['fLaC', 'audio/flac'],
];

/** `application/octet-stream` for a beginning that is none of those in the recordings. */
export function mediaTypeOf(bytes: Uint8Array): string {
  const beginning = String.fromCharCode(...bytes.subarray(0, 8));
  return TYPE_BY_BEGINNING.find(([known]) => beginning.startsWith(known))?.[1] ?? 'application/octet-stream';
}

export function fingerprintOf(bytes: Uint8Array): Fingerprint {
  return { mediaType: mediaTypeOf(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Of base64, alone or as a `data:` URL. */
export function fingerprintOfText(text: string): Fingerprint {
  return fingerprintOf(Buffer.from(text.replace(/^data:[^,]*,/, ''), 'base64'));
}
