import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAudioHeader } from '../src/media/audio-header.ts';
import { fromBase64 } from '../src/media/base64.ts';
import { readImageHeader } from '../src/media/image-size.ts';
import { type ServedSandbox, serveSandbox } from '../src/node.ts';
import { collect } from './support/call.ts';
import { noMedium, picture, sound } from './support/media.ts';

const heard = `[sandbox] ${sound.length} bytes of audio/wav came, and nobody listened.`;

describe('the openai client and pictures, sounds and moderation, on a port', () => {
  let served: ServedSandbox;
  let client: OpenAI;

  beforeAll(async () => {
    served = await serveSandbox();
    client = new OpenAI({ apiKey: 'sk-sandbox', baseURL: `${served.url}/openai/v1`, maxRetries: 0 });
  });
  afterAll(() => served.close());

  it('draws, as bytes', async () => {
    const { data, usage, size } = await client.images.generate({ model: 'gpt-image-1', prompt: 'a cat', n: 2 });
    const [one, other] = (data ?? []).map(({ b64_json: text }) => text ?? '');
    expect(readImageHeader(fromBase64(one ?? '') ?? noMedium)).toEqual({
      type: 'image/png',
      width: 1024,
      height: 1024,
    });
    expect(other).not.toBe(one);
    expect(size).toBe('1024x1024');
    expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0));
  });

  it('draws, at an address that needs no key', async () => {
    const { data } = await client.images.generate({ model: 'dall-e-3', prompt: 'a cat', size: '1792x1024' });
    const response = await fetch(data?.[0]?.url ?? '');
    expect(response.headers.get('content-type')).toBe('image/png');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(readImageHeader(bytes)).toMatchObject({ width: 1792, height: 1024 });
    expect(data?.[0]?.revised_prompt).toBe('[sandbox] a cat');
  });

  it('changes pictures, one or several', async () => {
    const image = await toFile(picture, 'a.png', { type: 'image/png' });
    const edit = async (images: typeof image | (typeof image)[]) =>
      client.images.edit({ model: 'gpt-image-1', prompt: 'in winter', image: images, size: '1024x1536' });
    const one = await edit(image);
    expect(readImageHeader(fromBase64(one.data?.[0]?.b64_json ?? '') ?? noMedium)).toMatchObject({ height: 1536 });
    const two = await edit([image, image]);
    expect(two.data).not.toEqual(one.data);
    expect(two.usage?.input_tokens_details.image_tokens).toBe(2 * (one.usage?.input_tokens_details.image_tokens ?? 0));
  });

  it.each([
    ['wav', 'audio/wav'],
    ['mp3', 'audio/mpeg'],
    ['flac', 'audio/wav'],
  ] as const)('speaks %s as %s', async (format, type) => {
    const spoken = await client.audio.speech.create({
      model: 'gpt-4o-mini-tts',
      voice: 'alloy',
      input: 'Hello there, whoever listens',
      response_format: format,
    });
    expect(spoken.headers.get('content-type')).toBe(type);
    const header = readAudioHeader(new Uint8Array(await spoken.arrayBuffer()));
    expect(header?.type).toBe(type);
  });

  it('speaks at a pace, and samples alone', async () => {
    const speak = async (speed: number): Promise<number> => {
      const request = { model: 'tts-1', voice: 'alloy', input: 'Hello there', response_format: 'pcm' as const, speed };
      return (await (await client.audio.speech.create(request)).arrayBuffer()).byteLength;
    };
    expect(await speak(1)).toBe(2 * (await speak(2)));
  });

  it('transcribes', async () => {
    const file = await toFile(sound, 'a.wav', { type: 'audio/wav' });
    const plain = await client.audio.transcriptions.create({ file, model: 'gpt-4o-transcribe', prompt: 'Hm' });
    expect(plain).toMatchObject({ text: heard, usage: { type: 'tokens', input_token_details: { text_tokens: 1 } } });
    const text = await client.audio.transcriptions.create({ file, model: 'whisper-1', response_format: 'text' });
    expect(text).toBe(`${heard}\n`);
    const verbose = await client.audio.transcriptions.create({
      file,
      model: 'whisper-1',
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment'],
    });
    expect(verbose.text).toBe(heard);
    expect(verbose.duration).toBe(0.5);
    expect(verbose.segments?.map(({ text: piece }) => piece).join('')).toBe(heard);
    expect(verbose.words?.at(-1)).toEqual({ word: 'listened.', start: expect.any(Number), end: 0.5 });
  });

  it('streams a transcript', async () => {
    const file = await toFile(sound, 'a.wav', { type: 'audio/wav' });
    const stream = await client.audio.transcriptions.create({ file, model: 'gpt-4o-transcribe', stream: true });
    const events = await collect(stream);
    const deltas = events.flatMap((event) => (event.type === 'transcript.text.delta' ? [event.delta] : []));
    expect(deltas.join('')).toBe(heard);
    expect(events.at(-1)).toMatchObject({ type: 'transcript.text.done', text: heard });
  });

  it('moderates texts one by one, and parts together', async () => {
    const input = ['How do I bake bread?', 'I will kill that stupid idiot'];
    const { results } = await client.moderations.create({ model: 'omni-moderation-latest', input });
    expect(results.map(({ flagged }) => flagged)).toEqual([false, true]);
    expect(results[1]?.categories).toMatchObject({ violence: true, 'harassment/threatening': true, sexual: false });
    const parts = [
      { type: 'text' as const, text: 'Look at this' },
      { type: 'image_url' as const, image_url: { url: 'https://example.com/a.png' } },
    ];
    const together = await client.moderations.create({ input: parts });
    expect(together.results).toHaveLength(1);
    expect(together.results[0]?.category_applied_input_types).toMatchObject({
      sexual: ['text', 'image'],
      hate: ['text'],
    });
  });

  it('describes a model', async () => {
    expect(await client.models.retrieve('gpt-image-1')).toMatchObject({ id: 'gpt-image-1', object: 'model' });
    await expect(client.models.retrieve('does-not-exist')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });
});
