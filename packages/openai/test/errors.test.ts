import type { ErrorCode } from '@x/core';
import { describe, expect, test } from 'vitest';
import { provider } from './provider.ts';
import { failureOf, giving } from './stub.ts';

const failWith = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  failureOf(
    provider({ apiKey: 'k', fetch: giving(body, { status, headers }) }).run('chat', { model: 'm', prompt: 'Hi' }),
  );

interface Seen {
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
  readonly code: ErrorCode;
  /** A piece of the message that a person reads. */
  readonly says: string;
}

/** Errors in the shapes of the hosts, written by hand after what is known of them; recorded ones are replayed elsewhere. */
const errors: readonly Seen[] = [
  {
    name: 'Azure: a wrong key, with the status for a code',
    status: 401,
    body: { error: { code: '401', message: 'Access denied due to invalid subscription key' } },
    code: 'auth',
    says: 'invalid subscription key',
  },
  {
    name: 'Azure: no such deployment',
    status: 404,
    body: { error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' } },
    code: 'not-found',
    says: 'deployment',
  },
  {
    name: 'Azure: a wrong address',
    status: 404,
    body: { error: { code: '404', message: 'Resource not found' } },
    code: 'not-found',
    says: 'Resource not found',
  },
  {
    name: 'Azure: a limit',
    status: 429,
    body: { error: { code: 'RateLimitReached', message: 'Your requests have exceeded the call rate limit.' } },
    code: 'rate-limit',
    says: 'call rate limit',
  },
  {
    name: 'Azure: a role that is missing',
    status: 401,
    body: { error: { code: 'PermissionDenied', message: 'The principal lacks the required data action' } },
    code: 'permission',
    says: 'lacks the required',
  },
  {
    name: 'OpenRouter: what its provider said',
    status: 429,
    body: {
      error: {
        code: 429,
        message: 'Provider returned error',
        metadata: { provider_name: 'Chutes', raw: '{"error":{"message":"Too many requests upstream"}}' },
      },
    },
    code: 'rate-limit',
    says: 'Chutes: Too many requests upstream',
  },
  {
    name: 'OpenRouter: the same in plain words',
    status: 502,
    body: {
      error: {
        code: 502,
        message: 'Provider returned error',
        metadata: { provider_name: 'Azure', raw: 'upstream broke' },
      },
    },
    code: 'server',
    says: 'Azure: upstream broke',
  },
  {
    name: 'OpenRouter: nothing of use beside its own words',
    status: 502,
    body: { error: { code: 502, message: 'Provider returned error', metadata: { raw: '<html></html>' } } },
    code: 'server',
    says: 'Provider returned error',
  },
  {
    name: 'OpenRouter: nothing of use at all',
    status: 502,
    body: { error: { code: 502, metadata: { raw: '<html></html>' } } },
    code: 'server',
    says: 'the provider failed',
  },
  {
    name: 'OpenRouter: no credit',
    status: 402,
    body: { error: { code: 402, message: 'Insufficient credits' }, user_id: 'user_1' },
    code: 'quota',
    says: 'Insufficient credits',
  },
  {
    name: 'OpenRouter: no such model',
    status: 400,
    body: { error: { code: 400, message: 'gpt-99 is not a valid model ID' } },
    code: 'not-found',
    says: 'not a valid model ID',
  },
  {
    name: 'OpenRouter: an error inside a good answer',
    status: 200,
    body: { error: { code: 503, message: 'No providers available' } },
    code: 'overloaded',
    says: 'No providers available',
  },
  {
    name: 'Groq: a model that is gone',
    status: 400,
    body: {
      error: {
        message: 'The model has been decommissioned',
        type: 'invalid_request_error',
        code: 'model_decommissioned',
      },
    },
    code: 'not-found',
    says: 'decommissioned',
  },
  {
    name: 'Groq: a tool that was not called',
    status: 400,
    body: { error: { code: 'tool_use_failed', message: 'Tool choice is required', failed_generation: 'maybe' } },
    code: 'invalid-request',
    says: 'Tool choice',
  },
  {
    name: 'Mistral: a wrong key',
    status: 401,
    body: { message: 'Unauthorized', request_id: 'r1' },
    code: 'auth',
    says: 'Unauthorized',
  },
  {
    name: 'Mistral: what does not validate',
    status: 422,
    body: {
      object: 'error',
      message: {
        detail: [{ type: 'extra_forbidden', loc: ['body', 'logprobs'], msg: 'Extra inputs are not permitted' }],
      },
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
    code: 'invalid-request',
    says: 'body.logprobs: Extra inputs are not permitted',
  },
  {
    name: 'Mistral: the same without a wrapping',
    status: 422,
    body: { detail: [{ loc: ['body', 'messages'], msg: 'field required' }] },
    code: 'invalid-request',
    says: 'body.messages: field required',
  },
  {
    name: 'Mistral: no such model',
    status: 400,
    body: { object: 'error', message: 'Invalid model: mistral-x', type: 'invalid_model', param: null, code: '1500' },
    code: 'not-found',
    says: 'Invalid model',
  },
  {
    name: 'Together: a model that is not served',
    status: 400,
    body: {
      id: 'x',
      error: { message: 'Unable to access it', type: 'invalid_request_error', code: 'model_not_available' },
    },
    code: 'not-found',
    says: 'Unable to access',
  },
  {
    name: 'DeepSeek: no credit',
    status: 402,
    body: {
      error: { message: 'Insufficient Balance', type: 'unknown_error', param: null, code: 'invalid_request_error' },
    },
    code: 'quota',
    says: 'Insufficient Balance',
  },
  {
    name: 'xAI: a wrong key under the status of a bad request',
    status: 400,
    body: { code: 'Client specified an invalid argument', error: 'Incorrect API key provided: xa***ey.' },
    code: 'auth',
    says: 'Incorrect API key',
  },
  {
    name: 'xAI: no credit under the status of a limit',
    status: 429,
    body: { code: 'Some resource has been exhausted', error: 'Your team has used all available credits.' },
    code: 'quota',
    says: 'credits',
  },
  {
    name: 'vLLM: no such model, without a wrapping',
    status: 404,
    body: { object: 'error', message: 'The model `m` does not exist.', type: 'NotFoundError', param: null, code: 404 },
    code: 'not-found',
    says: 'does not exist',
  },
  {
    name: 'vLLM: a prompt that is too long',
    status: 400,
    body: {
      error: { message: "This model's maximum context length is 4096 tokens.", type: 'BadRequestError', code: 400 },
    },
    code: 'context-length',
    says: '4096',
  },
  {
    name: 'llama.cpp: a prompt that is too long',
    status: 400,
    body: {
      error: { code: 400, message: 'the request exceeds the available size', type: 'exceed_context_size_error' },
    },
    code: 'context-length',
    says: 'exceeds',
  },
  {
    name: 'llama.cpp: a model that is being loaded',
    status: 503,
    body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
    code: 'overloaded',
    says: 'Loading model',
  },
  {
    name: 'Ollama: its own shape',
    status: 404,
    body: { error: 'model "m" not found, try pulling it first' },
    code: 'not-found',
    says: 'try pulling it first',
  },
  {
    name: 'Fireworks: a limit of spending',
    status: 412,
    body: { error: { message: 'Account suspended, possibly due to reaching the monthly spending limit' } },
    code: 'quota',
    says: 'spending limit',
  },
  { name: 'a text that is no JSON', status: 500, body: 'upstream failed', code: 'server', says: 'upstream failed' },
  { name: 'nothing at all', status: 500, body: null, code: 'server', says: 'the provider failed' },
];

test.each(errors)('$name', async ({ status, body, code, says }) => {
  const error = await failWith(status, body);
  expect(error.code).toBe(code);
  expect(error.message).toContain(says);
  if (status !== 200) expect(error.status).toBe(status);
});

describe('what waiting does not mend is not tried again', () => {
  const message = 'Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 9000';
  const body = { error: { message, type: 'tokens', code: 'rate_limit_exceeded' } };
  test.each([413, 429])('a request larger than the limit, with status %i', async (status) => {
    const error = await failWith(status, body);
    expect(error).toMatchObject({ code: 'rate-limit', retryable: false });
  });

  test('a limit that passes is', async () => {
    const error = await failWith(429, { error: { message: 'Please try again in 1.5s', code: 'rate_limit_exceeded' } });
    expect(error).toMatchObject({ code: 'rate-limit', retryable: true, retryAfterMs: 1_500 });
  });
});

test("a prompt that Azure's filter stops is an answer", async () => {
  const error = {
    code: 'content_filter',
    message: 'It was filtered',
    innererror: { code: 'ResponsibleAIPolicyViolation' },
  };
  const call = provider({ baseUrl: 'https://name.openai.azure.com', fetch: giving({ error }, { status: 400 }) });
  const output = await call.run('chat', { model: 'gpt-4o', prompt: 'Hi' });
  expect(output).toMatchObject({ text: '', finishReason: 'content-filter' });
});
