import { InferenceError } from '../contract/error.ts';
import type { HttpProviderOptions } from '../contract/provider.ts';
import { type KeyHolder, keyFor } from './auth.ts';
import type { CallControl } from './call-control.ts';
import { callError } from './errors.ts';
import { kindOf } from './kind-of.ts';
import type { SerializedRequest, WireRequest } from './request.ts';

export interface ConnectionConfig extends KeyHolder {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly fetch: NonNullable<HttpProviderOptions['fetch']> | undefined;
  /** Default: straight to `fetch`. Not used where the caller gives a `fetch` of its own. */
  readonly transport?: Transport | undefined;
}

/** What stands between a request and the platform's `fetch`. */
export type Transport = (address: string, init: RequestInit, send: Send) => Promise<Response>;
type Send = (address: string, init: RequestInit) => Promise<Response>;

/** What an attempt at a request needs to know of its call. */
export interface AttemptContext {
  readonly model: string;
  readonly control: CallControl;
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** Told every key that is about to be sent, so that none comes out through an error. */
  readonly onSecret: (secret: string) => void;
}

const MAX_REDIRECTS = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Headers of the caller that carry a key. */
const secretHeaders = ['authorization', 'x-goog-api-key', 'api-key', 'x-api-key', 'cookie', 'proxy-authorization'];

/** The request's full address. */
export function addressOf({ url, query }: Pick<WireRequest, 'url' | 'query'>): URL {
  const address = new URL(url);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) address.searchParams.set(name, value);
  }
  return address;
}

/** The request's headers but the key: the provider's, under the request's, under the call's. */
export function headersOf(
  request: Pick<SerializedRequest, 'headers' | 'isJson'>,
  config: Pick<ConnectionConfig, 'headers'>,
  callHeaders: Readonly<Record<string, string>> | undefined,
): Headers {
  const headers = new Headers(request.isJson ? { 'content-type': 'application/json' } : undefined);
  for (const source of [config.headers, request.headers, callHeaders]) {
    for (const [name, value] of Object.entries(source ?? {})) if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** Headers that may be shown. */
export function withoutSecrets(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].filter(([name]) => !secretHeaders.includes(name)));
}

/**
 * Sends one request, once, and gives the response as soon as its headers are there, whatever its status.
 *
 * Redirects are followed here, on the same origin only: `fetch` drops `authorization` when the origin changes, but
 * would carry `x-goog-api-key` along.
 *
 * @throws InferenceError 'auth', 'network', 'timeout', 'aborted', or 'bad-response' for a redirect to another origin.
 */
export async function send(
  request: SerializedRequest,
  config: ConnectionConfig,
  attempt: AttemptContext,
): Promise<Response> {
  const signal = attempt.control.beginAttempt();
  let address = addressOf(request);
  const headers = headersOf(request, config, attempt.headers);
  await addKey(headers, address, request, config, attempt);
  let init: RequestInit = { method: request.method ?? 'POST', headers, signal, redirect: 'manual' };
  if (request.body !== undefined) init.body = request.body;
  for (let hops = 0; ; hops++) {
    const response = await exchange(address, init, config, attempt);
    const target = redirectTarget(response, address);
    if (target === undefined) return response;
    await response.body?.cancel();
    if (target.origin !== address.origin || hops === MAX_REDIRECTS)
      throw refusedRedirect(target, address, config, attempt);
    address = target;
    if (response.status !== 307 && response.status !== 308) {
      init = { headers, signal, redirect: 'manual', method: 'GET' };
    }
  }
}

/** Adds the key, unless the caller gave a header of the same name, and tells every secret that will be sent. */
async function addKey(
  headers: Headers,
  address: URL,
  request: SerializedRequest,
  config: ConnectionConfig,
  { control, model, onSecret }: AttemptContext,
): Promise<void> {
  const failing = { provider: config.provider, model };
  try {
    const key = await control.race(keyFor(address, config, request.keyRequired ?? true));
    if (key !== undefined) {
      onSecret(key);
      for (const [name, value] of Object.entries(config.rules.scheme(key, address))) {
        if (!headers.has(name)) headers.set(name, value);
      }
    }
  } catch (error) {
    if (InferenceError.is(error)) throw error;
    const what = `the key could not be had or cannot be sent (${kindOf(error)}). Check apiKey for stray characters`;
    throw control.stopError(failing) ?? callError(failing, 'auth', what);
  }
  for (const name of secretHeaders) {
    const value = headers.get(name);
    if (value === null) continue;
    onSecret(value);
    // A vendor may repeat the key without the word that stands before it.
    onSecret(value.slice(value.indexOf(' ') + 1));
  }
}

async function exchange(
  address: URL,
  init: RequestInit,
  config: ConnectionConfig,
  { control, model }: AttemptContext,
): Promise<Response> {
  control.firstByte.begin();
  try {
    return await control.race(carry(address.href, init, config));
  } catch (error) {
    const failing = { provider: config.provider, model };
    throw control.stopError(failing) ?? callError(failing, 'network', unreachable(address, error));
  } finally {
    control.firstByte.end();
  }
}

/** A `fetch` of the caller's own is the transport; nothing stands before it. */
function carry(
  address: string,
  init: RequestInit,
  { fetch: own, transport, platform }: ConnectionConfig,
): Promise<Response> {
  if (own !== undefined) return own(address, init);
  return transport?.(address, init, platform.fetch) ?? platform.fetch(address, init);
}

function redirectTarget(response: Response, from: URL): URL | undefined {
  // A browser hides where a manual redirect leads; its place stands for "elsewhere".
  if (response.type === 'opaqueredirect') return new URL('about:blank');
  const location = redirects.has(response.status) ? response.headers.get('location') : null;
  return location === null ? undefined : new URL(location, from);
}

function refusedRedirect(
  target: URL,
  from: URL,
  { provider }: ConnectionConfig,
  { model }: AttemptContext,
): InferenceError {
  const what =
    target.origin === from.origin
      ? `the host redirects in circles (${MAX_REDIRECTS} times). Check baseUrl`
      : `the host redirects to ${target.host || 'another place'}; this is not followed, since the key belongs to the host that was asked. Set baseUrl to the new place if it is meant`;
  return callError({ provider, model }, 'bad-response', what);
}

/** What an HTTP client says about a host that it cannot reach: the words and the code, never the error's objects. */
function unreachable(address: URL, error: unknown): string {
  const codes: string[] = [];
  for (let inner = error, depth = 0; inner instanceof Error && depth < 4; inner = inner.cause, depth++) {
    const { code } = inner as { code?: unknown };
    if (typeof code === 'string') codes.push(code);
  }
  const why = codes.at(-1) ?? (error instanceof Error ? error.name : 'unknown reason');
  return `could not reach ${address.host} (${why}). Check the network and baseUrl`;
}
