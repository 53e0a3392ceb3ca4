import type { Exchange } from './exchange.ts';
import { joinBytes } from './join-bytes.ts';

/** Reads a body whole, each wait for more of it bounded by the idle timer. */
export async function readBytes(response: Response, exchange: Exchange): Promise<Uint8Array> {
  const { control } = exchange;
  const reader = response.body?.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  if (reader === undefined) return new Uint8Array();
  // Some bodies do not heed the signal of their request.
  control.onStop(() => void reader.cancel().catch(ignoreClosed));
  for (;;) {
    control.idle.begin();
    const { done, value } = await reader.read().finally(() => control.idle.end());
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  exchange.throwIfStopped();
  return pieces.length === 1 && pieces[0] ? pieces[0] : joinBytes(pieces, length);
}

/** The media type that a response states for its body, without its parameters. */
export function mediaTypeOf(headers: Headers): string | undefined {
  return headers.get('content-type')?.split(';')[0]?.trim() || undefined;
}

export type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/** How long a host may take to end a body in which everything has been said, in milliseconds. */
const LINGER = 1_000;

/**
 * Reads a body to its end in the background, so that its connection can serve the next call; closes the connection if
 * the host does not end it soon.
 */
export function returnToPool(reader: BodyReader, close: () => void): void {
  const limit = setTimeout(close, LINGER);
  const drain = async (): Promise<void> => {
    while (!(await reader.read()).done);
  };
  drain()
    .catch(ignoreClosed)
    .finally(() => clearTimeout(limit));
}

/** A body that is already closed needs no closing; there is nothing to do about it and nobody to tell. */
export const ignoreClosed = (): void => undefined;

/** The JSON of a body, its text when it is not JSON, undefined when it is empty. */
export function parseBody(bytes: Uint8Array): { readonly json: boolean; readonly body: unknown } {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '') return { json: false, body: undefined };
  try {
    return { json: true, body: JSON.parse(text) };
  } catch {
    return { json: false, body: text };
  }
}
