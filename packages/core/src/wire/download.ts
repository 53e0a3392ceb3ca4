import type { MediaBytes } from '../contract/media.ts';
import { mediaTypeOf, readBytes } from './body.ts';
import type { Exchange } from './exchange.ts';
import { fromBase64 } from './media.ts';
import type { ReplyContext } from './wire-task.ts';

const dataUrl = /^data:([^;,]*)(?:;[^;,]+)*?(;base64)?,(.*)$/is;

/**
 * What lies at an address that an answer names. It is fetched as anyone could: without the key, and without the headers
 * of the call, since the address is the vendor's choice and may be anywhere on the web.
 *
 * @throws InferenceError 'bad-response' for an address that is none, or where nothing lies; 'network', 'timeout' or
 *   'aborted' as for any call.
 */
export async function download(url: string, { exchange }: Pick<ReplyContext, 'exchange'>): Promise<MediaBytes> {
  const [, type, base64, data] = dataUrl.exec(url) ?? [];
  if (data !== undefined) {
    const bytes = base64 ? fromBase64(data) : new TextEncoder().encode(decodeURIComponent(data));
    return { mediaType: type || 'text/plain', data: bytes };
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw exchange.error('bad-response', 'the answer names a place that cannot be fetched');
  }
  const response = await fetched(exchange.transport(url, { signal: exchange.control.signal }), url, exchange);
  const bytes = await readBytes(response, exchange).catch((error: unknown) => {
    throw exchange.readError(error, true);
  });
  if (!response.ok) {
    throw exchange.error('bad-response', `the answer's media at ${new URL(url).host} gave status ${response.status}`);
  }
  return { mediaType: mediaTypeOf(response.headers) ?? 'application/octet-stream', data: bytes };
}

async function fetched(work: Promise<Response>, url: string, exchange: Exchange): Promise<Response> {
  exchange.control.firstByte.begin();
  try {
    return await exchange.control.race(work);
  } catch {
    exchange.throwIfStopped();
    // The client's own error holds the request; its host is all that helps.
    throw exchange.error('network', `the answer's media at ${new URL(url).host} could not be reached`, true);
  } finally {
    exchange.control.firstByte.end();
  }
}
