import { chatCompletionsErrors, chatCompletionsRejection } from './chat-completions-errors.ts';
import { namedFrame } from './frames.ts';
import type { ErrorFixture, StreamErrorFixture } from './wire-fixture.ts';

/** Over HTTP the errors are those of the other protocol of the same host. */
export const responsesErrors: readonly ErrorFixture[] = chatCompletionsErrors;
export const responsesRejection = chatCompletionsRejection;

const failure = (code: string, message: string): object => ({ code, message });

/** The event of the specification: its error lies flat. */
const flat = (error: object): string => namedFrame({ type: 'error', ...error, param: null, sequence_number: 7 });

/** The event as it is recorded: its error lies inside, with the type that it has over HTTP. */
const nested = (error: object, type: string): string =>
  namedFrame({ type: 'error', sequence_number: 7, error: { type, ...error, param: null } });

/** A response that ends as failed. */
const failed = (error: object): string =>
  namedFrame({
    type: 'response.failed',
    sequence_number: 8,
    response: { id: 'resp_conformance', object: 'response', status: 'failed', error, output: [], usage: null },
  });

const fault = failure('server_error', 'The server had an error.');
const limited = failure('rate_limit_exceeded', 'Rate limit reached for requests. Please try again in 1ms.');
const usedUp = failure('insufficient_quota', 'The current quota is exceeded.');
const unsuited = failure('invalid_image_format', 'The image is of no supported format.');

/** Both shapes of the event, and the response that ends as failed. */
export const responsesStreamErrors: readonly StreamErrorFixture[] = [
  { name: 'a flat error event', code: 'server', retryable: true, frame: flat(fault) },
  { name: 'a nested error event', code: 'server', retryable: true, frame: nested(fault, 'server_error') },
  { name: 'a response that failed', code: 'server', retryable: true, frame: failed(fault) },
  { name: 'a flat error event for a rate limit', code: 'rate-limit', retryable: true, frame: flat(limited) },
  {
    name: 'a nested error event for a used-up quota',
    code: 'quota',
    retryable: false,
    frame: nested(usedUp, 'insufficient_quota'),
  },
  { name: 'a flat error event for a used-up quota', code: 'quota', retryable: false, frame: flat(usedUp) },
  { name: 'a response that failed on its input', code: 'invalid-request', retryable: false, frame: failed(unsuited) },
  {
    name: 'a nested error event, followed by the response that failed',
    code: 'rate-limit',
    retryable: true,
    frame: nested(limited, 'requests') + failed(limited),
  },
];
