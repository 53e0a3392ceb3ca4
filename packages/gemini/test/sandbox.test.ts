import { gemini } from '@x/gemini';
import { sandbox } from '@x/sandbox';
import { expect, test } from 'vitest';

const provider = gemini({ apiKey: 'sandbox', fetch: sandbox().fetch, retry: { limit: 0 } });
const call = { model: 'gemini-2.5-flash', prompt: 'Why is the sky blue?' };

test('chat at the sandbox, whole and streamed, is the same answer', async () => {
  const whole = await provider.run('chat', call);
  const streamed = await provider.stream('chat', call).result();
  expect(whole.text).not.toBe('');
  expect(streamed).toMatchObject({ text: whole.text, finishReason: whole.finishReason, usage: whole.usage });
});

test('embedding at the sandbox', async () => {
  const { vectors } = await provider.run('embedding', { model: 'gemini-embedding-001', texts: ['a cat', 'a dog'] });
  expect(vectors).toHaveLength(2);
  expect(vectors[0]).toHaveLength(vectors[1]?.length ?? 0);
  expect(vectors[0]).not.toEqual(vectors[1]);
});
