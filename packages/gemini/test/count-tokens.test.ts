import { type ChatInput, tool } from '@x/core';
import { countTokens, gemini } from '@x/gemini';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const model = 'gemini-2.5-flash';

/** A counter whose host answers with `body`, and what it was asked. */
function counting(body: unknown, status = 200) {
  const seen: { url: string; headers: Headers; body: Record<string, unknown> }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    seen.push({ url: String(url), headers: new Headers(init.headers), body: JSON.parse(String(init.body)) });
    return Response.json(body, { status });
  };
  const count = (input: ChatInput, options = {}) =>
    countTokens(input, { apiKey: 'test-key', fetch, retry: { limit: 0 }, ...options });
  return { count, seen };
}

test('what is counted is what chat sends', async () => {
  const input: ChatInput = {
    model,
    system: 'Be brief.',
    prompt: 'Why is the sky blue?',
    temperature: 0.5,
    tools: { look: tool({ input: z.object({ at: z.string() }) }) },
    responseFormat: { type: 'json' },
  };
  const { count, seen } = counting({ totalTokens: 12 });
  expect(await count(input)).toEqual({ totalTokens: 12 });
  const { body } = await gemini().prepare('chat', input);
  expect(seen[0]?.url).toMatch(/\/v1beta\/models\/gemini-2\.5-flash:countTokens$/);
  expect(seen[0]?.headers.get('x-goog-api-key')).toBe('test-key');
  expect(seen[0]?.body).toEqual({ generateContentRequest: { model: `models/${model}`, ...(body as object) } });
});

test('what Google says of the parts', async () => {
  const { count } = counting({
    totalTokens: 263,
    cachedContentTokenCount: 200,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: 5 },
      { modality: 'DOCUMENT', tokenCount: 258 },
      { modality: 'AUDIO' },
    ],
  });
  expect(await count({ model, prompt: 'Hi' })).toEqual({
    totalTokens: 263,
    cachedTokens: 200,
    details: [
      { modality: 'TEXT', tokens: 5 },
      { modality: 'DOCUMENT', tokens: 258 },
      { modality: 'AUDIO', tokens: 0 },
    ],
  });
});

describe('failures are those of a call', () => {
  const notFound = {
    error: { code: 404, message: 'models/x is not found for API version v1beta.', status: 'NOT_FOUND' },
  };
  test.each([
    ['an unknown model', counting(notFound, 404), { model: 'x', prompt: 'Hi' }, 'not-found'],
    ['an answer without a count', counting({}), { model, prompt: 'Hi' }, 'bad-response'],
    ['no model', counting({}), { model: ' ', prompt: 'Hi' }, 'invalid-request'],
    ['no prompt', counting({}), { model }, 'invalid-request'],
  ])('%s', async (_, { count }, input, code) => {
    await expect(count(input)).rejects.toMatchObject({ name: 'InferenceError', code });
  });

  test('an abort', async () => {
    const { count } = counting({ totalTokens: 1 });
    await expect(count({ model, prompt: 'Hi' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  test('a setting that the model does not take, where that is to be an error', async () => {
    const { count, seen } = counting({ totalTokens: 1 });
    const input: ChatInput = { model: 'gemini-2.0-flash', prompt: 'Hi', reasoning: { effort: 'high' } };
    await expect(count(input, { onUnsupported: 'error' })).rejects.toMatchObject({ code: 'unsupported' });
    expect(seen).toEqual([]);
    expect(await count(input)).toEqual({ totalTokens: 1 });
  });
});
