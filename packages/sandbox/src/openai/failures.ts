import type { OpenAIError } from '../chat-completions/request-error.ts';
import type { Failures } from '../faults/plan.ts';
import { badGatewayPage } from '../wire/bad-gateway.ts';
import type { ErrorReply } from '../wire/vendor-error.ts';

/** What OpenAI says when it fails itself, as an answer or in the middle of a stream. */
export const serverError: OpenAIError = {
  message: 'The server had an error while processing your request. Sorry about that!',
  type: 'server_error',
  param: null,
  code: null,
};

/** OpenAI's words for each failure. The plain 429 has no hint at all: real ones have come without. */
export const openaiFailures: Failures = {
  'rate-limit': ({ model }) => reply(429, rateLimitError(`Rate limit reached for ${model} on requests per min (RPM).`)),
  'rate-limit-hint': ({ model, retryAfter }) =>
    reply(
      429,
      rateLimitError(
        `Rate limit reached for ${model} on requests per min (RPM): Limit 3, Used 3, Requested 1. ` +
          `Please try again in ${retryAfter}ms.`,
      ),
      {
        'retry-after': String(Math.ceil(retryAfter / 1000)),
        'retry-after-ms': String(retryAfter),
        'x-ratelimit-limit-requests': '3',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': `${retryAfter}ms`,
      },
    ),
  quota: () =>
    reply(429, {
      message: 'You exceeded your current quota, please check your plan and billing details.',
      type: 'insufficient_quota',
      param: null,
      code: 'insufficient_quota',
    }),
  overloaded: () =>
    reply(503, {
      message: 'The engine is currently overloaded, please try again later.',
      type: 'server_error',
      param: null,
      code: null,
    }),
  server: () => reply(500, serverError),
  permission: () => reply(403, requestError('You are not allowed to sample from this model', null, null)),
  gated: ({ model }) =>
    reply(
      403,
      requestError(`Your organization must be verified to use the model \`${model}\`.`, null, 'model_not_found'),
    ),
  gone: ({ model }) => reply(404, requestError(`The model \`${model}\` has been deprecated.`, null, 'model_not_found')),
  'not-served': ({ model }) => unknownModel(model),
  'context-length': () =>
    reply(
      400,
      requestError(
        "This model's maximum context length is 8 tokens. However, your messages resulted in 9 tokens. " +
          'Please reduce the length of the messages.',
        'messages',
        'context_length_exceeded',
      ),
    ),
  'bad-gateway': badGatewayPage,
};

/** OpenAI's answer to a model that it does not have. */
export function unknownModel(model: string): ErrorReply {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  return reply(404, requestError(message, null, 'model_not_found'));
}

/** The answer of the Responses API to a model that OpenAI does not have: HTTP 400, where the other APIs say 404. */
export function unknownResponsesModel(model: string): ErrorReply {
  return reply(400, requestError(`The requested model '${model}' does not exist.`, 'model', 'model_not_found'));
}

/** The failures of the Responses API, where it has words of its own. */
export const responsesFailures: Failures = {
  ...openaiFailures,
  'not-served': ({ model }) => unknownResponsesModel(model),
  'context-length': () =>
    reply(
      400,
      requestError(
        'Your input exceeds the context window of this model. Please adjust your input and try again.',
        'input',
        'context_length_exceeded',
      ),
    ),
};

/** OpenAI's answer to a path that it does not have. */
export function unknownPath(method: string, path: string): ErrorReply {
  return reply(404, requestError(`Invalid URL (${method} ${path})`, null, null));
}

function reply(status: number, error: OpenAIError, headers: Readonly<Record<string, string>> = {}): ErrorReply {
  return { status, body: { error }, headers };
}

function requestError(message: string, param: string | null, code: string | null): OpenAIError {
  return { message, type: 'invalid_request_error', param, code };
}

function rateLimitError(message: string): OpenAIError {
  return { message, type: 'requests', param: null, code: 'rate_limit_exceeded' };
}
