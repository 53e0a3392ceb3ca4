import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { post, postJson } from './support/call.ts';

const openaiEmbeddings = z.object({ data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()) })) });

async function embed(input: unknown, more: object = {}): Promise<readonly (readonly number[])[]> {
  const body = { model: 'text-embedding-3-small', input, ...more };
  const { data } = openaiEmbeddings.parse(await postJson('/openai/v1/embeddings', body));
  expect(data.map(({ index }) => index)).toEqual(data.map((_, place) => place));
  return data.map(({ embedding }) => embedding);
}

function product(left: readonly number[] = [], right: readonly number[] = []): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

describe('embeddings', () => {
  it('have length 1, and similar texts are nearer', async () => {
    const [rivers, mountains, law] = await embed([
      'a river in the mountains',
      'mountain rivers',
      'tax law of the state',
    ]);
    expect(product(rivers, rivers)).toBeCloseTo(1, 5);
    expect(product(rivers, mountains)).toBeGreaterThan(product(rivers, law) + 0.2);
  });

  it('are the same in a list as alone, and differ from model to model', async () => {
    const [alone] = await embed('one text');
    const [, inList] = await embed(['another', 'one text']);
    expect(inList).toEqual(alone);
    const [otherModel] = await embed('one text', { model: 'text-embedding-ada-002' });
    expect(otherModel).not.toEqual(alone);
  });

  it('have the size of the model or the size that is asked for', async () => {
    expect((await embed('x'))[0]).toHaveLength(1536);
    expect((await embed('x', { model: 'text-embedding-3-large' }))[0]).toHaveLength(3072);
    expect((await embed('x', { dimensions: 7 }))[0]).toHaveLength(7);
  });

  it('take token numbers, one list or several', async () => {
    expect(await embed([1, 2, 3])).toHaveLength(1);
    expect(await embed([[1, 2], [3]])).toHaveLength(2);
  });

  it('are the same numbers in base64, as 32-bit floats with the low byte first', async () => {
    const [plain] = await embed('one text', { dimensions: 8 });
    const packed = z.object({ data: z.array(z.object({ embedding: z.string() })) }).parse(
      await postJson('/openai/v1/embeddings', {
        model: 'text-embedding-3-small',
        input: 'one text',
        dimensions: 8,
        encoding_format: 'base64',
      }),
    );
    const bytes = Buffer.from(packed.data[0]?.embedding ?? '', 'base64');
    const floats = Array.from({ length: 8 }, (_, index) => bytes.readFloatLE(index * 4));
    expect(floats).toEqual(plain?.map(Math.fround));
  });

  it.each([
    ['no input', { model: 'm' }, 'input'],
    ['empty input', { model: 'm', input: '' }, 'input'],
    ['empty list', { model: 'm', input: [] }, 'input'],
    ['no dimensions', { model: 'm', input: 'a', dimensions: 0 }, 'dimensions'],
    ['odd encoding', { model: 'm', input: 'a', encoding_format: 'hex' }, 'encoding_format'],
    ['too long', { model: 'm', input: 'word '.repeat(9000) }, 'input'],
  ])('are refused: %s', async (_, body, param) => {
    const response = await post('/openai/v1/embeddings', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param } });
  });
});
