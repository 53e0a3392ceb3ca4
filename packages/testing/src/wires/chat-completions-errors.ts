import { dataFrame } from './frames.ts';
import type { ErrorFixture, StreamErrorFixture } from './wire-fixture.ts';

const failure = (message: string, type: string | null, code: string | null, param: string | null = null): unknown => ({
  error: { message, type, param, code },
});

/** OpenAI's bodies: `{ error: { message, type, param, code } }`, all four always there. */
export const chatCompletionsErrors: readonly ErrorFixture[] = [
  {
    name: 'a wrong key',
    code: 'auth',
    status: 401,
    body: failure('The API key provided is not correct.', 'invalid_request_error', 'invalid_api_key'),
  },
  {
    name: 'a region that is not served',
    code: 'permission',
    status: 403,
    body: failure(
      'Country, region or territory is not supported.',
      'request_forbidden',
      'unsupported_country_region_territory',
    ),
  },
  {
    name: 'a model that the key may not use',
    code: 'permission',
    status: 403,
    body: failure('Sampling from this model is not allowed.', 'invalid_request_error', null),
  },
  {
    name: 'a used-up quota',
    code: 'quota',
    status: 429,
    body: failure('The current quota is exceeded.', 'insufficient_quota', 'insufficient_quota'),
  },
  {
    name: 'too many requests',
    code: 'rate-limit',
    status: 429,
    body: failure('Rate limit reached for requests.', 'requests', 'rate_limit_exceeded'),
  },
  {
    name: 'a request larger than the limit',
    code: 'rate-limit',
    status: 429,
    body: failure(
      'Request too large for the tokens per minute: Limit 30000, Requested 31538.',
      'tokens',
      'rate_limit_exceeded',
    ),
    retryable: false,
  },
  {
    name: 'an overloaded engine',
    code: 'overloaded',
    status: 503,
    body: failure('The engine is overloaded at the moment.', 'server_error', null),
  },
  {
    name: 'a value that is not supported',
    code: 'invalid-request',
    status: 400,
    body: failure('Unsupported value.', 'invalid_request_error', 'unsupported_value', 'messages[0].role'),
  },
  {
    name: 'a schema that is not accepted',
    code: 'invalid-request',
    status: 422,
    body: failure('The schema is not accepted.', 'invalid_request_error', null, 'response_format'),
  },
  {
    name: 'a prompt that is too long',
    code: 'context-length',
    status: 400,
    body: failure('The messages are longer than the model takes.', 'invalid_request_error', 'context_length_exceeded'),
  },
  {
    name: 'a prompt that is too long, said in words alone',
    code: 'context-length',
    status: 400,
    body: { error: { message: "This endpoint's maximum context length is 4096 tokens.", code: 400 } },
  },
  {
    name: 'an unknown model',
    code: 'not-found',
    status: 404,
    body: failure('The model does not exist.', 'invalid_request_error', 'model_not_found', 'model'),
  },
  {
    name: 'an unknown model, reported as a bad request',
    code: 'not-found',
    status: 400,
    body: failure('The requested model does not exist.', 'invalid_request_error', 'model_not_found', 'model'),
  },
  {
    name: 'a fault of the host',
    code: 'server',
    status: 500,
    body: failure('The server had an error.', 'server_error', null),
  },
  { name: 'a gateway without words', code: 'server', status: 504, body: '' },
];

/** A refused request, in the words that are given. */
export const chatCompletionsRejection = (message: string): ErrorFixture => ({
  name: 'a request that is refused with its own words',
  code: 'invalid-request',
  status: 400,
  body: failure(message, 'invalid_request_error', 'invalid_value', 'messages'),
});

const overloaded = {
  error: { message: 'The engine is overloaded at the moment.', type: 'overloaded_error', code: 503 },
};

/** Both shapes in which hosts send an error between chunks. */
export const chatCompletionsStreamErrors: readonly StreamErrorFixture[] = [
  { name: 'an error event', code: 'overloaded', retryable: true, frame: dataFrame(overloaded) },
  {
    name: 'an error event under a name',
    code: 'server',
    retryable: true,
    frame: `event: error\n${dataFrame(failure('The server had an error.', 'server_error', null))}`,
  },
  {
    name: 'an error event for a used-up quota',
    code: 'quota',
    retryable: false,
    frame: dataFrame(failure('The current quota is exceeded.', 'insufficient_quota', 'insufficient_quota')),
  },
  {
    name: 'an error between the events, without data:',
    code: 'overloaded',
    retryable: true,
    frame: `${JSON.stringify(overloaded)}\n\n`,
  },
  {
    name: 'an error between the events, without data: and before the [DONE]',
    code: 'overloaded',
    retryable: true,
    frame: `${JSON.stringify(overloaded)}\n\ndata: [DONE]\n\n`,
  },
];
