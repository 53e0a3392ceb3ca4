/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A picture of two colours. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Whether a pixel has the second colour. */
  readonly isSet: (column: number, row: number) => boolean;
  /** The two colours; without them the picture is grey, black and white. */
  readonly colours?: readonly [Colour, Colour];
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const bitDepth = 1;
const colourTypes = { grey: 0, indexed: 3 } as const;
/** A block that is stored has 16 bits for its length (RFC 1951, section 3.2.4). */
const storedBlockLength = 0xffff;

/**
 * A bitmap as a PNG file, one bit a pixel. The pixels are stored and not compressed, so that the bytes are the same
 * on every platform.
 */
export function encodePng({ width, height, isSet, colours }: Bitmap): Uint8Array<ArrayBuffer> {
  const type = colours === undefined ? colourTypes.grey : colourTypes.indexed;
  return Uint8Array.from([
    ...signature,
    ...chunk('IHDR', [...uint32(width), ...uint32(height), bitDepth, type, 0, 0, 0]),
    ...(colours === undefined ? [] : chunk('PLTE', colours.flat())),
    ...chunk('IDAT', zlibStored(scanlines(width, height, isSet))),
    ...chunk('IEND', []),
  ]);
}

/** The rows, each behind the number of its filter: 0, none. */
function scanlines(width: number, height: number, isSet: Bitmap['isSet']): Uint8Array {
  const rowLength = 1 + Math.ceil(width / 8);
  const lines = new Uint8Array(rowLength * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (!isSet(column, row)) continue;
      const place = row * rowLength + 1 + (column >> 3);
      lines[place] = (lines[place] ?? 0) | (0x80 >> (column & 7));
    }
  }
  return lines;
}

/** A zlib stream (RFC 1950) of stored blocks. */
function zlibStored(data: Uint8Array): readonly number[] {
  const stream: number[] = [0x78, 0x01];
  for (let start = 0; start < data.length; start += storedBlockLength) {
    const block = data.subarray(start, start + storedBlockLength);
    const isLast = start + block.length === data.length;
    stream.push(Number(isLast), ...uint16LittleEndian(block.length), ...uint16LittleEndian(~block.length));
    for (const byte of block) stream.push(byte);
  }
  stream.push(...uint32(adler32(data)));
  return stream;
}

function* chunk(name: string, data: Iterable<number>): Generator<number> {
  const body = Uint8Array.from([...Array.from(name, (letter) => letter.charCodeAt(0)), ...data]);
  yield* uint32(body.length - name.length);
  yield* body;
  yield* uint32(crc32(body));
}

function crc32(bytes: Uint8Array): number {
  let state = 0xffff_ffff;
  for (const byte of bytes) {
    state ^= byte;
    for (let bit = 0; bit < 8; bit += 1) state = (state >>> 1) ^ (state & 1 ? 0xedb8_8320 : 0);
  }
  return ~state >>> 0;
}

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 0x1_0000 + low;
}

function uint32(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function uint16LittleEndian(value: number): readonly number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}
