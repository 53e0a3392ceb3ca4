import { sandbox } from '@x/sandbox';
import { expect, test } from 'vitest';
import { provider } from './provider.ts';

const served = provider({ apiKey: 'sandbox', fetch: sandbox().fetch });

test('an image is drawn, and drawn over', async () => {
  const drawn = await served.run('text-to-image', {
    model: 'gpt-image-1',
    prompt: 'A cat',
    size: '1024x1024',
    count: 2,
  });
  const [image] = drawn.images;
  expect(drawn.images).toHaveLength(2);
  expect(image?.mediaType).toBe('image/png');
  expect(drawn.usage?.totalTokens).toBeGreaterThan(0);
  if (image === undefined) return;
  const input = { model: 'gpt-image-1', prompt: 'Make it blue', image, mask: image };
  const { images } = await served.run('image-to-image', input);
  expect(images.map(({ mediaType }) => mediaType)).toEqual(['image/png']);
});

test.each(['mp3', 'wav'])('a text is read aloud as %s and heard', async (format) => {
  const { audio } = await served.run('text-to-speech', { model: 'tts-1', text: 'Good morning', format });
  expect(audio.mediaType).toBe(format === 'mp3' ? 'audio/mpeg' : 'audio/wav');
  const input = { model: 'whisper-1', audio, timestamps: true };
  const { text, chunks } = await served.run('automatic-speech-recognition', input);
  expect(text).not.toBe('');
  expect(chunks?.map((chunk) => chunk.text).join('')).toBe(text);
});

test('a text is judged', async () => {
  const model = 'omni-moderation-latest';
  const { flagged, labels } = await served.run('moderation', { model, text: 'I will kill you' });
  expect(flagged).toBe(true);
  expect(labels[0]?.label).toBe('violence');
  expect((await served.run('moderation', { model, text: 'Good morning' })).flagged).toBe(false);
});

test('models are listed and described', async () => {
  const found: string[] = [];
  for await (const { id } of served.catalog?.list({ task: 'embedding' }) ?? []) found.push(id);
  expect(found).toContain('text-embedding-3-small');
  const described = await served.catalog?.describe('text-embedding-3-small');
  expect(described).toMatchObject({ id: 'text-embedding-3-small', task: 'embedding' });
});
