import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { flac, flacBase64, image, jpeg, latin1, png, pngBase64 } from './media.ts';
import { failureOf, giving, stubFetch } from './stub.ts';

const model = 'org/model';
const bad = { code: 'bad-response', model };
const place = 'https://files.example/made';

/** Answers the call with `body`, and gives `file` for the place that it may name. */
function making(body: unknown, file: Uint8Array, type: string) {
  const { fetch, seen } = stubFetch(({ url }) => {
    if (url !== place) return Response.json(body);
    return new Response(new Uint8Array(file), { headers: { 'content-type': type } });
  });
  return { provider: hf({ fetch, apiKey: 'hf_x' }), seen };
}
const sending = (file: Uint8Array, type: string) =>
  hf({
    fetch: stubFetch(() => new Response(new Uint8Array(file), { headers: { 'content-type': type } })).fetch,
    apiKey: 'hf_x',
  });

const oneImage = [{ mediaType: 'image/png', data: png }];
const twoImages = [...oneImage, ...oneImage];

describe('text-to-image', () => {
  const input = { model, prompt: 'a cat' };

  test.each([
    ['image/png', png, 'image/png'],
    ['image/jpeg', jpeg, 'image/jpeg'],
    ['application/octet-stream', jpeg, 'image/jpeg'],
    ['image/png; charset=binary', png, 'image/png'],
  ])('bytes called %s', async (type, file, expected) => {
    const { images } = await sending(file, type).run('text-to-image', input);
    expect(images).toEqual([{ mediaType: expected, data: file }]);
  });

  const dataAddress = `data:image/png;base64,${pngBase64}`;
  const shapes: readonly (readonly [string, unknown, unknown])[] = [
    ['base64 in a list', { data: [{ b64_json: pngBase64 }] }, oneImage],
    ['base64 beside an address that is null', { data: [{ url: null, b64_json: pngBase64 }] }, oneImage],
    ['addresses in a list', { data: [{ url: place }, { url: place }] }, twoImages],
    ['images with an address', { images: [{ url: place, content_type: 'image/png' }] }, oneImage],
    ['images that are addresses', { images: [place] }, oneImage],
    ['images that are base64', { images: [pngBase64, pngBase64] }, twoImages],
    ['images that hold base64', { images: [{ index: 0, image: pngBase64 }] }, oneImage],
    ['output with a list', { output: [place] }, oneImage],
    ['output alone', { output: place }, oneImage],
    ['a data: address', { output: dataAddress }, oneImage],
    [
      'a data: address of no type',
      { images: [{ url: `data:application/octet-stream;base64,${pngBase64}` }] },
      oneImage,
    ],
    ['a text alone', pngBase64, oneImage],
  ];
  test.each(shapes)('%s', async (_, body, expected) => {
    const { provider } = making(body, png, 'image/png');
    expect((await provider.run('text-to-image', input)).images).toEqual(expected);
  });

  test('a place that the answer names is asked without the token', async () => {
    const { provider, seen } = making({ output: place }, png, 'image/png');
    await provider.run('text-to-image', input);
    expect(seen.map(({ url, headers }) => [new URL(url).host, headers.has('authorization')])).toEqual([
      ['router.huggingface.co', true],
      ['files.example', false],
    ]);
  });

  test.each([[[]], [{}], [{ data: [] }], [{ output: null }], [{ images: [{}] }], [{ images: ['no base64!'] }]])(
    '%j is no answer',
    async (body) => {
      const provider = hf({ fetch: giving(body), apiKey: 'hf_x' });
      expect(await failureOf(provider.run('text-to-image', input))).toMatchObject(bad);
    },
  );
  test.each([
    ['a sound', flac, 'audio/flac'],
    ['a page', latin1('<html>'), 'text/html'],
    ['nothing', new Uint8Array(), 'image/png'],
  ])('%s at the place is no image', async (_, file, type) => {
    const { provider } = making({ output: place }, file, type);
    expect(await failureOf(provider.run('text-to-image', input))).toMatchObject(bad);
  });

  test('settings are sent under the names of the wire', async () => {
    const { body, headers } = await hf().prepare('text-to-image', {
      ...input,
      size: '512x256',
      seed: 7,
      parameters: { negative_prompt: 'blurry', height: 128 },
    });
    expect(body).toEqual({
      inputs: 'a cat',
      parameters: { width: 512, height: 128, seed: 7, negative_prompt: 'blurry' },
    });
    expect(headers).toMatchObject({ accept: 'image/png', 'content-type': 'application/json' });
  });
  test('more than one image is not to be had, and a warning says so', async () => {
    const { body, warnings } = await hf().prepare('text-to-image', { ...input, count: 3 });
    expect(body).toEqual({ inputs: 'a cat' });
    expect(warnings).toMatchObject([{ type: 'unsupported', setting: 'count' }]);
  });
  test.each(['0x10', '10x', '1.5x2'])('a size of %s is refused', async (size) => {
    const error = await failureOf(hf().run('text-to-image', { ...input, size: size as `${number}x${number}` }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('size') });
  });
  test('an empty prompt is refused', async () => {
    const error = await failureOf(hf().run('text-to-image', { model, prompt: ' ' }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('prompt') });
  });
});

