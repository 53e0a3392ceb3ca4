import type { HttpProviderOptions } from '@x/core';
import { bearer, defineProvider } from '@x/core/adapter';
import { chatCompletions, chatCompletionsErrors } from '@x/core/dialects/chat-completions';
import { chatCompletionsWire, type ProviderSubject } from '../../src/index.ts';

/** An adapter as a user would write it, for a vendor that speaks chat completions. */
export const acme: (options?: HttpProviderOptions) => ReturnType<ProviderSubject['make']> = defineProvider({
  id: 'acme',
  baseUrl: 'https://api.acme.example/v1',
  keys: {
    scheme: bearer,
    environment: ['ACME_API_KEY'],
    hosts: ['api.acme.example'],
    page: 'https://acme.example/keys',
  },
  errors: chatCompletionsErrors,
  tasks: (_: HttpProviderOptions) => ({ chat: chatCompletions() }),
});

/** How the suite is told about it. */
export const acmeSubject: ProviderSubject = {
  name: 'acme',
  make: acme,
  model: 'acme-1',
  wire: chatCompletionsWire,
  lacks: ['setting:topK'],
  environment: { name: 'ACME_API_KEY', variables: process.env },
};
