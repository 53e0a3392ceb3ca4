import { toBase64 } from '@x/core/adapter';

/** One byte a character. */
const latin1 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Bytes that begin as files of their type do; nothing reads further. */
export const png = latin1('\x89PNG\r\n\x1a\n123');
export const jpeg = latin1('\xff\xd8\xff\xe012');
export const webp = latin1('RIFF\x04\0\0\0WEBPVP8 ');
export const wav = latin1('RIFF\x04\0\0\0WAVEfmt ');
export const flac = latin1('fLaC\0\0\0\x22');
export const mp3 = latin1('ID3\x04\0');
export const ogg = latin1('OggS\0\x02');
export const webm = latin1('\x1aE\xdf\xa3\x01');

export const pngBase64 = toBase64(png);

export const image = { mediaType: 'image/png', data: png } as const;
export const audio = { mediaType: 'audio/flac', data: flac } as const;
