import { chatCompletionsWire, describeProvider } from '@x/testing';
import { expect, test } from 'vitest';
import { openai } from '../src/index.ts';

describeProvider(
  { test, expect },
  {
    name: 'openai chat completions',
    make: (options) => openai(options),
    model: 'gpt-4.1-mini',
    wire: chatCompletionsWire,
    lacks: ['setting:topK'],
    environment: { name: 'OPENAI_API_KEY', variables: process.env },
  },
);
