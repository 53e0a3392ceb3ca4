import {
  type ErrorReader,
  type ErrorReading,
  errorObject,
  own,
  parseDuration,
  readErrorMessage,
} from '@x/core/adapter';
import { isJson, type Json, objectsOf, stringOf } from './json.ts';

type Code = NonNullable<ErrorReading['code']>;

/** Canonical codes (google.rpc.Code) that say more than the HTTP status, or that come in a stream without one. */
const codeByStatus: Readonly<Record<string, Code>> = {
  UNAUTHENTICATED: 'auth',
  PERMISSION_DENIED: 'permission',
  NOT_FOUND: 'not-found',
  RESOURCE_EXHAUSTED: 'rate-limit',
  UNAVAILABLE: 'overloaded',
  INTERNAL: 'server',
  DEADLINE_EXCEEDED: 'server',
};

/** Reasons (google.rpc.ErrorInfo) that say more than the canonical code: a bad key is INVALID_ARGUMENT here. */
const codeByReason: Readonly<Record<string, Code>> = {
  API_KEY_INVALID: 'auth',
  API_KEY_EXPIRED: 'auth',
  SERVICE_DISABLED: 'permission',
};

/** What only words say. A call without any key is PERMISSION_DENIED, a region that is not served FAILED_PRECONDITION. */
const codeByWords: readonly (readonly [RegExp, Code])[] = [
  [/unregistered callers|API key (not valid|was reported as leaked)/i, 'auth'],
  [/location is not supported|not available in your country|only accessible to billed users/i, 'permission'],
  [/credits are depleted|spending cap/i, 'quota'],
];

/**
 * Reads the errors of Google's APIs (google.rpc.Status): `{ error: { code, message, status, details } }`, at some
 * endpoints in a list.
 */
export const geminiErrors: ErrorReader = ({ body }) => {
  const error = errorObject(body);
  if (error === undefined) return undefined;
  const details = objectsOf(error['details']);
  const message = readErrorMessage(body) ?? '';
  const reason = stringOf(detail(details, 'ErrorInfo')?.['reason']);
  const found =
    codeByWords.find(([words]) => words.test(message))?.[1] ??
    own(codeByReason, reason) ??
    own(codeByStatus, stringOf(error['status']));
  const code = found === 'rate-limit' && isUsedUp(details, message) ? 'quota' : found;
  return {
    code,
    message: withViolations(message, details),
    // A plan that is used up states the delay of its shorter limits; waiting for that does not help.
    ...(code === 'rate-limit' && { retryAfterMs: retryDelay(details, message) }),
    nextStep: nextStep(reason, message, details),
  };
};

/** The first detail of a type of google.rpc; types are named by address. */
const detail = (details: readonly Json[], type: string): Json | undefined =>
  details.find((entry) => stringOf(entry['@type']).endsWith(`google.rpc.${type}`));

/** Whether what ran out comes back only with another day, or was never granted ("limit: 0"). */
function isUsedUp(details: readonly Json[], message: string): boolean {
  const violations = objectsOf(detail(details, 'QuotaFailure')?.['violations']);
  const byDay = violations.some(({ quotaId }) => stringOf(quotaId).includes('PerDay'));
  return byDay || violations.some(({ quotaValue }) => quotaValue === '0') || /\blimit: 0(?!\.?\d)/.test(message);
}

/** How long to wait, in milliseconds: from RetryInfo, else from the words "Please retry in 34.07s". */
function retryDelay(details: readonly Json[], message: string): number | undefined {
  const stated = stringOf(detail(details, 'RetryInfo')?.['retryDelay']);
  const inWords = /\bretry in ([\dhms.]+[hms])\b/i.exec(message)?.[1] ?? '';
  return parseDuration(stated) ?? parseDuration(inWords);
}

/** The message, with the fields that are at fault where it does not name them itself. */
function withViolations(message: string, details: readonly Json[]): string | undefined {
  const violations = objectsOf(detail(details, 'BadRequest')?.['fieldViolations'])
    .map(({ field, description }) => [field, description].map(stringOf).filter(Boolean).join(': '))
    .filter((text) => text !== '' && !message.includes(text));
  return [message, ...violations].filter(Boolean).join(' ') || undefined;
}

function nextStep(reason: string, message: string, details: readonly Json[]): string | undefined {
  if (reason === 'SERVICE_DISABLED') {
    const page = activationPage(details);
    return `Enable the API for the key's project${page === '' ? '' : ` at ${page}`}, wait a few minutes and try again`;
  }
  if (/location is not supported/i.test(message)) return 'Call from a region that the Gemini API serves';
  if (/missing a thought_signature/i.test(message)) {
    return "Send the answer's content back as it came: its parts carry the signatures";
  }
  return undefined;
}

function activationPage(details: readonly Json[]): string {
  const [link] = objectsOf(detail(details, 'Help')?.['links']);
  const metadata = detail(details, 'ErrorInfo')?.['metadata'];
  return stringOf(link?.['url']) || (isJson(metadata) ? stringOf(metadata['activationUrl']) : '');
}
