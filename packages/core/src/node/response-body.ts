import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** How a body may be packed, and what unpacks it. We ask for none of these, and some hosts do it unasked. */
const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The bytes of an answer as the web has them: pulled one piece at a time, so that a slow reader slows the host down, and
 * `cancel()` closes the connection at once.
 */
export function responseBody(
  body: Readable,
  headers: Headers,
  signal: AbortSignal | null | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = decoded(body, headers);
  let settle: (() => void) | undefined;
  const wake = (): void => {
    settle?.();
    settle = undefined;
  };
  let failure: unknown;
  source.on('readable', wake);
  source.on('end', wake);
  source.on('error', (error) => {
    failure = signal?.aborted ? signal.reason : new TypeError('terminated', { cause: error });
    wake();
  });
  source.on('close', wake);
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        for (;;) {
          if (failure !== undefined) return controller.error(failure);
          const piece: unknown = source.read();
          if (piece instanceof Uint8Array) return controller.enqueue(owned(piece));
          if (source.readableEnded || source.destroyed) return end(controller);
          await new Promise<void>((resolve) => {
            settle = resolve;
          });
        }
      },
      cancel() {
        // Its error has nobody left to tell; the listener above keeps it from ending the process.
        body.destroy();
        if (source !== body) source.destroy();
      },
    },
    { highWaterMark: 0 },
  );

  function end(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
    if (source.readableEnded) controller.close();
    else controller.error(failure ?? new TypeError('terminated'));
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
const owned = (piece: Uint8Array): Uint8Array<ArrayBuffer> =>
  piece.buffer instanceof ArrayBuffer && piece.byteLength === piece.buffer.byteLength
    ? new Uint8Array(piece.buffer)
    : new Uint8Array(piece);
