import type { ModelInfo, ModelQuery } from '@x/core';
import { gemini } from '@x/gemini';
import { describe, expect, test } from 'vitest';

const flash = {
  name: 'models/gemini-2.5-flash',
  displayName: 'Gemini 2.5 Flash',
  inputTokenLimit: 1_048_576,
  outputTokenLimit: 65_536,
  supportedGenerationMethods: ['generateContent', 'countTokens'],
};
const named = (name: string, ...supportedGenerationMethods: string[]) => ({
  name: `models/${name}`,
  supportedGenerationMethods,
});

/** A catalog whose host answers with each body in turn, and the addresses that were asked. */
function catalogOf(...answers: readonly (readonly [body: unknown, status?: number])[]) {
  const seen: string[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    const [body, status = 200] = answers[seen.length] ?? [{}];
    seen.push(String(url));
    return Response.json(body, { status });
  };
  const { catalog } = gemini({ apiKey: 'test-key', fetch, retry: { limit: 0 } });
  if (catalog === undefined) throw new Error('gemini() has a catalog');
  const list = async (query?: ModelQuery) => {
    const models: ModelInfo[] = [];
    for await (const model of catalog.list(query)) models.push(model);
    return models;
  };
  return { catalog, list, seen };
}

describe('describe', () => {
  test.each(['gemini-2.5-flash', 'models/gemini-2.5-flash'])('%s', async (model) => {
    const { catalog, seen } = catalogOf([flash]);
    expect(await catalog.describe(model)).toEqual({
      id: 'gemini-2.5-flash',
      provider: 'gemini',
      task: 'chat',
      tasks: ['chat', 'automatic-speech-recognition'],
      served: true,
      contextLength: 1_048_576,
      maxOutputTokens: 65_536,
      raw: flash,
    });
    expect(seen).toEqual(['https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash']);
  });

  test.each([
    [named('gemini-2.5-flash', 'generateContent'), ['chat', 'automatic-speech-recognition']],
    [named('gemma-4-31b-it', 'generateContent'), ['chat']],
    [named('gemini-2.5-flash-preview-tts', 'countTokens', 'generateContent'), ['text-to-speech']],
    [named('gemini-3.1-flash-lite-image', 'generateContent'), ['text-to-image', 'chat']],
    [named('nano-banana-pro-preview', 'generateContent'), ['text-to-image', 'chat']],
    [named('gemini-embedding-001', 'embedContent', 'countTokens'), ['embedding']],
    [named('imagen-4.0-generate-001', 'predict'), ['text-to-image']],
    [named('veo-3.1-generate-preview', 'predictLongRunning'), undefined],
    [named('lyria-3-pro-preview', 'generateContent'), undefined],
    [named('aqa', 'generateAnswer'), undefined],
    [{ name: 'tunedModels/mine', supportedGenerationMethods: ['generateContent'] }, ['chat']],
    [{ name: 'models/new' }, undefined],
  ])('%j', async (page, tasks) => {
    const info = await catalogOf([page]).catalog.describe('x');
    expect(info.tasks).toEqual(tasks);
    expect(info.task).toBe(tasks?.[0]);
    expect('contextLength' in info).toBe(false);
  });

  test('an unknown model is not found', async () => {
    const error = { code: 404, message: 'models/x is not found for API version v1beta.', status: 'NOT_FOUND' };
    await expect(catalogOf([{ error }, 404]).catalog.describe('x')).rejects.toMatchObject({
      code: 'not-found',
      model: 'x',
    });
  });

  test.each([
    ['an answer without a name', {}, 'x', 'bad-response'],
    ['no model', flash, '', 'invalid-request'],
  ])('%s', async (_, body, model, code) => {
    await expect(catalogOf([body]).catalog.describe(model)).rejects.toMatchObject({ code });
  });
});

describe('list', () => {
  const pages = () =>
    catalogOf(
      [{ models: [flash, named('gemini-embedding-001', 'embedContent')], nextPageToken: 'two' }],
      [{ models: [named('imagen-4.0-generate-001', 'predict')], nextPageToken: '' }],
    );

  test('goes from page to page', async () => {
    const { list, seen } = pages();
    expect((await list()).map(({ id }) => id)).toEqual([
      'gemini-2.5-flash',
      'gemini-embedding-001',
      'imagen-4.0-generate-001',
    ]);
    expect(seen.map((url) => new URL(url).search)).toEqual(['?pageSize=1000', '?pageSize=1000&pageToken=two']);
  });

  test.each<[ModelQuery, string[], number]>([
    [{ task: 'embedding' }, ['gemini-embedding-001'], 2],
    [{ task: 'text-to-image' }, ['imagen-4.0-generate-001'], 2],
    [{ search: 'FLASH' }, ['gemini-2.5-flash'], 2],
    [{ limit: 1 }, ['gemini-2.5-flash'], 1],
    [{ limit: 0 }, [], 0],
    [{ task: 'summarization' }, [], 2],
  ])('%j', async (query, ids, asked) => {
    const { list, seen } = pages();
    expect((await list(query)).map(({ id }) => id)).toEqual(ids);
    expect(seen).toHaveLength(asked);
  });

  test('a catalog without models is empty', async () => {
    expect(await catalogOf([{}]).list()).toEqual([]);
  });

  test.each([
    ['servedBy', [{}] as const, { servedBy: 'together' }, 'unsupported'],
    ['a list of something else', [{ models: [{ id: 'x' }] }] as const, {}, 'bad-response'],
    [
      'a bad key',
      [{ error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } }, 400] as const,
      {},
      'auth',
    ],
  ])('%s', async (_, answer, query, code) => {
    await expect(catalogOf(answer).list(query)).rejects.toMatchObject({ code });
  });

  test('pages that go in a circle end', async () => {
    const page = [{ models: [], nextPageToken: 'again' }] as const;
    await expect(catalogOf(page, page, page).list()).rejects.toMatchObject({
      code: 'bad-response',
      message: expect.stringContaining('in a circle'),
    });
  });
});
