import { nodeFetch } from '@x/core/node';
import { openai } from '@x/openai/chat';
import { chatCompletionsWire, describeProvider } from '@x/testing';
import { expect, test } from 'vitest';
import { ScriptedDispatcher } from './transport/scripted-dispatcher.ts';

describeProvider(
  { test, expect },
  {
    name: 'openai chat completions, over undici',
    make: ({ fetch = globalThis.fetch, ...options }) =>
      openai({ ...options, fetch: nodeFetch({ dispatcher: new ScriptedDispatcher(fetch) }) }),
    model: 'gpt-4.1-mini',
    wire: chatCompletionsWire,
    lacks: ['setting:topK'],
    environment: { name: 'OPENAI_API_KEY', variables: process.env },
  },
);
