import { ambientPlatform } from '@x/core/adapter';
import { chatCompletionsWire, describeProvider } from '@x/testing';
import { expect, test } from 'vitest';
import { openai as openaiChat } from '../src/chat.ts';
import { type OpenAIOptions, openai } from '../src/index.ts';

/** The narrow door sends by `fetch`, the full one through ky, which a `fetch` of the caller's own would replace. */
const doors = {
  'openai chat completions, full door': ({ fetch = globalThis.fetch, ...options }: OpenAIOptions) =>
    openai({ ...options, api: 'chat' }, { ...ambientPlatform, fetch: (address, init) => fetch(address, init) }),
  'openai chat completions, narrow door': openaiChat,
};

for (const [name, make] of Object.entries(doors)) {
  describeProvider(
    { test, expect },
    {
      name,
      make: (options) => make(options),
      model: 'gpt-4.1-mini',
      wire: chatCompletionsWire,
      lacks: ['setting:topK'],
      environment: { name: 'OPENAI_API_KEY', variables: process.env },
    },
  );
}