describe('image-to-image', () => {
  test('bytes in, bytes out', async () => {
    const { body, headers } = await hf().prepare('image-to-image', { model, image });
    expect(body).toBeInstanceOf(Blob);
    expect(headers).toMatchObject({ accept: 'image/png', 'content-type': 'image/png' });
    const { images } = await sending(jpeg, 'image/jpeg').run('image-to-image', { model, image });
    expect(images).toEqual([{ mediaType: 'image/jpeg', data: jpeg }]);
  });
  test('settings make it JSON, and a mask is left out with a warning', async () => {
    const input = { model, image, prompt: 'a tiger', mask: image, size: '512x256' } as const;
    const { body, warnings, headers } = await hf().prepare('image-to-image', input);
    const parameters = { prompt: 'a tiger', target_size: { width: 512, height: 256 } };
    expect(body).toEqual({ inputs: pngBase64, parameters });
    expect(warnings).toMatchObject([{ type: 'unsupported', setting: 'mask' }]);
    expect(headers).toMatchObject({ accept: 'image/png' });
  });
  test('an answer in JSON is read as for text-to-image', async () => {
    const { provider } = making({ images: [{ url: place }] }, png, 'image/png');
    expect((await provider.run('image-to-image', { model, image })).images).toEqual(oneImage);
  });
});

describe('text-to-speech', () => {
  const input = { model, text: 'Hello' };
  const made = { mediaType: 'audio/flac', data: flac };

  test('bytes', async () => {
    expect((await sending(flac, 'audio/flac').run('text-to-speech', input)).audio).toEqual(made);
  });
  const shapes: readonly (readonly [string, unknown])[] = [
    ['an address in audio', { audio: { url: place } }],
    ['base64 in audio', { audio: flacBase64 }],
    ['an address in output', { output: place }],
    ['a list of blobs', [{ blob: flacBase64, 'content-type': 'audio/flac' }]],
    ['a list of base64', [{ base64: flacBase64, 'content-type': 'audio/flac', label: 'speech' }]],
  ];
  test.each(shapes)('%s', async (_, body) => {
    const { provider } = making(body, flac, 'audio/flac');
    expect((await provider.run('text-to-speech', input)).audio).toEqual(made);
  });
  test('a stated type stands where the bytes show none', async () => {
    const body = [{ blob: btoa('?'), 'content-type': 'audio/aac' }];
    const { audio } = await making(body, flac, '').provider.run('text-to-speech', input);
    expect(audio.mediaType).toBe('audio/aac');
  });
  test.each([[[]], [{}], [{ audio: '' }], [{ audio: pngBase64 }], [{ audio: [0.1, 0.2] }]])(
    '%j is no answer',
    async (body) => {
      const provider = hf({ fetch: giving(body), apiKey: 'hf_x' });
      expect(await failureOf(provider.run('text-to-speech', input))).toMatchObject(bad);
    },
  );
  test('voice and format are left out with warnings, and a text is needed', async () => {
    const { body, warnings } = await hf().prepare('text-to-speech', { ...input, voice: 'ada', format: 'mp3' });
    expect(body).toEqual({ inputs: 'Hello' });
    expect(warnings.map(({ setting }) => setting)).toEqual(['voice', 'format']);
    expect(await failureOf(hf().run('text-to-speech', { model, text: '' }))).toMatchObject({ code: 'invalid-request' });
  });
});
