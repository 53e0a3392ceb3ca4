import { crlfDataFrame } from './frames.ts';
import type { ErrorFixture, StreamErrorFixture } from './wire-fixture.ts';

const failure = (code: number, status: string, message: string, details?: readonly object[]): unknown => ({
  error: { code, message, status, ...(details && { details }) },
});

const errorInfo = (reason: string): object => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata: { service: 'generativelanguage.googleapis.com' },
});

const quotaFailure = (quotaId: string): object => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [
    { quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests', quotaId, quotaValue: '20' },
  ],
});

/** A 429 with the details that are given. */
export const rateLimited = (name: string, details?: readonly object[]): ErrorFixture => ({
  name,
  code: 'rate-limit',
  status: 429,
  body: failure(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted.', details),
});

/** Google's bodies: `{ error: { code, message, status, details } }`. */
export const geminiErrors: readonly ErrorFixture[] = [
  {
    name: 'a wrong key, reported as a bad request',
    code: 'auth',
    status: 400,
    body: failure(400, 'INVALID_ARGUMENT', 'The API key is not valid.', [errorInfo('API_KEY_INVALID')]),
  },
  {
    name: 'credentials that are not accepted',
    code: 'auth',
    status: 401,
    body: failure(401, 'UNAUTHENTICATED', 'The request has invalid authentication credentials.'),
  },
  {
    name: 'an API that is not enabled',
    code: 'permission',
    status: 403,
    body: failure(403, 'PERMISSION_DENIED', 'The API is disabled in this project.', [errorInfo('SERVICE_DISABLED')]),
  },
  {
    name: 'a region that is not served',
    code: 'permission',
    status: 400,
    body: failure(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
  },
  {
    ...rateLimited('a used-up quota of the day', [
      quotaFailure('GenerateRequestsPerDayPerProjectPerModel-FreeTier'),
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '36s' },
    ]),
    code: 'quota',
  },
  rateLimited('too many requests in a minute', [quotaFailure('GenerateRequestsPerMinutePerProjectPerModel-FreeTier')]),
  rateLimited('too many requests, without details'),
  {
    name: 'an overloaded model',
    code: 'overloaded',
    status: 503,
    body: failure(503, 'UNAVAILABLE', 'The model is overloaded.'),
  },
  {
    name: 'an unknown field',
    code: 'invalid-request',
    status: 400,
    body: failure(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received. Unknown name "topk": Cannot find field.'),
  },
  {
    name: 'a prompt that is too long',
    code: 'context-length',
    status: 400,
    body: failure(
      400,
      'INVALID_ARGUMENT',
      'The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).',
    ),
  },
  {
    name: 'an unknown model',
    code: 'not-found',
    status: 404,
    body: failure(404, 'NOT_FOUND', 'The model is not found for API version v1beta.'),
  },
  {
    name: 'a fault of the host',
    code: 'server',
    status: 500,
    body: failure(500, 'INTERNAL', 'An internal error has occurred.'),
  },
  {
    name: 'a deadline of the host',
    code: 'server',
    status: 504,
    body: failure(504, 'DEADLINE_EXCEEDED', 'The deadline expired before the operation could complete.'),
  },
];

/** A refused request, in the words that are given. */
export const geminiRejection = (message: string): ErrorFixture => ({
  name: 'a request that is refused with its own words',
  code: 'invalid-request',
  status: 400,
  body: failure(400, 'INVALID_ARGUMENT', message),
});

const overloaded = failure(503, 'UNAVAILABLE', 'The model is overloaded.');

/** Google writes an error into a stream as an event, or between the events as the JSON that stands alone elsewhere. */
export const geminiStreamErrors: readonly StreamErrorFixture[] = [
  { name: 'an error event', code: 'overloaded', retryable: true, frame: crlfDataFrame(overloaded) },
  {
    name: 'an error between the events, without data:',
    code: 'overloaded',
    retryable: true,
    frame: `${JSON.stringify(overloaded, null, 2)}\r\n`,
  },
  {
    name: 'an error between the events, in a list',
    code: 'overloaded',
    retryable: true,
    frame: `${JSON.stringify([overloaded], null, 2)}\r\n`,
  },
  {
    name: 'an error event for a request that is refused',
    code: 'invalid-request',
    retryable: false,
    frame: crlfDataFrame(failure(400, 'INVALID_ARGUMENT', 'The request has an invalid argument.')),
  },
];
