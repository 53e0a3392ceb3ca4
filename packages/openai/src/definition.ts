import type { HttpProviderOptions } from '@x/core';
import type { KeyRules } from '@x/core/adapter';
import { chatCompletions } from '@x/core/dialects/chat-completions';
import { openaiErrors } from './errors.ts';
import { callIds, callUrl, hostKey, parameterNames } from './hosts.ts';
import { fitToModel, schemaSupport } from './models.ts';

export interface OpenAIOptions extends HttpProviderOptions {
  /** Bills the call to this organisation. Default: OPENAI_ORG_ID is not read; the key's own organisation. */
  readonly organization?: string | undefined;
  readonly project?: string | undefined;
}

/** Regional hosts (us.api.openai.com, eu.api.openai.com) are OpenAI's own as well. */
const keys: KeyRules = {
  scheme: hostKey,
  environment: ['OPENAI_API_KEY'],
  hosts: ['api.openai.com', '.api.openai.com'],
  page: 'https://platform.openai.com/api-keys',
};

/** What the full door and the narrow ones share. */
export const openaiBase = {
  id: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  keys,
  errors: openaiErrors,
  headers: ({ organization, project }: OpenAIOptions) => ({
    'openai-organization': organization,
    'openai-project': project,
  }),
} as const;

/**
 * Chat Completions, as the asked host and model take it.
 *
 * The mark keeps this protocol out of a bundle of the other one's door, which wants only what stands above.
 */
export const chat = /* @__PURE__ */ chatCompletions({
  url: (context, { model }) => callUrl(context, '/chat/completions', model),
  parameters: parameterNames,
  callIds,
  fit: fitToModel,
  schemas: schemaSupport,
});
