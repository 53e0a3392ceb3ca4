/** A vendor that speaks the chat-completions protocol is a table. */
import type { HttpProviderOptions } from '@x/core';
import { bearer, defineProvider } from '@x/core/adapter';
import { chatCompletions, chatCompletionsErrors } from '@x/core/dialects/chat-completions';

export const groq = defineProvider({
  id: 'groq',
  baseUrl: 'https://api.groq.com/openai/v1',
  keys: {
    scheme: bearer,
    environment: ['GROQ_API_KEY'],
    hosts: ['api.groq.com'],
    page: 'https://console.groq.com/keys',
  },
  errors: chatCompletionsErrors,
  tasks: (_: HttpProviderOptions) => ({ chat: chatCompletions() }),
});
