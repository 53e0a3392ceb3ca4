import type { HttpProviderOptions } from '@x/core';
import { bearer, type ErrorReader, type KeyRules } from '@x/core/adapter';
import { chatCompletions, chatCompletionsErrors, standardParameters } from '@x/core/dialects/chat-completions';

export interface OpenAIOptions extends HttpProviderOptions {
  /** Bills the call to this organisation. Default: OPENAI_ORG_ID is not read; the key's own organisation. */
  readonly organization?: string | undefined;
  readonly project?: string | undefined;
}

/** Regional hosts (us.api.openai.com, eu.api.openai.com) are OpenAI's own as well. */
const keys: KeyRules = {
  scheme: bearer,
  environment: ['OPENAI_API_KEY'],
  hosts: ['api.openai.com', '.api.openai.com'],
  page: 'https://platform.openai.com/api-keys',
};

const errors: ErrorReader = chatCompletionsErrors;

/** What the full door and the narrow one share. */
export const openaiBase = {
  id: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  keys,
  errors,
  headers: ({ organization, project }: OpenAIOptions) => ({
    'openai-organization': organization,
    'openai-project': project,
  }),
} as const;

/**
 * `max_tokens` is deprecated at OpenAI and refused by its reasoning models; the hosts that follow its protocol know
 * the old name best.
 */
export const chat = chatCompletions({
  parameters: ({ ownHost }) =>
    ownHost ? { ...standardParameters, maxTokens: 'max_completion_tokens' } : standardParameters,
});
