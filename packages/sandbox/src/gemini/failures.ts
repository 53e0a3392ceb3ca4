import type { Failures } from '../faults/plan.ts';
import { badGatewayPage } from '../wire/bad-gateway.ts';
import type { ErrorReply } from '../wire/vendor-error.ts';
import { googleError } from './errors.ts';

/** Google's words for each failure. No 429 of Gemini has been seen with a `Retry-After` header: the hint is `RetryInfo`. */
export const geminiFailures: Failures = {
  'rate-limit': () => googleError(429, 'Resource exhausted. Please try again later.'),
  'rate-limit-hint': ({ retryAfter }) =>
    googleError(429, 'You exceeded your current quota. Please retry later.', [
      quotaFailure('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '10'),
      retryInfo(retryAfter),
    ]),
  // A day's quota comes with a short retryDelay all the same; waiting that long does not help.
  quota: () =>
    googleError(429, 'You exceeded your current quota, please check your plan and billing details.', [
      quotaFailure('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '250'),
      retryInfo(36_000),
    ]),
  overloaded: () => googleError(503, 'The model is overloaded. Please try again later.'),
  server: () => googleError(500, 'An internal error has occurred. Please retry.'),
  permission: () =>
    googleError(403, 'Generative Language API has not been used in project sandbox before or it is disabled.', [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SERVICE_DISABLED',
        domain: 'googleapis.com',
        metadata: { service: 'generativelanguage.googleapis.com' },
      },
    ]),
  gated: ({ model }) => googleError(403, `You do not have permission to access models/${model}.`),
  gone: ({ model }) => googleError(404, `models/${model} is no longer available.`),
  'not-served': ({ model }) => unknownModel(model, 'generateContent'),
  'context-length': () => contextLengthError(9, 8),
  'bad-gateway': badGatewayPage,
};

/** Google's answer to a prompt that is too long for the model. */
export function contextLengthError(used: number, limit: number): ErrorReply {
  return googleError(400, `The input token count (${used}) exceeds the maximum number of tokens allowed (${limit}).`);
}

/** Google's answer to a model that it does not have, or to a method that the model does not have. */
export function unknownModel(model: string, method: string): ErrorReply {
  return googleError(
    404,
    `models/${model} is not found for API version v1beta, or is not supported for ${method}. ` +
      'Call ListModels to see the list of available models and their supported methods.',
  );
}

function quotaFailure(quotaId: string, quotaValue: string): unknown {
  return {
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [
      {
        quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
        quotaId,
        quotaDimensions: { location: 'global', model: 'sandbox' },
        quotaValue,
      },
    ],
  };
}

function retryInfo(milliseconds: number): unknown {
  return { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${milliseconds / 1000}s` };
}
