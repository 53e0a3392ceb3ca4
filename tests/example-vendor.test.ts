import { readFile } from 'node:fs/promises';
import { chatCompletionsWire, describeProvider } from '@x/testing';
import { expect, test } from 'vitest';
import { groq } from '../examples/src/05-a-vendor-of-your-own.ts';

// The adapter that the examples show keeps every promise that the built-in ones keep.
describeProvider(
  { test, expect },
  {
    name: 'a vendor of your own',
    make: (options) => groq(options),
    model: 'llama-3.3-70b-versatile',
    wire: chatCompletionsWire,
    lacks: ['setting:topK'],
    environment: { name: 'GROQ_API_KEY', variables: process.env },
  },
);

test('it is written in at most 20 lines', async () => {
  const text = await readFile(new URL('../examples/src/05-a-vendor-of-your-own.ts', import.meta.url), 'utf8');
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
});
