import { chatCompletionsWire } from './chat-completions.ts';
import { chatCompletionsStreamErrors } from './chat-completions-errors.ts';
import { dataFrame } from './frames.ts';
import type { ErrorFixture, WireFixture } from './wire-fixture.ts';

/** The router passes on the bodies of many hosts; these are Hugging Face's own, most of them with a plain text. */
const errors: readonly ErrorFixture[] = [
  {
    name: 'a wrong token',
    code: 'auth',
    status: 401,
    headers: { 'x-error-message': 'Invalid username or password.' },
    body: { error: 'Invalid username or password.' },
  },
  {
    name: 'a token without the scope',
    code: 'permission',
    status: 403,
    body: { error: 'This authentication method does not have sufficient permissions to call Inference Providers.' },
  },
  {
    name: 'a model whose licence is not accepted',
    code: 'gated',
    status: 403,
    headers: { 'x-error-code': 'GatedRepo' },
    body: { error: 'Access to the model is restricted: ask for access on its page.' },
  },
  {
    name: 'used-up credits',
    code: 'quota',
    status: 402,
    body: { error: 'The monthly included credits are depleted.' },
  },
  { name: 'too many requests', code: 'rate-limit', status: 429, body: { error: 'Rate limit reached.' } },
  {
    name: 'a model that is loading',
    code: 'overloaded',
    status: 503,
    body: { error: 'The model is currently loading', estimated_time: 0.001 },
  },
  { name: 'an overloaded model', code: 'overloaded', status: 503, body: { error: 'overloaded' } },
  {
    name: 'input that does not pass validation',
    code: 'invalid-request',
    status: 422,
    body: { error: 'Input validation error: `temperature` must be strictly positive', error_type: 'validation' },
  },
  {
    name: 'a list of mistakes',
    code: 'invalid-request',
    status: 400,
    body: { error: ['Error in `inputs`: field required'] },
  },
  {
    name: 'a validation of FastAPI',
    code: 'invalid-request',
    status: 422,
    body: { detail: [{ loc: ['body', 'messages'], msg: 'field required', type: 'missing' }] },
  },
  {
    name: 'a prompt that is too long',
    code: 'context-length',
    status: 422,
    body: {
      error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000',
      error_type: 'validation',
    },
  },
  { name: 'an unknown model', code: 'not-found', status: 404, body: { error: 'Model does not exist' } },
  {
    name: 'a model that nobody serves',
    code: 'not-found',
    status: 400,
    body: {
      error: {
        message: 'The requested model is not supported by any provider you have enabled.',
        type: 'invalid_request_error',
        param: 'model',
        code: 'model_not_supported',
      },
    },
  },
  {
    name: 'a model that hf-inference does not serve',
    code: 'not-found',
    status: 400,
    body: { error: 'Model not supported by provider hf-inference' },
  },
  { name: 'a host that is gone', code: 'not-found', status: 410, body: { error: 'This host is no longer supported.' } },
  { name: 'a fault of the host', code: 'server', status: 500, body: { error: 'unknown error', warnings: [] } },
  { name: 'a gateway without words', code: 'server', status: 504, body: '' },
];

/** The chat of Hugging Face's router: chat completions, with errors of its own. */
export const huggingFaceWire: WireFixture = {
  ...chatCompletionsWire,
  lacks: [],
  errors,
  rejection: (message) => ({
    name: 'a request that is refused with its own words',
    code: 'invalid-request',
    status: 422,
    body: { error: message, error_type: 'validation' },
  }),
  streamErrors: [
    ...chatCompletionsStreamErrors,
    {
      name: "an error event of Text Generation Inference's",
      code: 'invalid-request',
      retryable: false,
      frame: dataFrame({ error: 'Input validation error: `top_p` must be > 0', error_type: 'validation' }),
    },
  ],
  bodyHint: (milliseconds) => ({
    name: 'a model that is loading and says how long',
    code: 'overloaded',
    status: 503,
    body: { error: 'The model is currently loading', estimated_time: milliseconds / 1000 },
  }),
};
