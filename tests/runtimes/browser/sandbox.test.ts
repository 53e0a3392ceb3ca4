import { InferenceError } from '@x/core';
import { openai } from '@x/openai';
import { expect, inject, test } from 'vitest';
import { program } from '../program.ts';

test('every provider answers over a socket as it does elsewhere', { timeout: 30_000 }, async () => {
  expect(await program(inject('host'))).toMatchObject({
    chats: [{ sameStreamed: true }, { sameStreamed: true }, { sameStreamed: true }, { sameStreamed: true }],
    failed: 'rate-limit',
    cut: 'interrupted',
  });
});

test('a key is refused in a page unless it is wanted there', async () => {
  const provider = openai({ apiKey: 'key', baseUrl: `${inject('host')}/openai/v1` });
  const error = await provider
    .run('chat', { model: 'gpt-4.1-mini', prompt: 'Hello' })
    .catch((reason: unknown) => reason);
  if (!InferenceError.is(error)) throw new Error('it was not refused');
  expect([error.code, error.message]).toEqual(['auth', expect.stringContaining('allowBrowser: true')]);
});
