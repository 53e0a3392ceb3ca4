import { latin1 } from './base64.ts';

/** What the first bytes of a sound say. */
export interface AudioHeader {
  readonly type: string;
  /** From the header of a WAV file, else judged by the number of bytes. */
  readonly seconds: number;
}

/** The formats by their first bytes, read as Latin-1. */
const formats: readonly (readonly [type: string, signature: RegExp])[] = [
  ['audio/wav', /^RIFF.{4}WAVE/su],
  ['audio/flac', /^fLaC/u],
  ['audio/ogg', /^OggS/u],
  ['audio/mpeg', /^ID3|^\xff[\xe2-\xef\xf2-\xf7\xfa-\xff]/u],
  ['audio/aac', /^\xff[\xf0\xf1\xf8\xf9]/u],
  ['audio/mp4', /^.{4}ftyp/su],
  ['audio/webm', /^.E\xdf\xa3/su],
  ['audio/amr', /^#!AMR/u],
];

const signatureLength = 16;
const wavHeaderLength = 44;
const byteRatePlace = 28;
/** 128 kbit/s, a common rate of compressed sound. */
const usualByteRate = 16_000;

/** Type and length of a sound; nothing for other bytes. */
export function readAudioHeader(bytes: Uint8Array): AudioHeader | undefined {
  const beginning = latin1(bytes.subarray(0, signatureLength));
  const type = formats.find(([, signature]) => signature.test(beginning))?.[0];
  return type === undefined ? undefined : { type, seconds: secondsOf(type, bytes) };
}

function secondsOf(type: string, bytes: Uint8Array): number {
  if (type !== 'audio/wav' || bytes.length < wavHeaderLength) return bytes.length / usualByteRate;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const byteRate = view.getUint32(byteRatePlace, true);
  return (bytes.length - wavHeaderLength) / (byteRate === 0 ? usualByteRate : byteRate);
}
