import { gemini } from '@x/gemini';
import { gemini as narrow } from '@x/gemini/chat';
import { expect, test } from 'vitest';
import { answering, call, geminiAt } from './stub-fetch.ts';

test('the full door has every task, the narrow one chat', () => {
  expect(gemini().tasks).toEqual({
    chat: true,
    embedding: true,
    'text-to-image': true,
    'text-to-speech': true,
    'automatic-speech-recognition': true,
  });
  expect(narrow().tasks).toEqual({ chat: true });
  expect([typeof gemini().catalog, narrow().catalog]).toEqual(['object', undefined]);
  expect([gemini().id, narrow({ id: 'mine' }).id]).toEqual(['gemini', 'mine']);
});

test('both prepare the same call', async () => {
  expect(await narrow().prepare('chat', call)).toEqual(await gemini().prepare('chat', call));
});

test('the key goes in its own header, to the place it was passed for', async () => {
  const { provider, seen } = geminiAt(() => Response.json(answering([{ text: 'Hi' }])));
  await provider.run('chat', call);
  expect(seen[0]?.headers.get('x-goog-api-key')).toBe('test-key');
  expect(seen[0]?.headers.has('authorization')).toBe(false);
  expect(seen[0]?.url).not.toContain('test-key');
});
