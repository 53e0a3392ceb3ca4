import { chatCompletionsWire, describeProvider } from '@x/testing';
import { expect, test } from 'vitest';
import { openai as openaiChat } from '../src/chat.ts';
import { openai } from '../src/index.ts';

/** The narrow door sends by `fetch`, the full one through ky. */
const doors = {
  'openai chat completions, full door': (options: Parameters<typeof openai>[0]) => openai({ ...options, api: 'chat' }),
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
