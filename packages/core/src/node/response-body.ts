import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** How a body may be packed, and what unpacks it. We ask for none of these, and some hosts do it unasked. */
const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Pieces, of up to 64 KiB, that are taken before they are asked for: what lies in the source is lost when it breaks. */
const AHEAD = 8;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The bytes of an answer as the web has them: taken as they are asked for, so that a slow reader slows the host down, and
 * `cancel()` closes the connection at once. What came before a connection broke is given before it is said to be broken.
 */
export function responseBody(
  body: Readable,
  headers: Headers,
  signal: AbortSignal | null | undefined,
): ReadableStream<Bytes> {
  const pieces = new Pieces(decoded(body, headers), signal);
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const piece = await pieces.next();
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      },
      cancel() {
        pieces.leave();
        // Its error has nobody left to tell.
        body.on('error', () => undefined).destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The pieces of one body, a few of them taken from its source ahead. */
class Pieces {
  readonly #source: Readable;
  readonly #taken: Bytes[] = [];
  #end: { readonly failure?: unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(source: Readable, signal: AbortSignal | null | undefined) {
    this.#source = source;
    const end = (failure?: unknown): void => {
      this.#end ??= failure === undefined ? {} : { failure };
      this.#wake();
    };
    source.on('data', (piece: Uint8Array) => {
      this.#taken.push(owned(piece));
      if (this.#taken.length >= AHEAD) source.pause();
      this.#wake();
    });
    source.once('end', () => end());
    source.on('error', (error) => end(signal?.aborted ? signal.reason : new TypeError('terminated', { cause: error })));
    source.once('close', () => end(new TypeError('terminated')));
  }

  /** The next piece; undefined at the end. @throws what broke the body. */
  async next(): Promise<Bytes | undefined> {
    for (;;) {
      const piece = this.#taken.shift();
      if (piece !== undefined) {
        if (this.#taken.length < AHEAD) this.#source.resume();
        return piece;
      }
      if (this.#end !== undefined) {
        if ('failure' in this.#end) throw this.#end.failure;
        return undefined;
      }
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      await woken;
    }
  }

  /** Nothing more is wanted. */
  leave(): void {
    this.#end ??= {};
    this.#source.destroy();
  }
}

function decoded(body: Readable, headers: Headers): Readable {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase();
  const decoder = encoding !== undefined && Object.hasOwn(decoders, encoding) ? decoders[encoding]?.() : undefined;
  if (decoder === undefined) return body;
  headers.delete('content-encoding');
  headers.delete('content-length');
  body.on('error', (error) => decoder.destroy(error));
  return body.pipe(decoder);
}

/** Node's buffers may share their memory with others; a reader may keep what it is given. */
const owned = (piece: Uint8Array): Bytes =>
  piece.buffer instanceof ArrayBuffer && piece.byteLength === piece.buffer.byteLength
    ? new Uint8Array(piece.buffer)
    : new Uint8Array(piece);
