import { bearer, type KeyRules } from '@x/core/adapter';
import { hfErrors } from './errors.ts';
import type { HfChatOptions } from './options.ts';
import { ROUTER, TOKEN_PAGE } from './places.ts';

/**
 * The Hub and the router are Hugging Face's own. A dedicated endpoint (…endpoints.huggingface.cloud) is not: what runs
 * there is its owner's, so a token of the environment does not go there, and one passed beside its `baseUrl` does.
 */
const keys: KeyRules = {
  scheme: bearer,
  environment: ['HF_TOKEN', 'HUGGINGFACEHUB_API_TOKEN'],
  hosts: ['huggingface.co', '.huggingface.co'],
  page: TOKEN_PAGE,
};

/** What the full door, the narrow one and `query` share. */
export const hfBase = {
  id: 'hf',
  baseUrl: ROUTER,
  keys,
  errors: hfErrors,
  headers: ({ billTo }: HfChatOptions) => ({ 'x-hf-bill-to': billTo }),
} as const;
