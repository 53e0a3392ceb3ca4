/** The smallest picture and sound, in place of those that were sent, and those that an answer only points at. */

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

/** A PNG of one transparent pixel. */
export const PICTURE = {
  mediaType: 'image/png',
  data: bytesOf('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
} as const;

/** A WAV of 8-bit silence: one sample at 8 kHz. */
export const AUDIO = {
  mediaType: 'audio/wav',
  data: bytesOf('UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQEAAACAAA=='),
} as const;

/** The picture at an address that an answer points at: with the address behind its end, which no two have in common. */
export function pictureAt(address: string): Uint8Array<ArrayBuffer> {
  const { href } = new URL(address);
  return Uint8Array.from([...PICTURE.data, ...new TextEncoder().encode(href)]);
}
