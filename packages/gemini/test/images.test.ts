import type { TaskInput } from '@x/core';
import { gemini } from '@x/gemini';
import { describe, expect, test } from 'vitest';
import { answering, geminiAt } from './stub-fetch.ts';

type Input = TaskInput<'text-to-image'>;

const prompt = 'A red house';
const prepare = (input: Partial<Input>) =>
  gemini().prepare('text-to-image', { model: 'gemini-2.5-flash-image', prompt, ...input });
const draw = (body: unknown, input: Partial<Input> = {}) =>
  geminiAt(() => Response.json(body)).provider.run('text-to-image', {
    model: 'gemini-2.5-flash-image',
    prompt,
    ...input,
  });
const imagen = 'imagen-4.0-generate-001';
const bytes = new Uint8Array([1, 2, 3]);

describe('models that write and draw', () => {
  test('are asked by generateContent', async () => {
    const { url, body, warnings } = await prepare({
      seed: 7,
      providerOptions: { gemini: { safetySettings: [], imageConfig: { imageSize: '1K' } } },
    });
    expect(url).toMatch(/\/models\/gemini-2\.5-flash-image:generateContent$/);
    expect(body).toEqual({
      contents: [{ role: 'user', parts: [{ text: prompt }] }],
      generationConfig: { seed: 7, responseModalities: ['TEXT', 'IMAGE'], imageConfig: { imageSize: '1K' } },
      safetySettings: [],
    });
    expect(warnings).toEqual([]);
  });

  test('draw one picture a call', async () => {
    const { body, warnings } = await prepare({ count: 3 });
    expect(body).not.toHaveProperty('generationConfig.candidateCount');
    expect(warnings).toMatchObject([{ type: 'unsupported', setting: 'count' }]);
  });

  test('give pictures, and neither what they wrote nor what they thought of', async () => {
    const picture = { inlineData: { mimeType: 'image/png', data: 'AQID' } };
    const body = {
      ...answering([{ ...picture, thought: true }, { text: 'Here it is.' }, picture]),
      usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 1290, totalTokenCount: 1294 },
      modelVersion: 'gemini-2.5-flash-image',
    };
    expect(await draw(body)).toMatchObject({
      images: [{ mediaType: 'image/png', data: bytes }],
      usage: { inputTokens: 4, outputTokens: 1290, totalTokens: 1294 },
      meta: { model: 'gemini-2.5-flash-image', rawFinishReason: 'STOP' },
      warnings: [],
    });
  });

  test.each([
    ['a filtered picture', { candidates: [{ finishReason: 'IMAGE_SAFETY' }] }, 'filtered the picture (IMAGE_SAFETY)'],
    ['a blocked prompt', { promptFeedback: { blockReason: 'SAFETY' } }, 'filtered the picture (SAFETY)'],
    ['no picture', { candidates: [{ finishReason: 'NO_IMAGE' }] }, 'it stopped for NO_IMAGE'],
    ['words alone', answering([{ text: 'I cannot.' }]), 'it wrote a text instead'],
    ['no answer', {}, 'could not be read'],
  ])('%s is an error that says why', async (_, body, words) => {
    await expect(draw(body)).rejects.toMatchObject({
      code: 'bad-response',
      retryable: false,
      message: expect.stringContaining(words),
    });
  });
});

