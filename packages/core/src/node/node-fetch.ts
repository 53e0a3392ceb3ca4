import { Agent, type Dispatcher } from 'undici';
import { ResponseHandler } from './response-handler.ts';

export interface NodeFetchOptions {
  /** Connections to one host at a time; a call beyond them waits. Default: as many as there are calls, as `fetch` has. */
  readonly connections?: number | undefined;
  /** How long an idle connection is kept for the next call, in milliseconds. Default 30,000. */
  readonly keepAlive?: number | undefined;
  /** How long connecting may take, in milliseconds. Default 10,000. */
  readonly connectTimeout?: number | undefined;
  /** In place of a pool of its own, which the three above are for: undici's `ProxyAgent`, for one. */
  readonly dispatcher?: Dispatcher | undefined;
}

export interface NodeFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Ends every connection. What is under way fails. */
  close(): Promise<void>;
}

/**
 * Makes a `fetch` on undici's dispatcher, with a pool of its own.
 *
 * It has what the providers of this package ask of `fetch`: text or bytes as body, redirects left to the caller, abort by
 * signal, a body that streams and is closed by `cancel()`. There is no timer for headers or body (undici's own would
 * strike after 300 s; a provider's `timeout` bounds them). A call that asks for more, such as a form, a `Request` or
 * followed redirects, goes to the global `fetch`.
 *
 * Needs undici 8, an optional peer, and with it Node ≥ 22.19.
 */
export function nodeFetch(options: NodeFetchOptions = {}): NodeFetch {
  const { connections = null, keepAlive = 30_000, connectTimeout = 10_000 } = options;
  const dispatcher =
    options.dispatcher ??
    new Agent({
      connections,
      pipelining: 1,
      keepAliveTimeout: keepAlive,
      connect: { timeout: connectTimeout },
    });
  const fetch = (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const { body } = init;
    if (input instanceof Request || init.redirect !== 'manual' || !isPlain(body)) return globalThis.fetch(input, init);
    return exchange(input, init, body, dispatcher);
  };
  return Object.assign(fetch, { close: () => dispatcher.destroy() });
}

type PlainBody = string | Uint8Array | null | undefined;

const isPlain = (body: unknown): body is PlainBody =>
  body === undefined || body === null || typeof body === 'string' || body instanceof Uint8Array;

async function exchange(
  input: string | URL,
  { signal, method = 'GET', headers }: RequestInit,
  body: PlainBody,
  dispatcher: Dispatcher,
): Promise<Response> {
  signal?.throwIfAborted();
  const { origin, pathname, search } = typeof input === 'string' ? new URL(input) : input;
  const request = {
    origin,
    path: pathname + search,
    method,
    headers: headersOf(headers),
    body: body ?? null,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(request, new ResponseHandler({ method, signal, resolve, reject }));
  });
}

function headersOf(headers: RequestInit['headers']): Record<string, string> {
  // What the global fetch says of what it takes; hosts and proxies have come to expect it.
  const written: Record<string, string> = { accept: '*/*' };
  new Headers(headers).forEach((value, name) => {
    written[name] = value;
  });
  return written;
}
