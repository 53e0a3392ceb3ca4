import { countTokens, gemini } from '@x/gemini';
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

test('the other tasks at the sandbox', async () => {
  const { images } = await provider.run('text-to-image', { model: 'gemini-3-pro-image', prompt: 'A house' });
  expect(images.map(({ mediaType }) => mediaType)).toEqual(['image/png']);
  const drawn = await provider.run('text-to-image', { model: 'imagen-4.0-generate-001', prompt: 'A house', count: 2 });
  expect(drawn.images.map(({ mediaType }) => mediaType)).toEqual(['image/png', 'image/png']);
  const { audio } = await provider.run('text-to-speech', { model: 'gemini-2.5-flash-preview-tts', text: 'Good day' });
  expect(new TextDecoder().decode(audio.data.slice(0, 4))).toBe('RIFF');
  const heard = { model: 'gemini-2.5-flash', audio };
  const { text } = await provider.run('automatic-speech-recognition', heard);
  expect(text).toBe(`[sandbox] ${audio.data.length} bytes of audio/wav came, and nobody listened.`);
  const { chunks } = await provider.run('automatic-speech-recognition', { ...heard, timestamps: true });
  expect(chunks?.[0]).toEqual({ text: expect.any(String), start: expect.any(Number), end: expect.any(Number) });
});

test.each([
  ['sandbox/content-filter', 'filtered the picture (IMAGE_SAFETY)'],
  ['sandbox/prompt-block', 'filtered the picture (SAFETY)'],
  ['sandbox/empty', 'it stopped for NO_IMAGE'],
])('%s gives no picture, and says so', async (model, words) => {
  await expect(provider.run('text-to-image', { model, prompt: 'A house' })).rejects.toMatchObject({
    code: 'bad-response',
    message: expect.stringContaining(words),
  });
});

test('its faults reach every task as codes', async () => {
  const codes = await Promise.all(
    [
      ['429', 'rate-limit'],
      ['quota', 'quota'],
      ['403', 'permission'],
      ['503-loading', 'overloaded'],
      ['500', 'server'],
      ['not-served', 'not-found'],
      ['malformed', 'bad-response'],
      ['wrong-shape', 'bad-response'],
    ].map(async ([fault, code]) => {
      const model = `sandbox/${fault}`;
      const calls = [
        provider.run('text-to-image', { model, prompt: 'A house' }),
        provider.run('text-to-speech', { model, text: 'Good day' }),
        provider.run('embedding', { model, texts: ['a'] }),
        provider.run('automatic-speech-recognition', {
          model,
          audio: { mediaType: 'audio/wav', data: new Uint8Array(1) },
        }),
        countTokens({ model, prompt: 'Hi' }, { apiKey: 'sandbox', fetch: sandbox().fetch, retry: { limit: 0 } }),
      ];
      const failures = await Promise.all(
        calls.map((call) => call.then(() => 'no error').catch((failure: { code: string }) => failure.code)),
      );
      return [fault, code, failures] as const;
    }),
  );
  for (const [fault, code, failures] of codes) expect([fault, failures]).toEqual([fault, failures.map(() => code)]);
});