describe('Imagen', () => {
  test('is asked by predict', async () => {
    const { url, body, warnings } = await prepare({
      model: imagen,
      count: 2,
      size: '1024x1024',
      parameters: { personGeneration: 'dont_allow' },
    });
    expect(url).toMatch(/\/models\/imagen-4\.0-generate-001:predict$/);
    expect(body).toEqual({
      instances: [{ prompt }],
      parameters: { sampleCount: 2, aspectRatio: '1:1', includeRaiReason: true, personGeneration: 'dont_allow' },
    });
    expect(warnings).toEqual([]);
  });

  test('takes no seed', async () => {
    const { body, warnings } = await prepare({ model: imagen, seed: 1 });
    expect(body).not.toHaveProperty('parameters.seed');
    expect(warnings).toMatchObject([{ type: 'unsupported', setting: 'seed' }]);
  });

  test.each([0, 5, 1.5])('%d pictures are refused', async (count) => {
    await expect(prepare({ model: imagen, count })).rejects.toMatchObject({ code: 'invalid-request' });
  });

  const picture = { mimeType: 'image/png', bytesBase64Encoded: 'AQID' };
  const ending = { type: 'deprecated', setting: 'model' };

  test('gives its pictures, and says that Google ends it', async () => {
    const output = await draw({ predictions: [picture, { bytesBase64Encoded: 'AQID' }] }, { model: imagen, count: 2 });
    expect(output.images).toEqual([
      { mediaType: 'image/png', data: bytes },
      { mediaType: 'image/png', data: bytes },
    ]);
    expect(output.warnings).toMatchObject([ending]);
  });

  test('keeps the prompt out of what it says', async () => {
    const secret = 'a house in a street that nobody knows';
    const body = { predictions: [{ raiFilteredReason: `Filtered: "${secret}".` }] };
    const failure = draw(body, { model: imagen, prompt: secret });
    await expect(failure).rejects.toMatchObject({ message: expect.not.stringContaining('nobody knows') });
    await expect(failure).rejects.toMatchObject({ message: expect.stringContaining('no reason that can be shown') });
  });

  test('says how many pictures were filtered, and why', async () => {
    const body = { predictions: [picture, { raiFilteredReason: 'Filtered out 1 generated image.' }] };
    const { images, warnings } = await draw(body, { model: imagen, count: 2 });
    expect(images).toHaveLength(1);
    expect(warnings).toMatchObject([
      {
        type: 'changed',
        setting: 'count',
        message: '1 of 2 pictures were filtered: Filtered out 1 generated image.',
      },
      ending,
    ]);
  });

  test.each([
    ['all filtered, with a reason', { predictions: [{ raiFilteredReason: 'Violence.' }] }, 'filtered: Violence'],
    ['all filtered, without one', {}, 'no reason that can be shown'],
    [
      'a place in a store',
      { predictions: [{ gcsUri: 'gs://bucket/1.png', mimeType: 'image/png' }] },
      'in a store of yours',
    ],
    ['what is no list', { predictions: 'x' }, 'predictions is missing or of the wrong kind'],
    ['what is no base64', { predictions: [{ bytesBase64Encoded: '<*>' }] }, 'not base64'],
  ])('%s is an error', async (_, body, words) => {
    await expect(draw(body, { model: imagen })).rejects.toMatchObject({
      code: 'bad-response',
      message: expect.stringContaining(words),
    });
  });
});

describe('sizes are shapes', () => {
  const drawing = (aspectRatio: string, imageSize?: string) => ({
    generationConfig: { imageConfig: { aspectRatio, imageSize } },
  });
  const predicting = (aspectRatio: string, sampleImageSize?: string) => ({
    parameters: { aspectRatio, sampleImageSize },
  });
  test.each<[model: string, size: `${number}x${number}`, body: object, changed: boolean]>([
    ['gemini-2.5-flash-image', '1024x1024', drawing('1:1'), false],
    ['gemini-2.5-flash-image', '2048x2048', drawing('1:1'), true],
    ['gemini-2.5-flash-image', '1920x1080', drawing('16:9'), true],
    ['gemini-2.5-flash-image', '1000x800', drawing('5:4'), true],
    ['gemini-3-pro-image-preview', '2048x2048', drawing('1:1', '2K'), true],
    ['gemini-3-pro-image-preview', '4096x1755', drawing('21:9', '4K'), true],
    ['models/gemini-3.1-flash-image', '832x1248', drawing('2:3'), true],
    ['imagen-4.0-generate-001', '1000x800', predicting('4:3'), true],
    ['imagen-4.0-ultra-generate-001', '4096x4096', predicting('1:1', '2K'), true],
    ['imagen-4.0-fast-generate-001', '2048x2048', predicting('1:1'), true],
    ['models/imagen-3.0-generate-002', '100x900', predicting('9:16'), true],
  ])('%s, %s', async (model, size, wanted, changed) => {
    const { body, warnings } = await prepare({ model, size });
    const plain: unknown = JSON.parse(JSON.stringify(wanted));
    expect(body).toMatchObject(plain as object);
    if (JSON.stringify(plain).includes('mageSize') === false) expect(JSON.stringify(body)).not.toContain('mageSize');
    expect(warnings.map(({ type, setting }) => [type, setting])).toEqual(changed ? [['changed', 'size']] : []);
  });

  test.each(['0x5', '5x', 'big', '10x10x10'])('%s is refused', async (size) => {
    await expect(prepare({ size: size as '1x1' })).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('1024x768'),
    });
  });
});

test('an empty prompt is refused', async () => {
  for (const model of ['gemini-2.5-flash-image', imagen]) {
    await expect(prepare({ model, prompt: ' ' })).rejects.toMatchObject({ code: 'invalid-request' });
  }
});
