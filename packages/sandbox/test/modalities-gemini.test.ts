import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readImageHeader } from '../src/media/image-size.ts';
import { post, postJson } from './support/call.ts';
import { specsFolder } from './support/shared.ts';
import { geminiChecks } from './support/specification.ts';

const path = (model: string, method = 'generateContent') => `/gemini/v1beta/models/${model}:${method}`;
const contents = [{ role: 'user', parts: [{ text: 'A red house by the sea' }] }];
const drawing = { contents, generationConfig: { responseModalities: ['TEXT', 'IMAGE'] } };
const speaking = { contents, generationConfig: { responseModalities: ['AUDIO'] } };
const predicting = { instances: [{ prompt: 'A red house' }] };

const answer = z.object({
  candidates: z.array(
    z.object({
      content: z
        .object({ parts: z.array(z.object({ inlineData: z.object({ mimeType: z.string(), data: z.base64() }) })) })
        .optional(),
      finishReason: z.string(),
    }),
  ),
  usageMetadata: z.object({
    promptTokenCount: z.number(),
    candidatesTokenCount: z.number().optional(),
    totalTokenCount: z.number(),
  }),
});
const predictions = z.object({
  predictions: z
    .array(z.object({ bytesBase64Encoded: z.base64().optional(), raiFilteredReason: z.string().optional() }))
    .default([]),
});

const mediumOf = async (model: string, body: unknown) => {
  const { candidates, usageMetadata } = answer.parse(await postJson(path(model), body));
  return {
    medium: candidates[0]?.content?.parts[0]?.inlineData,
    finishReason: candidates[0]?.finishReason,
    usageMetadata,
  };
};
const bytesOf = (base64 = '') => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

describe('pictures of a Gemini model', () => {
  it.each([
    ['1:1', 128, 128],
    ['16:9', 128, 72],
    ['9:16', 72, 128],
    ['3:2', 128, 85],
  ])('have the ratio %s', async (aspectRatio, width, height) => {
    const imageConfig = { aspectRatio, imageSize: '2K' };
    const body = { ...drawing, generationConfig: { ...drawing.generationConfig, imageConfig } };
    const { medium, finishReason, usageMetadata } = await mediumOf('gemini-3-pro-image', body);
    expect(readImageHeader(bytesOf(medium?.data))).toEqual({ type: 'image/png', width, height });
    expect([medium?.mimeType, finishReason]).toEqual(['image/png', 'STOP']);
    expect(usageMetadata.totalTokenCount).toBe(
      usageMetadata.promptTokenCount + (usageMetadata.candidatesTokenCount ?? 0),
    );
  });

  it('come unasked from a model that draws, and not from one that writes', async () => {
    expect((await mediumOf('gemini-2.5-flash-image', { contents })).medium?.mimeType).toBe('image/png');
    expect((await post(path('gemini-2.5-flash'), drawing)).status).toBe(400);
  });

  it('come in one chunk', async () => {
    const text = await (
      await post(`${path('gemini-2.5-flash-image', 'streamGenerateContent')}?alt=sse`, drawing)
    ).text();
    expect(text.match(/^data: /gmu)).toHaveLength(1);
    expect(answer.parse(JSON.parse(text.replace('data: ', ''))).candidates[0]?.finishReason).toBe('STOP');
  });

  it.each([
    ['empty', 'NO_IMAGE'],
    ['content-filter', 'IMAGE_SAFETY'],
    ['refusal', 'IMAGE_PROHIBITED_CONTENT'],
  ])('are missing with sandbox/%s: %s', async (fault, reason) => {
    const { medium, finishReason } = await mediumOf(`sandbox/${fault}`, drawing);
    expect([medium, finishReason]).toEqual([undefined, reason]);
  });

  it('of another ratio are refused', async () => {
    const body = { ...drawing, generationConfig: { ...drawing.generationConfig, imageConfig: { aspectRatio: '7:5' } } };
    expect((await post(path('gemini-2.5-flash-image'), body)).status).toBe(400);
  });
});

describe('speech', () => {
  it('is raw samples, a twentieth of a second for each word', async () => {
    const { medium, finishReason } = await mediumOf('gemini-2.5-flash-preview-tts', speaking);
    expect([medium?.mimeType, finishReason]).toEqual(['audio/L16;codec=pcm;rate=24000', 'STOP']);
    expect(bytesOf(medium?.data)).toHaveLength((6 * 24_000 * 2) / 20);
  });

  it('is all that a model for it gives', async () => {
    const response = await post(path('gemini-2.5-flash-preview-tts'), { contents });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('response modalities');
  });

  it('may be filtered', async () => {
    expect((await mediumOf('sandbox/content-filter', speaking)).finishReason).toBe('SAFETY');
    const blocked = await postJson(path('sandbox/prompt-block'), speaking);
    expect(blocked).toMatchObject({ promptFeedback: { blockReason: 'SAFETY' } });
  });
});

