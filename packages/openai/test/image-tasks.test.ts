import type { TaskInput } from '@x/core';
import { toBase64 } from '@x/core/adapter';
import { describe, expect, test } from 'vitest';
import { audio, image, jpeg, png, pngBase64, webp } from './media.ts';
import { provider } from './provider.ts';
import { entriesOf, failureOf, giving, stubFetch } from './stub.ts';

const answer = {
  created: 1,
  data: [{ b64_json: pngBase64 }],
  output_format: 'png',
  usage: { input_tokens: 3, output_tokens: 40, total_tokens: 43, input_tokens_details: { text_tokens: 3 } },
};

describe('text-to-image', () => {
  const input: TaskInput<'text-to-image'> = { model: 'gpt-image-1', prompt: 'A cat' };

  test.each<readonly [string, TaskInput<'text-to-image'>, object, readonly string[]]>([
    ['words alone', input, { model: 'gpt-image-1', prompt: 'A cat' }, []],
    [
      'every setting',
      { ...input, size: '1536x1024', count: 2, parameters: { quality: 'low', output_format: 'webp' } },
      { model: 'gpt-image-1', prompt: 'A cat', size: '1536x1024', n: 2, quality: 'low', output_format: 'webp' },
      [],
    ],
    ['a seed', { ...input, seed: 7 }, { model: 'gpt-image-1', prompt: 'A cat' }, ['seed']],
    [
      'a model that gives addresses unless asked',
      { ...input, model: 'dall-e-2', count: 3 },
      { model: 'dall-e-2', prompt: 'A cat', n: 3, response_format: 'b64_json' },
      [],
    ],
    [
      'a model that makes one at a time',
      { ...input, model: 'dall-e-3', count: 2 },
      { model: 'dall-e-3', prompt: 'A cat', n: 1, response_format: 'b64_json' },
      ['count'],
    ],
    [
      "a setting in the vendor's words goes over ours",
      { ...input, model: 'dall-e-3', parameters: { response_format: 'url' } },
      { model: 'dall-e-3', prompt: 'A cat', response_format: 'url' },
      [],
    ],
  ])('%s', async (_, asked, body, warned) => {
    const prepared = await provider().prepare('text-to-image', asked);
    expect(prepared.url).toBe('https://api.openai.com/v1/images/generations');
    expect(JSON.parse(JSON.stringify(prepared.body))).toEqual(body);
    expect(prepared.warnings.map(({ setting }) => setting)).toEqual(warned);
  });

  test.each<readonly [string, Partial<Record<keyof TaskInput<'text-to-image'>, unknown>>, string]>([
    ['no words', { prompt: ' ' }, 'prompt is empty'],
    ['no prompt', { prompt: undefined }, 'prompt is missing'],
    ['a size that is none', { size: '1024' }, 'size'],
    ['a size without height', { size: '1024x0' }, 'size'],
    ['no images', { count: 0 }, 'count'],
    ['half an image', { count: 1.5 }, 'count'],
    ['too many', { count: 11 }, 'count'],
  ])('%s is refused before the call', async (_, wrong, says) => {
    const { fetch, seen } = stubFetch(() => Response.json(answer));
    const asked = { ...input, ...wrong } as TaskInput<'text-to-image'>;
    const error = await failureOf(provider({ apiKey: 'k', fetch }).run('text-to-image', asked));
    expect(error.code).toBe('invalid-request');
    expect(error.message).toContain(says);
    expect(seen).toEqual([]);
  });

  test('gives bytes, their type and what they cost', async () => {
    const fetch = giving(answer);
    const output = await provider({ apiKey: 'k', fetch }).run('text-to-image', input);
    expect(output.images).toEqual([{ mediaType: 'image/png', data: png }]);
    expect(output.usage).toEqual({ inputTokens: 3, outputTokens: 40, totalTokens: 43 });
  });

  test.each<readonly [string, Uint8Array, string | undefined, string]>([
    ['the bytes say', webp, undefined, 'image/webp'],
    ['the bytes know better', jpeg, 'png', 'image/jpeg'],
    ['the answer says', Uint8Array.of(1, 2), 'webp', 'image/webp'],
    ['nobody says', Uint8Array.of(1, 2), undefined, 'image/png'],
  ])('the type is what %s', async (_, bytes, output_format, mediaType) => {
    const fetch = giving({ data: [{ b64_json: toBase64(bytes) }], output_format });
    const { images } = await provider({ apiKey: 'k', fetch }).run('text-to-image', input);
    expect(images).toEqual([{ mediaType, data: bytes }]);
  });

  test('an address is fetched without the key', async () => {
    const { fetch, seen } = stubFetch(({ url }) =>
      url.startsWith('https://storage')
        ? new Response(jpeg, { headers: { 'content-type': 'application/octet-stream' } })
        : Response.json({ data: [{ url: 'https://storage.example/a?sig=1' }] }),
    );
    const { images, usage } = await provider({ apiKey: 'secret', fetch }).run('text-to-image', input);
    expect(images).toEqual([{ mediaType: 'image/jpeg', data: jpeg }]);
    expect(usage).toBeUndefined();
    expect(seen[1]?.headers.get('authorization')).toBeNull();
  });

  test.each<readonly [string, unknown]>([
    ['no data', { created: 1 }],
    ['no image', { data: [] }],
    ['an image of nothing', { data: [{}] }],
    ['an image of no bytes', { data: [{ b64_json: '' }] }],
    ['what is not base64', { data: [{ b64_json: '§' }] }],
  ])('%s is no answer', async (_, body) => {
    const error = await failureOf(provider({ apiKey: 'k', fetch: giving(body) }).run('text-to-image', input));
    expect(error.code).toBe('bad-response');
    expect(error.message).toContain('data');
  });
});

