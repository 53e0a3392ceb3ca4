import type { ErrorCode } from '../contract/error.ts';
import { isJson, type Json } from './json.ts';
import { own } from './own.ts';

/** A response that is not an answer, read whole. */
export interface FailedReply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, else the text of the body, else undefined. */
  readonly body: unknown;
}

/** What an adapter makes of a failed reply; what it leaves out is decided by the status. */
export interface ErrorReading {
  readonly code?: ErrorCode | undefined;
  readonly message?: string | undefined;
  /** Hint of the body, in milliseconds. A hint of the headers goes before it. */
  readonly retryAfterMs?: number | undefined;
  readonly retryable?: boolean | undefined;
  /** What the person should do next, in place of the usual advice for the code. */
  readonly nextStep?: string | undefined;
}

/** @param call What was asked for; a next step that leads to the model's page needs it. */
export type ErrorReader = (reply: FailedReply, call?: { readonly model: string }) => ErrorReading | undefined;

const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'auth',
  402: 'quota',
  403: 'permission',
  404: 'not-found',
  408: 'server',
  409: 'server',
  410: 'not-found',
  424: 'server',
  425: 'server',
  429: 'rate-limit',
  499: 'server',
  503: 'overloaded',
  529: 'overloaded',
};

export function statusCode(status: number): ErrorCode {
  const code = codeByStatus[status];
  if (code) return code;
  if (status >= 500) return 'server';
  return status >= 400 ? 'invalid-request' : 'bad-response';
}

/** How hosts of every kind say that the prompt does not fit. */
const tooLong =
  /maximum context length|context[ _]length|context window|(?:input|prompt).{0,40}too long|inputs? tokens? .{0,40}exceed|must have less than \d+ tokens|`inputs` tokens \+ `max_new_tokens`/i;

/** Whether a rejection is about the prompt's length, which hosts report as 400, 413 or 422 with words alone. */
export const saysTooLong = (status: number, message: string): boolean =>
  (status === 400 || status === 413 || status === 422) && tooLong.test(message);

/** The object that holds the error, in any of the wrappings that are seen: `{error}`, `[{error}]`, the body itself. */
export function errorObject(body: unknown): Json | undefined {
  const outer = Array.isArray(body) ? body[0] : body;
  if (!isJson(outer)) return undefined;
  return isJson(outer['error']) ? outer['error'] : outer;
}

/** The vendor's own words. The order covers every shape that was seen in recorded traffic of the vendors. */
export function readErrorMessage(body: unknown): string | undefined {
  if (typeof body === 'string') return isMarkup(body) ? undefined : body;
  const outer = Array.isArray(body) ? body[0] : body;
  if (!isJson(outer)) return undefined;
  const { error, detail } = outer;
  return (
    textOf(error) ??
    (isJson(error) ? (textOf(error['message']) ?? joined(error['message'])) : undefined) ??
    joined(error) ??
    textOf(detail) ??
    (Array.isArray(detail) ? detail.map(validationText).filter(Boolean).join('; ') || undefined : undefined) ??
    textOf(outer['message']) ??
    textOf(outer['title'])
  );
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

const joined = (value: unknown): string | undefined =>
  Array.isArray(value)
    ? value
        .map((item) => textOf(item) ?? '')
        .filter(Boolean)
        .join('; ') || undefined
    : undefined;

/** One entry of a FastAPI validation error: `{ loc: ['body', 'inputs'], msg: 'field required' }`. */
function validationText(entry: unknown): string {
  if (!isJson(entry)) return textOf(entry) ?? '';
  const place = Array.isArray(entry['loc']) ? entry['loc'].join('.') : '';
  return [place, textOf(entry['msg'])].filter(Boolean).join(': ');
}

const isMarkup = (text: string): boolean => /^\s*</.test(text);

/** Whether a body that came with a good status is an error all the same. */
export function isErrorBody(body: unknown): boolean {
  const outer = Array.isArray(body) ? body[0] : body;
  if (!isJson(outer)) return false;
  const { error } = outer;
  return (typeof error === 'string' && error !== '') || isJson(error) || (Array.isArray(error) && error.length > 0);
}

/** The status that an error states in its body, for errors that come inside a response of another status. */
export function statedStatus(body: unknown): number | undefined {
  const error = errorObject(body);
  for (const stated of [error?.['code'], error?.['status'], error?.['status_code'], error?.['http_status_code']]) {
    const status = typeof stated === 'string' ? Number(stated) : stated;
    if (typeof status === 'number' && status >= 400 && status < 600) return status;
  }
  return undefined;
}

/** The status that stands for an error which states none, as far as its name tells. */
export function impliedStatus(body: unknown): number {
  const error = errorObject(body);
  const type = error?.['error_type'] ?? error?.['type'];
  return (typeof type === 'string' && own(statusByType, type)) || 500;
}

/** Names of errors that say as much as a status. */
const statusByType: Readonly<Record<string, number>> = {
  // Text Generation Inference, which sends them in streams with status 200 and alone with these.
  validation: 422,
  template_error: 422,
  tokenizer: 422,
  overloaded: 429,
  generation: 424,
  incomplete_generation: 500,
  // OpenAI and the hosts that follow it.
  invalid_request_error: 400,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  rate_limit_error: 429,
  requests: 429,
  tokens: 429,
  insufficient_quota: 429,
  overloaded_error: 503,
  server_error: 500,
  internal_server_error: 500,
};
