import { toBase64 } from '@x/core/adapter';

/** Bytes that begin as files of their type do; nothing reads further. */
export const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
export const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2]);
export const flac = latin1('fLaC\0\0\0\x22');
export const wav = latin1('RIFF\x04\0\0\0WAVEfmt ');

export const pngBase64 = toBase64(png);
export const flacBase64 = toBase64(flac);

export const image = { mediaType: 'image/png', data: png } as const;
export const audio = { mediaType: 'audio/flac', data: flac } as const;

/** One byte a character. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
