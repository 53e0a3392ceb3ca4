import type { ErrorCode } from '@x/core';
import { describe, expect, test } from 'vitest';
import { call, geminiAt } from './stub-fetch.ts';

const type = (name: string) => ({ '@type': `type.googleapis.com/google.rpc.${name}` });
const reason = (name: string) => ({ ...type('ErrorInfo'), reason: name, domain: 'googleapis.com' });
const delay = (retryDelay: string) => ({ ...type('RetryInfo'), retryDelay });
const exceeded = (quotaId: string, quotaValue = '10') => ({
  ...type('QuotaFailure'),
  violations: [{ quotaMetric: 'generate_content_requests', quotaId, quotaValue }],
});
const page = 'https://console.developers.google.com/apis/api/generativelanguage.googleapis.com/overview?project=1';

interface Case {
  readonly name: string;
  readonly http: number;
  readonly status: string;
  readonly message: string;
  readonly details?: readonly object[];
  readonly code: ErrorCode;
  readonly retryAfterMs?: number;
  readonly says?: string;
}

const cases: readonly Case[] = [
  {
    name: 'a bad key, which is a 400',
    http: 400,
    status: 'INVALID_ARGUMENT',
    message: 'API key not valid. Please pass a valid API key.',
    details: [reason('API_KEY_INVALID')],
    code: 'auth',
    says: 'Check the key in GEMINI_API_KEY or apiKey; keys are made at https://aistudio.google.com/apikey',
  },
  {
    name: 'a bad key, in words alone',
    http: 400,
    status: 'INVALID_ARGUMENT',
    message: 'API key not valid. Please pass a valid API key.',
    code: 'auth',
  },
  {
    name: 'no key',
    http: 403,
    status: 'PERMISSION_DENIED',
    message: "Method doesn't allow unregistered callers (callers without established identity).",
    code: 'auth',
  },
  {
    name: 'a key that leaked',
    http: 403,
    status: 'PERMISSION_DENIED',
    message: 'Your API key was reported as leaked. Please use another API key.',
    code: 'auth',
  },
  { name: 'a bad token', http: 401, status: 'UNAUTHENTICATED', message: 'Invalid credentials.', code: 'auth' },
  {
    name: 'an API that is not enabled',
    http: 403,
    status: 'PERMISSION_DENIED',
    message: 'Generative Language API has not been used in project 1 before or it is disabled.',
    details: [{ ...type('Help'), links: [{ description: 'Activation', url: page }] }, reason('SERVICE_DISABLED')],
    code: 'permission',
    says: `Enable the API for the key's project at ${page}`,
  },
  {
    name: 'an API that is not enabled, the page elsewhere',
    http: 403,
    status: 'PERMISSION_DENIED',
    message: 'It is disabled.',
    details: [{ ...reason('SERVICE_DISABLED'), metadata: { activationUrl: page } }],
    code: 'permission',
    says: `at ${page}`,
  },
  { name: 'no permission', http: 403, status: 'PERMISSION_DENIED', message: 'Denied.', code: 'permission' },
  {
    name: 'a region that is not served',
    http: 400,
    status: 'FAILED_PRECONDITION',
    message: 'User location is not supported for the API use.',
    code: 'permission',
    says: 'Call from a region that the Gemini API serves',
  },
  {
    name: 'a country without a free tier',
    http: 400,
    status: 'FAILED_PRECONDITION',
    message: 'Gemini API free tier is not available in your country. Please enable billing on your project.',
    code: 'permission',
  },
  {
    name: 'a model that is for those who pay',
    http: 400,
    status: 'INVALID_ARGUMENT',
    message: 'Imagen API is only accessible to billed users at this time.',
    code: 'permission',
  },
  {
    name: 'another precondition',
    http: 400,
    status: 'FAILED_PRECONDITION',
    message: 'The file is not in an ACTIVE state.',
    code: 'invalid-request',
  },
  {
    name: 'too many requests a minute',
    http: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'You exceeded your current quota.',
    details: [exceeded('GenerateRequestsPerMinutePerProjectPerModel-FreeTier'), delay('34.4s')],
    code: 'rate-limit',
    retryAfterMs: 34_400,
  },
  {
    name: 'too many requests, the delay in words',
    http: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'You exceeded your current quota.\nPlease retry in 34.5s.',
    code: 'rate-limit',
    retryAfterMs: 34_500,
  },
  {
    name: 'too many requests, no details',
    http: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'Resource exhausted. Please try again later.',
    code: 'rate-limit',
  },
  {
    name: "the day's quota, which states a delay all the same",
    http: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'You exceeded your current quota.',
    details: [exceeded('GenerateRequestsPerDayPerProjectPerModel-FreeTier'), delay('36s')],
    code: 'quota',
  },
  {
    name: 'a quota of nothing',
    http: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'Quota exceeded for metric: free_tier_requests, limit: 0, model: x',
    details: [delay('36s')],
    code: 'quota',
  },
  {
    name: 'a quota of nothing in the details',
    http: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'You exceeded your current quota.',
    details: [exceeded('GenerateRequestsPerMinutePerProjectPerModel', '0')],
    code: 'quota',
  },
  {
    name: 'credits that are used up',
    http: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'Your prepayment credits are depleted.',
    code: 'quota',
  },
  {
    name: 'an unknown model',
    http: 404,
    status: 'NOT_FOUND',
    message: 'models/x is not found for API version v1beta, or is not supported for generateContent.',
    code: 'not-found',
  },
  { name: 'overload', http: 503, status: 'UNAVAILABLE', message: 'The model is overloaded.', code: 'overloaded' },
  { name: 'a failure inside', http: 500, status: 'INTERNAL', message: 'An internal error occurred.', code: 'server' },
  { name: 'a deadline', http: 504, status: 'DEADLINE_EXCEEDED', message: 'Deadline expired.', code: 'server' },
  {
    name: 'a prompt that is too long',
    http: 400,
    status: 'INVALID_ARGUMENT',
    message: 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    code: 'context-length',
  },
  {
    name: 'a call whose signature is missing',
    http: 400,
    status: 'INVALID_ARGUMENT',
    message: 'Function call is missing a thought_signature in functionCall parts.',
    code: 'invalid-request',
    says: "Send the answer's content back as it came",
  },
  {
    name: 'a field that is wrong',
    http: 400,
    status: 'INVALID_ARGUMENT',
    message: 'Request contains an invalid argument.',
    details: [
      {
        ...type('BadRequest'),
        fieldViolations: [{ field: 'generation_config.top_k', description: 'must be positive' }],
      },
    ],
    code: 'invalid-request',
    says: 'Request contains an invalid argument. generation_config.top_k: must be positive',
  },
];

