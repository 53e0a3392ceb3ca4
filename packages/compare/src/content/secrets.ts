import { isPlainObject } from './plain-object.ts';

const removed = '[removed]';

// Whole names, or the last word of one ("x-api-key", "hfToken"); `eos_token` and `max_tokens` are no secrets.
const secretNames: readonly RegExp[] = [
  /^(key|token|auth|bearer|cookie|credentials?|sig)$/i,
  /(^|[-_])(api|access|auth|secret|private|subscription|hf|openai|gemini)[-_]?(key|token)$/i,
  /[a-z](Api|Access|Auth|Secret|Private)(Key|Token)$/,
  /(secret|password|passwd|authorization|signature)$/i,
  /headers$/i,
];

const isSecret = (name: string): boolean => secretNames.some((shape) => shape.test(name));

/**
 * A copy of settings in which every value under a name that speaks of a key, a password or headers reads `[removed]`,
 * at any depth. What names those are is listed above; a secret under a harmless name cannot be told from a setting.
 */
export function withoutSecrets(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, isSecret(name) ? removed : withoutInnerSecrets(value)]),
  );
}

function withoutInnerSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInnerSecrets);
  return isPlainObject(value) ? withoutSecrets(value) : value;
}

/** An address without user name, password, fragment and secret query values, and without a slash at its end. */
export function addressWithoutSecrets(address: string): string {
  if (!URL.canParse(address)) return withoutTail(address);
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.hash = '';
  for (const name of new Set(url.searchParams.keys())) if (isSecret(name)) url.searchParams.set(name, removed);
  return url.search === '' ? url.href.replace(/\/+$/, '') : url.href;
}

// An address relative to the page, of which the query is not worth keeping.
const withoutTail = (address: string): string =>
  address
    .replace(/[?#].*$/s, '')
    .replace(/^\/\/[^/]*@/, '//')
    .replace(/\/+$/, '');
