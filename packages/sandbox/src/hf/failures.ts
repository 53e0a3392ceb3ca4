import type { Failures } from '../faults/plan.ts';
import { badGatewayPage } from '../wire/bad-gateway.ts';
import type { ErrorReply } from '../wire/vendor-error.ts';

/** Hugging Face's words for each failure. */
export const hfFailures: Failures = {
  'rate-limit': () => ({ status: 429, body: { error: 'Rate limit reached. Please log in or use a HF access token' } }),
  'rate-limit-hint': ({ retryAfter }) => {
    const seconds = Math.ceil(retryAfter / 1000);
    return {
      status: 429,
      body: { error: 'Rate limit reached. Please try again later.' },
      headers: {
        'retry-after': String(seconds),
        ratelimit: `"api";r=0;t=${seconds}`,
        'ratelimit-policy': '"fixed window";"api";q=500;w=300',
      },
    };
  },
  quota: () => ({
    status: 402,
    body: {
      error:
        'You have depleted your monthly included credits. ' +
        'Purchase pre-paid credits to continue using Inference Providers. ' +
        'Alternatively, subscribe to PRO to get 20x more included usage.',
    },
  }),
  overloaded: ({ model, retryAfter }) => ({
    status: 503,
    body: { error: `Model ${model} is currently loading`, estimated_time: retryAfter / 1000 },
  }),
  server: () => ({
    status: 500,
    body: { error: 'unknown error', warnings: ['There was an inference error: unknown error'] },
  }),
  permission: () => ({
    status: 403,
    body: {
      error:
        'This authentication method does not have sufficient permissions to call Inference Providers ' +
        'on behalf of user sandbox',
    },
  }),
  gated: ({ model }) => ({
    status: 403,
    body: {
      error:
        `Access to model ${model} is restricted and you are not in the authorized list. ` +
        `Visit https://huggingface.co/${model} to ask for access.`,
    },
    headers: { 'x-error-code': 'GatedRepo' },
  }),
  gone: ({ model }) => ({
    status: 410,
    body: { error: `The requested model ${model} is deprecated and no longer supported by provider hf-inference.` },
  }),
  'not-served': () => unservedModel,
  'context-length': () => ({
    status: 422,
    body: {
      error:
        'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8. ' +
        'Given: 9 `inputs` tokens and 1 `max_new_tokens`',
      error_type: 'validation',
    },
  }),
  'bad-gateway': badGatewayPage,
};

/** The same at the router's chat, where every provider is asked and not only hf-inference. */
export const routerFailures: Failures = {
  ...hfFailures,
  'not-served': ({ model }) => unservedChatModel(model),
};

/** The router's answer to a chat model that no provider serves. */
export function unservedChatModel(model: string): ErrorReply {
  const error = {
    message: `The requested model '${model}' is not supported by any provider you have enabled.`,
    type: 'invalid_request_error',
    param: 'model',
    code: 'model_not_supported',
  };
  return { status: 400, body: { error } };
}

/** The answer of hf-inference to a model or a task that it does not serve. */
export const unservedModel: ErrorReply = {
  status: 400,
  body: { error: 'Model not supported by provider hf-inference' },
};