describe('image-to-image', () => {
  const input: TaskInput<'image-to-image'> = { model: 'gpt-image-1', prompt: 'Make it blue', image };
  const file = (name: string, type: string, bytes: Uint8Array) => ({ name, type, bytes: [...bytes] });

  test.each<readonly [string, TaskInput<'image-to-image'>, readonly (readonly [string, unknown])[]]>([
    ['an image and words', input, [['image', file('image.png', 'image/png', png)]]],
    [
      'a mask and a size',
      { ...input, mask: new Blob([png], { type: 'image/png' }), size: '1024x1024' },
      [
        ['size', '1024x1024'],
        ['image', file('image.png', 'image/png', png)],
        ['mask', file('mask.png', 'image/png', png)],
      ],
    ],
    [
      'a file with a name, of a model that gives addresses unless asked',
      { ...input, model: 'dall-e-2', image: new File([png], 'cat.png', { type: 'image/png' }) },
      [
        ['image', file('cat.png', 'image/png', png)],
        ['response_format', 'b64_json'],
      ],
    ],
    [
      'settings of the vendor, lists among them',
      { ...input, parameters: { n: 2, stream: false, include: ['a', 'b'], chunking: { type: 'x' }, nothing: null } },
      [
        ['image', file('image.png', 'image/png', png)],
        ['n', '2'],
        ['stream', 'false'],
        ['include[]', 'a'],
        ['include[]', 'b'],
        ['chunking[type]', 'x'],
      ],
    ],
    [
      'base64 whose type nobody said',
      { ...input, image: { mediaType: '', data: toBase64(webp) } },
      [['image', file('image.webp', 'image/webp', webp)]],
    ],
    [
      'a data: address',
      { ...input, image: { url: `data:image/jpeg;base64,${toBase64(jpeg)}` } },
      [['image', file('image.jpg', 'image/jpeg', jpeg)]],
    ],
  ])('%s', async (_, asked, fields) => {
    const { url, headers, body, warnings } = await provider().prepare('image-to-image', asked);
    expect(url).toBe('https://api.openai.com/v1/images/edits');
    // The boundary is known only to what sends the form.
    expect(headers['content-type']).toBeUndefined();
    expect(await entriesOf(body)).toEqual([['model', asked.model], ['prompt', 'Make it blue'], ...fields]);
    expect(warnings).toEqual([]);
  });

  test('an address goes to OpenAI as it is, bytes beside it as a data: address', async () => {
    const url = 'https://example.com/cat.png';
    const { body } = await provider().prepare('image-to-image', { ...input, image: { url }, mask: image });
    expect(body).toEqual({
      model: 'gpt-image-1',
      prompt: 'Make it blue',
      images: [{ image_url: url }],
      mask: { image_url: `data:image/png;base64,${pngBase64}` },
    });
  });

  const address = { url: 'https://example.com/cat.png' };
  test.each<readonly [string, object, { readonly baseUrl?: string }, string, string]>([
    ['no words', { prompt: undefined }, {}, 'invalid-request', 'prompt is missing'],
    ['no image', { image: undefined }, {}, 'invalid-request', 'image is missing'],
    ['an empty image', { image: { mediaType: 'image/png', data: '' } }, {}, 'invalid-request', 'image is empty'],
    ['a sound', { image: audio }, {}, 'invalid-request', 'audio/flac'],
    ['a sound that is called an image', { image: { ...audio, mediaType: 'image/png' } }, {}, 'invalid-request', 'flac'],
    ['a mask that is a sound', { mask: audio }, {}, 'invalid-request', 'mask is audio/flac'],
    ['what is not base64', { image: { mediaType: 'image/png', data: '§' } }, {}, 'invalid-request', 'not base64'],
    ['what is no bytes', { image: { mediaType: 'image/png', data: 7 } }, {}, 'invalid-request', 'neither'],
    ['a size that is none', { size: 'big' }, {}, 'invalid-request', 'size'],
    ['an address for a model that takes files', { model: 'dall-e-2', image: address }, {}, 'unsupported', 'Fetch it'],
    ['an address at another host', { image: address }, { baseUrl: 'https://h.example/v1' }, 'unsupported', 'Fetch it'],
  ])('%s is refused before the call', async (_, wrong, options, code, says) => {
    const { fetch, seen } = stubFetch(() => Response.json(answer));
    const asked = { ...input, ...wrong } as TaskInput<'image-to-image'>;
    const error = await failureOf(provider({ apiKey: 'k', fetch, ...options }).run('image-to-image', asked));
    expect(error.code).toBe(code);
    expect(error.message).toContain(says);
    expect(seen).toEqual([]);
  });

  test('is sent as a form and gives bytes', async () => {
    const { fetch, seen } = stubFetch(() => Response.json(answer));
    const output = await provider({ apiKey: 'k', fetch }).run('image-to-image', input);
    expect(seen[0]?.method).toBe('POST');
    expect(seen[0]?.body).toBeInstanceOf(FormData);
    expect(output.images).toEqual([{ mediaType: 'image/png', data: png }]);
    expect(output.usage?.totalTokens).toBe(43);
  });
});
