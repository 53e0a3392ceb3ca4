import { gemini } from '@x/gemini';
import { describe, expect, test } from 'vitest';
import { geminiAt } from './stub-fetch.ts';

const model = 'gemini-embedding-001';
const embed = (body: unknown, input: { texts: string[]; dimensions?: number }) =>
  geminiAt(() => Response.json(body)).provider.run('embedding', { model, ...input });

test('one request for all texts, each with the settings', async () => {
  const { url, body } = await gemini().prepare('embedding', {
    model,
    texts: ['one', 'two'],
    dimensions: 8,
    parameters: { taskType: 'RETRIEVAL_DOCUMENT', title: 'Numbers' },
  });
  expect(url).toBe('https://generativelanguage.googleapis.com/v1beta/models/gemini-embedding-001:batchEmbedContents');
  const shared = {
    model: 'models/gemini-embedding-001',
    outputDimensionality: 8,
    taskType: 'RETRIEVAL_DOCUMENT',
    title: 'Numbers',
  };
  expect(body).toEqual({
    requests: [
      { ...shared, content: { parts: [{ text: 'one' }] } },
      { ...shared, content: { parts: [{ text: 'two' }] } },
    ],
  });
});

test.each([[[]], [['a', '']]])('%j is refused', async (texts) => {
  await expect(gemini().prepare('embedding', { model, texts })).rejects.toMatchObject({ code: 'invalid-request' });
});

describe('vectors', () => {
  test('come in order, as they are', async () => {
    const output = await embed({ embeddings: [{ values: [3, 4] }, { values: [0.5, 0] }] }, { texts: ['a', 'b'] });
    expect(output.vectors).toEqual([Float32Array.of(3, 4), Float32Array.of(0.5, 0)]);
    expect('usage' in output).toBe(false);
    expect(output.meta.model).toBe(model);
  });

  test('have length 1 when they were shortened, and a warning says so', async () => {
    const body = { embeddings: [{ values: [3, 4] }, { values: [0, 0] }] };
    const { vectors, warnings } = await embed(body, { texts: ['a', 'b'], dimensions: 2 });
    expect(vectors).toEqual([Float32Array.of(0.6, 0.8), Float32Array.of(0, 0)]);
    expect(warnings).toMatchObject([{ type: 'changed', setting: 'dimensions' }]);
  });

  test('that came with length 1 stay as they are', async () => {
    const body = { embeddings: [{ values: [0.6, 0.8] }] };
    const { vectors, warnings } = await embed(body, { texts: ['a'], dimensions: 2 });
    expect([vectors, warnings]).toEqual([[Float32Array.of(0.6, 0.8)], []]);
  });

  test('of more texts than a request takes come from several, in order', async () => {
    const texts = Array.from({ length: 250 }, (_, place) => `text ${place}`);
    const sizes: number[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      const { requests } = JSON.parse(String(init?.body)) as { requests: { content: { parts: { text: string }[] } }[] };
      sizes.push(requests.length);
      const embeddings = requests.map(({ content }) => ({ values: [Number(content.parts[0]?.text.slice(5)), 2000] }));
      return Response.json({ embeddings, usageMetadata: { promptTokenCount: requests.length } });
    };
    const provider = gemini({ apiKey: 'test-key', fetch });
    const { vectors, usage, warnings } = await provider.run('embedding', { model, texts, dimensions: 2 });
    expect(sizes).toEqual([100, 100, 50]);
    expect(vectors.map(([first = 0, second = 1]) => Math.round((first / second) * 2000))).toEqual(
      texts.map((_, place) => place),
    );
    expect(usage).toEqual({ inputTokens: 250 });
    expect(warnings).toHaveLength(1);
  });

  test('are counted where the vendor counts', async () => {
    const body = { embeddings: [{ values: [1] }], usageMetadata: { promptTokenCount: 3 } };
    expect((await embed(body, { texts: ['a'] })).usage).toEqual({ inputTokens: 3 });
  });

  test.each([
    ['one too few', { embeddings: [{ values: [1] }] }],
    ['none', {}],
    ['no values', { embeddings: [{ values: [1] }, {}] }],
    ['values of another kind', { embeddings: [{ values: [1] }, { values: ['x'] }] }],
  ])('%s is no answer', async (_, body) => {
    await expect(embed(body, { texts: ['a', 'b'] })).rejects.toMatchObject({ code: 'bad-response' });
  });
});