const retryable: ReadonlySet<ErrorCode> = new Set(['rate-limit', 'overloaded', 'server']);

describe.each(cases)('$name', ({ http, status, message, details, code, retryAfterMs, says = message }) => {
  const error = { error: { code: http, message, status, ...(details && { details }) } };

  test.each([
    ['alone', error],
    ['in a list', [error]],
  ])('%s', async (_, body) => {
    const { provider } = geminiAt(() => Response.json(body, { status: http }));
    const failures = await Promise.all([
      provider.run('chat', call).catch((failure: unknown) => failure),
      provider
        .stream('chat', call)
        .result()
        .catch((failure: unknown) => failure),
    ]);
    for (const failure of failures) {
      expect(failure).toMatchObject({ name: 'InferenceError', code, status: http, retryable: retryable.has(code) });
      expect((failure as { retryAfterMs?: number }).retryAfterMs).toBe(retryAfterMs);
      expect((failure as Error).message).toContain(says.replace(/\s+/g, ' ').replace(/\.$/, ''));
      expect((failure as Error).message).not.toMatch(/[{}]|test-key/);
    }
  });
});

test.each([
  [
    'a page of HTML',
    new Response('<html>Bad gateway</html>', { status: 502, headers: { 'content-type': 'text/html' } }),
    'server',
  ],
  ['an empty body', new Response(null, { status: 403 }), 'permission'],
  ['JSON of another shape', Response.json({ error: { details: 'x', status: 7 } }, { status: 400 }), 'invalid-request'],
])('%s', async (_, response, code) => {
  await expect(geminiAt(() => response).provider.run('chat', call)).rejects.toMatchObject({ code });
});
