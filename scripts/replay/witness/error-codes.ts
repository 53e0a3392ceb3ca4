/**
 * Which of the contract's error codes are plausible for a failed answer, read from the status and from a few words of
 * the body. Deliberately coarse: an adapter may know better than this table within its rows, not outside them.
 */
import { isRecord } from './json.ts';

/** Words of a body that leave only these codes, whatever the status. First match decides. */
const CODES_BY_WORDS: readonly (readonly [words: RegExp, codes: readonly string[]])[] = [
  [/API_KEY_INVALID|invalid_api_key|Invalid username or password|No API key|No cookie auth|UNAUTHENTICATED/i, ['auth']],
  [/insufficient_quota|exceeded your current quota|monthly included credits/i, ['quota', 'rate-limit']],
  [/RESOURCE_EXHAUSTED|Resource exhausted/i, ['rate-limit', 'quota', 'overloaded']],
  [/currently loading/i, ['overloaded']],
  [/context_length_exceeded|maximum context length/i, ['context-length']],
  [/Input validation error/, ['invalid-request', 'context-length']],
  [/does not exist|model_not_found|Model not found/i, ['not-found', 'permission']],
  [/SERVICE_DISABLED|PERMISSION_DENIED|unregistered callers/i, ['permission', 'auth']],
];

/** 421 and 424 mean that the host is not the one that could answer. */
const CODES_BY_STATUS: Readonly<Record<number, readonly string[]>> = {
  400: ['invalid-request', 'context-length', 'not-found', 'unsupported', 'permission'],
  401: ['auth', 'permission', 'gated'],
  402: ['quota'],
  403: ['permission', 'gated', 'auth', 'quota'],
  404: ['not-found'],
  410: ['not-found'],
  413: ['invalid-request', 'context-length'],
  421: ['invalid-request', 'not-found', 'network', 'server'],
  422: ['invalid-request', 'context-length'],
  424: ['server', 'overloaded'],
  429: ['rate-limit', 'quota', 'overloaded'],
  503: ['overloaded', 'server'],
  529: ['overloaded'],
};

/** `status` undefined: an error in the middle of a stream; then the body's own status counts. */
export function plausibleCodes(status: number | undefined, body: unknown): readonly string[] {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const byWords = CODES_BY_WORDS.find(([words]) => words.test(text));
  if (byWords !== undefined) return byWords[1];
  return codesOfStatus(status ?? statusIn(body));
}

function codesOfStatus(status: number | undefined): readonly string[] {
  if (status === undefined) return ['invalid-request', 'server', 'overloaded', 'rate-limit', 'bad-response'];
  return CODES_BY_STATUS[status] ?? (status >= 500 ? ['server', 'overloaded'] : ['invalid-request']);
}

function statusIn(error: unknown): number | undefined {
  if (!isRecord(error)) return undefined;
  return [error['status_code'], error['code']].find((value) => typeof value === 'number');
}
