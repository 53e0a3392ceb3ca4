import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { own } from '../wire/own.ts';

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** How a body may be packed, and what unpacks it. We ask for none of these, and some hosts do it unasked. */
const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The body without its packing, of which the headers then say nothing any more. */
export function unpacked(body: Bytes, headers: Headers): Bytes {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase();
  const decoder = encoding === undefined ? undefined : own(decoders, encoding)?.();
  if (decoder === undefined) return body;
  headers.delete('content-encoding');
  headers.delete('content-length');
  const source = Readable.from(body);
  source.on('error', (error) => decoder.destroy(error));
  decoder.once('close', () => source.destroy());
  return Readable.toWeb(source.pipe(decoder)) as Bytes;
}
