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

test('no texts are refused', async () => {
  await expect(gemini().prepare('embedding', { model, texts: [] })).rejects.toMatchObject({ code: 'invalid-request' });
});

describe('vectors', () => {
  test('come in order, as they are', async () => {
    const output = await embed({ embeddings: [{ values: [3, 4] }, { values: [0.5, 0] }] }, { texts: ['a', 'b'] });
    expect(output.vectors).toEqual([Float32Array.of(3, 4), Float32Array.of(0.5, 0)]);
    expect('usage' in output).toBe(false);
    expect(output.meta.model).toBe(model);
  });

  test('have length 1 when they were shortened', async () => {
    const body = { embeddings: [{ values: [3, 4] }, { values: [0, 0] }] };
    const { vectors } = await embed(body, { texts: ['a', 'b'], dimensions: 2 });
    expect(vectors).toEqual([Float32Array.of(0.6, 0.8), Float32Array.of(0, 0)]);
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
