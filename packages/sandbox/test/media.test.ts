import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAudioHeader } from '../src/media/audio-header.ts';
import { fromBase64, toBase64 } from '../src/media/base64.ts';
import { readImageHeader } from '../src/media/image-size.ts';
import { encodePng } from '../src/media/png.ts';
import { encodeWav } from '../src/media/wav.ts';

/** The chunks of a PNG file, their checksums verified. */
function chunksOf(file: Uint8Array): readonly { readonly name: string; readonly data: Buffer }[] {
  const bytes = Buffer.from(file);
  const chunks = [];
  for (let place = 8; place < bytes.length; ) {
    const length = bytes.readUInt32BE(place);
    const body = bytes.subarray(place + 4, place + 8 + length);
    expect(bytes.readUInt32BE(place + 8 + length)).toBe(crc32(body));
    chunks.push({ name: body.toString('latin1', 0, 4), data: body.subarray(4) });
    place += 12 + length;
  }
  return chunks;
}

function pixelsOf(file: Uint8Array): Buffer {
  return inflateSync(Buffer.concat(chunksOf(file).flatMap(({ name, data }) => (name === 'IDAT' ? [data] : []))));
}

describe('PNG files', () => {
  it('have one bit a pixel, behind the filter of each row', () => {
    const file = encodePng({ width: 10, height: 2, isSet: (column, row) => row === 1 && column > 7 });
    expect(chunksOf(file).map(({ name }) => name)).toEqual(['IHDR', 'IDAT', 'IEND']);
    expect([...pixelsOf(file)]).toEqual([0, 0, 0, 0, 0, 0b1100_0000]);
  });

  it('have a palette for colours, and several blocks when they are large', () => {
    const colours = [
      [1, 2, 3],
      [4, 5, 6],
    ] as const;
    const file = encodePng({ width: 1024, height: 1024, isSet: () => true, colours });
    expect([...(chunksOf(file)[1]?.data ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(pixelsOf(file)).toHaveLength(1024 * 129);
  });
});

describe('WAV files', () => {
  it('say how long they are', () => {
    const file = encodeWav([0, 1, -1, 0], 8000);
    expect(file).toHaveLength(52);
    expect([...new Int16Array(file.buffer, 44)]).toEqual([0, 32_767, -32_767, 0]);
    expect(readAudioHeader(file)).toEqual({ type: 'audio/wav', seconds: 4 / 8000 });
  });
});

describe('headers', () => {
  it.each([
    ['image/png', '89504e470d0a1a0a 0000000d49484452 00000028 0000001e'],
    ['image/gif', '474946383961 2800 1e00'],
    ['image/bmp', '424d 00000000000000000000000000000000 28000000 e2ffffff'],
    ['image/jpeg', 'ffd8 ffe000040000 ffc0001108 001e 0028'],
    ['image/webp', '52494646 00000000 57454250 56503858 0000000000000000 270000 1d0000'],
    ['image/webp', '52494646 00000000 57454250 5650384c 000000002f 27400700'],
    ['image/webp', '52494646 00000000 57454250 56503820 00000000000000 9d012a 2800 1e00'],
  ])('%s: 40 by 30 pixels', (type, hexadecimal) => {
    const bytes = Buffer.from(hexadecimal.replaceAll(' ', ''), 'hex');
    expect(readImageHeader(bytes)).toEqual({ type, width: 40, height: 30 });
  });

  it.each([
    ['that is cut off', '89504e470d0a1a0a00'],
    ['without a frame', 'ffd8ffe000040000'],
    ['of no size', '47494638396100000000'],
    ['of something else', '00'],
  ])('no image %s', (_, hexadecimal) => {
    expect(readImageHeader(Buffer.from(hexadecimal, 'hex'))).toBeUndefined();
  });

  it.each([
    ['audio/flac', '664c6143'],
    ['audio/ogg', '4f676753'],
    ['audio/mpeg', '494433'],
    ['audio/mpeg', 'fffb90'],
    ['audio/aac', 'fff1'],
    ['audio/mp4', '0000002066747970'],
    ['audio/webm', '1a45dfa3'],
  ])('%s: as long as its bytes at 128 kbit/s', (type, hexadecimal) => {
    const bytes = Buffer.from(hexadecimal, 'hex');
    expect(readAudioHeader(bytes)).toEqual({ type, seconds: bytes.length / 16_000 });
  });

  it('no sound', () => {
    expect(readAudioHeader(Buffer.from('ffd8ff', 'hex'))).toBeUndefined();
  });
});

describe('base64', () => {
  it('is read with padding and without, in a data URL and in lines', () => {
    const bytes = Uint8Array.from([0, 255, 128, 1]);
    expect(toBase64(bytes)).toBe('AP+AAQ==');
    for (const text of ['AP+AAQ==', 'AP+AAQ', 'data:image/png;base64,AP+AAQ==', 'AP+A\nAQ==']) {
      expect(fromBase64(text)).toEqual(bytes);
    }
    for (const text of ['a', '***', 'a=b']) expect(fromBase64(text)).toBeUndefined();
  });
});
