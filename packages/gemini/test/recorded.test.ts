import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ModelInfo } from '@x/core';
import { countTokens, gemini } from '@x/gemini';
import { describe, expect, test } from 'vitest';

const folder = process.env['X_RECORDINGS']
  ? `${process.env['X_RECORDINGS']}/gemini`
  : fileURLToPath(new URL('../../../../shared/recordings/gemini', import.meta.url));
const found = existsSync(folder);

interface Recorded {
  readonly response: { readonly status: number; readonly body: unknown };
}

/** The answers whose file's name begins so, each as the host of a call. */
const hosts = (beginning: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith(beginning))
    .map((name) => {
      const { response } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Recorded;
      const fetch: typeof globalThis.fetch = async () => Response.json(response.body, { status: response.status });
      return { fetch, apiKey: 'replay', retry: { limit: 0 }, body: response.body, name };
    });
const only = (beginning: string) => {
  const [host, ...rest] = hosts(beginning);
  if (host === undefined || rest.length > 0) throw new Error(`one recording begins with ${beginning}`);
  return host;
};

const title = found ? 'recorded answers' : 'recorded answers (skipped: ../shared/recordings is not here)';
describe.skipIf(!found)(title, () => {
  test('the list of models', async () => {
    const { body, ...options } = only('gemini.models');
    const { models, nextPageToken } = body as { models: { name: string }[]; nextPageToken?: string };
    const known: ModelInfo[] = [];
    // There is one recorded page, so the next one is not asked for.
    const limit = models.length;
    for await (const model of gemini(options).catalog?.list({ limit }) ?? []) known.push(model);
    expect(known.map(({ id }) => `models/${id}`)).toEqual(models.map(({ name }) => name));
    expect(nextPageToken).toEqual(expect.any(String));
    const tasksOf = (id: string) => known.find((model) => model.id === id)?.tasks;
    expect({
      'gemini-3.5-flash': tasksOf('gemini-3.5-flash'),
      'gemini-3.1-flash-tts-preview': tasksOf('gemini-3.1-flash-tts-preview'),
      'gemini-3.1-flash-image': tasksOf('gemini-3.1-flash-image'),
      'gemini-embedding-2': tasksOf('gemini-embedding-2'),
      'imagen-4.0-ultra-generate-001': tasksOf('imagen-4.0-ultra-generate-001'),
      'veo-3.1-generate-preview': tasksOf('veo-3.1-generate-preview'),
    }).toEqual({
      'gemini-3.5-flash': ['chat', 'automatic-speech-recognition'],
      'gemini-3.1-flash-tts-preview': ['text-to-speech'],
      'gemini-3.1-flash-image': ['text-to-image', 'chat'],
      'gemini-embedding-2': ['embedding'],
      'imagen-4.0-ultra-generate-001': ['text-to-image'],
      'veo-3.1-generate-preview': undefined,
    });
    expect(
      known.every(({ contextLength, maxOutputTokens }) => (contextLength ?? 0) > 0 && (maxOutputTokens ?? 0) > 0),
    ).toBe(true);
  });

  test('vectors', async () => {
    const { body, ...options } = only('gemini.batchEmbedContents');
    const [{ values } = { values: [] }] = (body as { embeddings: { values: number[] }[] }).embeddings;
    const { vectors } = await gemini(options).run('embedding', {
      model: 'gemini-embedding-2',
      texts: ['Hello, world!'],
    });
    expect(vectors).toEqual([Float32Array.from(values)]);
  });

  test('counts of tokens', async () => {
    const call = { model: 'gemini-2.5-flash', prompt: 'Hi' };
    expect(await countTokens(call, only('vertex-gemini.countTokens'))).toEqual({ totalTokens: 258 });
    await expect(countTokens(call, only('gemini.countTokens'))).rejects.toMatchObject({ code: 'not-found' });
  });

  test("Imagen's pictures", async () => {
    const answers = await Promise.all(
      hosts('vertex-gemini.predict').map(({ body, ...options }) => {
        // The recorder took the bytes out; what is left of the answer is as it was.
        const whole = JSON.parse(JSON.stringify(body).replace(/<elided base64[^>]*>/g, 'AQID')) as unknown;
        const fetch: typeof globalThis.fetch = async () => Response.json(whole);
        const call = { model: 'imagen-4.0-generate-001', prompt: 'A house', count: 4 };
        return gemini({ ...options, fetch })
          .run('text-to-image', call)
          .then(({ images, warnings }) => [images.length, warnings.map(({ setting }) => setting)])
          .catch((error: { code: string }) => error.code);
      }),
    );
    // In the order of the files: half of them filtered; in a store, without bytes; whole.
    expect(answers).toEqual([[2, ['count', 'model']], 'bad-response', [4, ['model']]]);
  });
});