describe('Imagen', () => {
  const predict = async (model: string, parameters: object) =>
    predictions.parse(await postJson(path(model, 'predict'), { ...predicting, parameters })).predictions;

  it('draws as many pictures as are asked for, each another', async () => {
    const drawn = await predict('imagen-4.0-generate-001', { sampleCount: 3, aspectRatio: '4:3' });
    const pictures = drawn.map(({ bytesBase64Encoded }) => bytesBase64Encoded);
    expect(new Set(pictures).size).toBe(3);
    expect(readImageHeader(bytesOf(pictures[0]))).toEqual({ type: 'image/png', width: 128, height: 96 });
  });

  it('says why pictures are missing where it is asked to', async () => {
    const asked = { sampleCount: 2, includeRaiReason: true };
    expect(await predict('sandbox/refusal', asked)).toMatchObject([{}, { raiFilteredReason: /Unable to show 1/u }]);
    expect(await predict('sandbox/content-filter', asked)).toHaveLength(1);
    expect(await predict('sandbox/content-filter', { sampleCount: 2 })).toEqual([]);
    expect(await predict('sandbox/empty', asked)).toEqual([]);
  });

  it.each([
    ['no prompt', { instances: [{}] }],
    ['nothing', {}],
    ['too many', { ...predicting, parameters: { sampleCount: 5 } }],
    ['another ratio', { ...predicting, parameters: { aspectRatio: '2:3' } }],
    ['an unknown field', { ...predicting, sampleCount: 1 }],
  ])('refuses %s', async (_, body) => {
    expect((await post(path('imagen-4.0-generate-001', 'predict'), body)).status).toBe(400);
  });
});

describe('a transcript', () => {
  const inlineData = { mimeType: 'audio/mp3', data: 'AQID' };
  const ask = (text: string, part: object, generationConfig = {}) =>
    postJson(path('gemini-2.5-flash'), { contents: [{ parts: [{ text }, part] }], generationConfig });
  const saying = (text: unknown) => ({ candidates: [{ content: { parts: [{ text }] } }] });

  it('says what came', async () => {
    const heard = saying('[sandbox] 3 bytes of audio/mp3 came, and nobody listened.');
    expect(await ask('Transcribe this.', { inlineData })).toMatchObject(heard);
    const fileData = { mimeType: 'audio/wav', fileUri: 'gs://bucket/a.wav' };
    expect(await ask('A transcript, please.', { fileData })).toMatchObject(
      saying('[sandbox] An address of audio/wav came, and nobody went there.'),
    );
  });

  it('may be JSON of a schema', async () => {
    const responseJsonSchema = { type: 'object', properties: { bytes: { type: 'integer' } }, required: ['bytes'] };
    const config = { responseMimeType: 'application/json', responseJsonSchema };
    expect(await ask('Transcribe this.', { inlineData }, config)).toMatchObject(saying('{"bytes":3}'));
  });

  it('is only given where it is asked for', async () => {
    const other = saying(expect.not.stringContaining('nobody listened'));
    expect(await ask('What is it?', { inlineData })).toMatchObject(other);
    expect(await ask('Transcribe this.', { inlineData: { ...inlineData, mimeType: 'image/png' } })).toMatchObject(
      other,
    );
  });
});

it('embeds a hundred texts at once and no more', async () => {
  const requests = (count: number) => ({
    requests: Array.from({ length: count }, () => ({
      model: 'models/gemini-embedding-001',
      content: { parts: [{ text: 'x' }] },
      outputDimensionality: 2,
    })),
  });
  const embed = (count: number) => post(path('gemini-embedding-001', 'batchEmbedContents'), requests(count));
  expect((await embed(100)).status).toBe(200);
  const refused = await embed(101);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('at most 100 requests can be in one batch');
});

const absent = specsFolder === undefined;
describe.skipIf(absent)(`these answers and Gemini's specification${absent ? ' (skipped: it is not here)' : ''}`, () => {
  it.each<[string, string, unknown, string]>([
    ['a picture', path('gemini-2.5-flash-image'), drawing, 'GenerateContentResponse'],
    ['no picture', path('sandbox/empty'), drawing, 'GenerateContentResponse'],
    ['speech', path('gemini-2.5-flash-preview-tts'), speaking, 'GenerateContentResponse'],
    ['Imagen', path('imagen-4.0-generate-001', 'predict'), predicting, 'PredictResponse'],
    [
      'a count',
      path('gemini-2.5-flash', 'countTokens'),
      { generateContentRequest: { contents } },
      'CountTokensResponse',
    ],
  ])('%s', async (_, place, body, schema) => {
    expect(geminiChecks()(schema)(await postJson(place, body))).toEqual([]);
  });
});
