import { type ErrorCode, InferenceError } from '../contract/error.ts';
import type { KeyRules } from './auth.ts';
import { mediaTypeOf } from './body.ts';
import { type ErrorReader, type FailedReply, readErrorMessage, saysTooLong, statusCode } from './error-reader.ts';
import { redactInput, redactSecrets, textsOf } from './redaction.ts';
import { readRetryHint } from './retry-hints.ts';

/** What is known of a call when it fails. */
export interface Failing {
  readonly provider: string;
  readonly model: string;
  /** Texts of it never reach a message. */
  readonly input: unknown;
  readonly secrets: readonly string[];
  readonly keys: Pick<KeyRules, 'environment' | 'page'>;
  readonly reader: ErrorReader;
  /** Milliseconds since the epoch. */
  readonly date: number;
}

const LONGEST = 600;

/** Puts a vendor's words in order: no keys, nothing of the input, one line, not endless. */
export function cleanVendorText(text: string, { secrets, input }: Pick<Failing, 'secrets' | 'input'>): string {
  const shown = redactInput(redactSecrets(text.slice(0, LONGEST * 4), secrets), textsOf(input))
    .replace(/\s+/g, ' ')
    .trim();
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}

const advice: Readonly<Partial<Record<ErrorCode, (failing: Failing) => string>>> = {
  auth: ({ keys }) => `Check the key in ${keys.environment[0]} or apiKey; keys are made at ${keys.page}`,
  permission: ({ keys }) => `Check what the key may do at ${keys.page}`,
  quota: () => 'Add credit or raise the plan; waiting does not help',
  'rate-limit': () => 'Wait, or send fewer requests at once',
  overloaded: () => 'Try again in a moment, or another model',
  'context-length': () => 'Shorten the input or take a model with a longer context',
  'not-found': () => 'Check the name of the model and that this provider serves it',
  server: () => 'The fault is at the provider; try again',
};

const words: Readonly<Partial<Record<ErrorCode, string>>> = {
  auth: 'the key was not accepted',
  permission: 'the key may not do this',
  gated: 'the model wants its licence accepted',
  quota: 'credits or plan are used up',
  'rate-limit': 'too many requests',
  overloaded: 'the provider is overloaded',
  'invalid-request': 'the request was refused',
  'context-length': "the input is longer than the model's context",
  'not-found': 'no such model or place',
  'bad-response': 'the answer could not be read',
  server: 'the provider failed',
};

/**
 * One InferenceError for a reply that is not an answer.
 *
 * @param shown The status to report: none for an error inside a good response that states none of its own.
 */
export function replyError(reply: FailedReply, failing: Failing, shown: number | undefined): InferenceError {
  const reading = failing.reader(reply, failing);
  const vendorText = reading?.message ?? readErrorMessage(reply.body);
  const text = vendorText === undefined ? '' : cleanVendorText(vendorText, failing);
  const fallback = saysTooLong(reply.status, vendorText ?? '') ? 'context-length' : statusCode(reply.status);
  const code = reading?.code ?? fallback;
  const contentType = mediaTypeOf(reply.headers);
  const found = text || `${words[code] ?? 'it failed'}${contentType ? ` (${contentType} body)` : ''}`;
  return new InferenceError({
    code,
    provider: failing.provider,
    model: failing.model,
    status: shown,
    requestId: requestIdOf(reply.headers),
    retryable: reading?.retryable ?? (reply.headers.get('x-should-retry') === 'false' ? false : undefined),
    retryAfterMs: readRetryHint(reply.headers, reply.status === 429, failing.date) ?? reading?.retryAfterMs,
    message: sentence(
      `${failing.provider} ${shown === undefined ? 'reported an error' : `answered ${shown}`} for ${failing.model}: ${found}`,
      reading?.nextStep ?? advice[code]?.(failing),
    ),
  });
}

/** One InferenceError for a failure that came without a reply of its own. */
export function callError(
  failing: Pick<Failing, 'provider' | 'model'>,
  code: ErrorCode,
  message: string,
  details: { readonly requestId?: string | undefined; readonly retryable?: boolean | undefined } = {},
): InferenceError {
  const { provider, model } = failing;
  return new InferenceError({ code, provider, model, message: `${provider} (${model}): ${message}`, ...details });
}

const requestIdHeaders = ['x-request-id', 'request-id', 'x-inference-id', 'inference-id', 'apim-request-id'];

export function requestIdOf(headers: Headers): string | undefined {
  for (const name of requestIdHeaders) {
    const id = headers.get(name);
    if (id) return id;
  }
  return undefined;
}

/** What was found, ended as a sentence, and what to do next. */
function sentence(found: string, next: string | undefined): string {
  if (next === undefined) return found;
  const bare = found.replace(/[.\s]+$/, '');
  return `${bare}${/[!?…]$/.test(bare) ? '' : '.'} ${next}`;
}
