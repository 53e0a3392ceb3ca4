import { latin1 } from './base64.ts';

/** What the header of an image says. */
export interface ImageHeader {
  readonly type: string;
  /** In pixels, at least 1. */
  readonly width: number;
  readonly height: number;
}

type Size = readonly [width: number, height: number];

interface ImageFormat {
  readonly type: string;
  readonly signature: RegExp;
  /** @throws RangeError when the header is cut off. */
  readonly size: (view: DataView) => Size | undefined;
}

/** The formats by their first bytes, read as Latin-1, with the places where their headers keep the size. */
const formats: readonly ImageFormat[] = [
  {
    type: 'image/png',
    signature: /^\x89PNG\r\n/u,
    size: (view) => [view.getUint32(16), view.getUint32(20)],
  },
  {
    type: 'image/gif',
    signature: /^GIF8[79]a/u,
    size: (view) => [view.getUint16(6, true), view.getUint16(8, true)],
  },
  {
    type: 'image/bmp',
    signature: /^BM/u,
    // The height is negative when the rows go from the top to the bottom.
    size: (view) => [view.getInt32(18, true), Math.abs(view.getInt32(22, true))],
  },
  { type: 'image/jpeg', signature: /^\xff\xd8\xff/u, size: jpegSize },
  {
    type: 'image/webp',
    signature: /^RIFF.{4}WEBPVP8X/su,
    size: (view) => [uint24(view, 24) + 1, uint24(view, 27) + 1],
  },
  {
    type: 'image/webp',
    signature: /^RIFF.{4}WEBPVP8L/su,
    size: (view) => {
      const packed = view.getUint32(21, true);
      return [(packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1];
    },
  },
  {
    type: 'image/webp',
    signature: /^RIFF.{4}WEBPVP8 /su,
    size: (view) => [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff],
  },
];

const signatureLength = 16;

/** Type and size of a PNG, JPEG, GIF, WebP or BMP image; nothing for other bytes and for a header that is cut off. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const beginning = latin1(bytes.subarray(0, signatureLength));
  const format = formats.find(({ signature }) => signature.test(beginning));
  if (format === undefined) return undefined;
  const [width, height] = sizeWithin(bytes, format) ?? [0, 0];
  return width > 0 && height > 0 ? { type: format.type, width, height } : undefined;
}

function sizeWithin(bytes: Uint8Array, { size }: ImageFormat): Size | undefined {
  try {
    return size(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Goes from segment to segment up to the one that starts the frame (ITU-T T.81, table B.1). */
function jpegSize(view: DataView): Size | undefined {
  for (let place = 2; view.getUint8(place) === 0xff; place += 2 + view.getUint16(place + 2)) {
    if (startsFrame(view.getUint8(place + 1))) return [view.getUint16(place + 7), view.getUint16(place + 5)];
  }
  return undefined;
}

/** C4, C8 and CC lie among the markers that start a frame, but mean tables and extensions. */
function startsFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function uint24(view: DataView, place: number): number {
  return view.getUint16(place, true) | (view.getUint8(place + 2) << 16);
}
