import { InferenceError } from '../contract/error.ts';
import type { Secret } from '../contract/provider.ts';
import type { Platform } from './platform.ts';

/** How a host wants its key: one header. Some hosts of one protocol want it in another. */
export type AuthScheme = (key: string, address: URL) => Readonly<Record<string, string>>;

export const bearer: AuthScheme = (key) => ({ authorization: `Bearer ${key}` });
export const headerKey =
  (name: string): AuthScheme =>
  (key) => ({ [name]: key });

/** Where a vendor's keys come from and where they may go. */
export interface KeyRules {
  readonly scheme: AuthScheme;
  /** Read in order, at the first call that needs a key. */
  readonly environment: readonly string[];
  /** Hosts of the vendor's own; a leading dot stands for any subdomain. Keys of the environment go nowhere else. */
  readonly hosts: readonly string[];
  /** Where a person makes a key. */
  readonly page: string;
}

export interface KeyHolder {
  readonly provider: string;
  readonly rules: KeyRules;
  readonly apiKey: Secret | undefined;
  /** Given by the caller; undefined means the vendor's own place. */
  readonly baseUrl: string | undefined;
  readonly allowBrowser: boolean;
  readonly platform: Platform;
}

/** Whether `url` belongs to one of `hosts`, over TLS: a key is not sent in the clear. */
export function isOwnHost(url: URL, hosts: readonly string[]): boolean {
  return (
    url.protocol === 'https:' &&
    hosts.some((host) => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host))
  );
}

/**
 * The key that may be sent to `url`, if any.
 *
 * A key that was passed goes to the place it was passed for: the `baseUrl` beside it, else the vendor's own hosts. A
 * key of the environment goes to the vendor's own hosts only.
 *
 * @throws InferenceError 'auth' when the vendor's own host needs a key and there is none, or when a browser would
 *   expose one.
 */
export async function keyFor(url: URL, holder: KeyHolder, required: boolean): Promise<string | undefined> {
  const key = await findKey(url, holder);
  if (key !== undefined && key !== '') {
    if (holder.platform.isBrowser() && !holder.allowBrowser) throw exposedKey(holder);
    return key;
  }
  if (required && isOwnHost(url, holder.rules.hosts)) throw missingKey(holder);
  return undefined;
}

async function findKey(url: URL, { apiKey, baseUrl, rules, platform }: KeyHolder): Promise<string | undefined> {
  const own = isOwnHost(url, rules.hosts);
  const passedFor = baseUrl === undefined ? own : url.origin === new URL(baseUrl).origin;
  if (apiKey !== undefined && passedFor) return (await (typeof apiKey === 'function' ? apiKey() : apiKey))?.trim();
  if (!own) return undefined;
  for (const name of rules.environment) {
    const value = platform.environment(name)?.trim();
    if (value) return value;
  }
  return undefined;
}

function missingKey({ provider, rules }: KeyHolder): InferenceError {
  return new InferenceError({
    code: 'auth',
    provider,
    message: `${provider}: no API key. Set ${rules.environment[0]} or pass apiKey; keys are made at ${rules.page}`,
  });
}

function exposedKey({ provider }: KeyHolder): InferenceError {
  return new InferenceError({
    code: 'auth',
    provider,
    message: `${provider}: refused to use an API key in a browser, where everyone can read it. Call through a server of yours that holds the key, or pass allowBrowser: true if it is meant to be public`,
  });
}
