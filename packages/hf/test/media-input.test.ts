import type { MediaInput } from '@x/core';
import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { audio, flac, flacBase64, image, jpeg, latin1, png, pngBase64, wav } from './media.ts';
import { failureOf, stubFetch } from './stub.ts';

const model = 'org/model';
const asBlob = (bytes: Uint8Array, type = ''): Blob => new Blob([new Uint8Array(bytes)], { type });

async function bytesOf(body: unknown): Promise<Uint8Array> {
  return body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : new Uint8Array();
}

describe('an image alone goes as its bytes, under its own type', () => {
  const given: readonly (readonly [string, MediaInput, string])[] = [
    ['bytes', image, 'image/png'],
    ['base64', { mediaType: 'image/png', data: pngBase64 }, 'image/png'],
    ['a Blob', asBlob(png, 'image/png'), 'image/png'],
    ['a Blob of no type', asBlob(png), 'image/png'],
    ['bytes of no stated type', { mediaType: 'application/octet-stream', data: png }, 'image/png'],
    ['a data: address', { url: `data:image/png;base64,${pngBase64}` }, 'image/png'],
  ];
  test.each(given)('%s', async (_, media, type) => {
    const { body, headers } = await hf().prepare('image-classification', { model, image: media });
    expect(headers['content-type']).toBe(type);
    expect(await bytesOf(body)).toEqual(png);
  });

  test('a type whose files begin in ways that are not known here', async () => {
    const heic = { mediaType: 'image/heic', data: latin1('\0\0\0\x18ftypheic') };
    const { body, headers } = await hf().prepare('image-classification', { model, image: heic });
    expect(headers['content-type']).toBe('image/heic');
    expect(await bytesOf(body)).toEqual(heic.data);
  });

  test('it arrives so', async () => {
    const { fetch, seen } = stubFetch(() => Response.json([{ label: 'cat', score: 1 }]));
    await hf({ fetch, apiKey: 'hf_x' }).run('image-classification', { model, image });
    expect(seen[0]?.headers.get('content-type')).toBe('image/png');
    expect(seen[0]?.url).toBe('https://router.huggingface.co/hf-inference/models/org/model');
  });
});

test('settings make it base64 in JSON, with those of the caller', async () => {
  const { body, headers } = await hf().prepare('image-classification', { model, image, parameters: { top_k: 2 } });
  expect(body).toEqual({ inputs: pngBase64, parameters: { top_k: 2 } });
  expect(headers['content-type']).toBe('application/json');
  const timed = await hf().prepare('automatic-speech-recognition', { model, audio, timestamps: true });
  expect(timed.body).toEqual({ inputs: flacBase64, parameters: { return_timestamps: true } });
  const asked = await hf().prepare('zero-shot-image-classification', { model, image, labels: ['a', 'b'] });
  expect(asked.body).toEqual({ inputs: pngBase64, parameters: { candidate_labels: ['a', 'b'] } });
});

describe('sound goes under its own type', () => {
  test.each([
    ['audio/flac', flac],
    ['audio/wav', wav],
    ['audio/x-wav', wav],
    ['audio/mpeg', latin1('ID3')],
    ['audio/mpeg', latin1('\0\0 frames after rubbish')],
    ['audio/ogg', latin1('OggS')],
    ['audio/webm;codecs=opus', latin1('\x1aE\xdf\xa3')],
    ['video/webm', latin1('\x1aE\xdf\xa3')],
  ])('%s', async (mediaType, data) => {
    const { body, headers } = await hf().prepare('audio-classification', { model, audio: { mediaType, data } });
    expect(headers['content-type']).toBe(mediaType);
    expect(await bytesOf(body)).toEqual(data);
  });
});

describe('what cannot be answered is refused before anything is sent', () => {
  const images: readonly (readonly [string, unknown, string, string])[] = [
    ['nothing', undefined, 'invalid-request', 'image is missing'],
    ['no bytes', { mediaType: 'image/png', data: new Uint8Array() }, 'invalid-request', 'image is empty'],
    ['a sound by its type', { mediaType: 'audio/wav', data: wav }, 'invalid-request', 'image is audio/wav'],
    ['a sound by its bytes', asBlob(flac), 'invalid-request', 'image holds audio/flac'],
    ['a document', { mediaType: 'application/pdf', data: latin1('%PDF') }, 'invalid-request', 'is application/pdf'],
    ['another type than said', { mediaType: 'image/png', data: jpeg }, 'invalid-request', 'its bytes are image/jpeg'],
    ['no PNG at all', { mediaType: 'image/png', data: latin1('hello') }, 'invalid-request', 'something else'],
    ['no base64', { mediaType: 'image/png', data: '%%%' }, 'invalid-request', 'not base64'],
    ['a buffer', { mediaType: 'image/png', data: png.buffer }, 'invalid-request', 'image.data is neither'],
    ['an address', { url: 'https://files.example/cat.png' }, 'unsupported', 'image is an address'],
  ];
  const { fetch, seen } = stubFetch(() => Response.json([]));
  const provider = hf({ fetch, apiKey: 'hf_x' });
  test.each(images)('%s in place of an image', async (_, media, code, words) => {
    const input = { model, image: media as MediaInput, question: 'What?', labels: ['a'] };
    for (const task of ['image-to-text', 'visual-question-answering', 'image-to-image'] as const) {
      expect(await failureOf(provider.run(task, input))).toMatchObject({
        code,
        message: expect.stringContaining(words),
      });
    }
    expect(seen).toEqual([]);
  });
  test.each([
    ['an image by its type', image, 'audio is image/png'],
    ['an image by its bytes', { mediaType: 'audio/mpeg', data: png }, 'audio holds image/png'],
    ['FLAC that is said to be MP3', { mediaType: 'audio/mpeg', data: flac }, 'its bytes are audio/flac'],
  ])('%s in place of a recording', async (_, media, words) => {
    for (const task of ['automatic-speech-recognition', 'audio-classification'] as const) {
      const error = await failureOf(provider.run(task, { model, audio: media }));
      expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining(words) });
    }
    expect(seen).toEqual([]);
  });
});
