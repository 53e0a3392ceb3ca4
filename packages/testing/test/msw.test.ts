import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sandboxHandlers } from '../src/msw.ts';
import { acme } from './support/acme.ts';

const server = setupServer(...sandboxHandlers());
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const prompt = 'What is the capital of France?';
const json = { 'content-type': 'application/json' };

describe.each([
  ['OpenAI', 'https://api.openai.com/v1', 'gpt-4.1-mini'],
  ['Hugging Face', 'https://router.huggingface.co/v1', 'meta-llama/Llama-3.1-8B-Instruct'],
])('%s over the global fetch', (_, baseUrl, model) => {
  const provider = acme({ baseUrl, apiKey: 'hf_conformance', retry: { limit: 0 } });

  test('is answered from the sandbox, whole and as a stream', async () => {
    const output = await provider.run('chat', { model, prompt });
    expect(output.finishReason).toBe('stop');
    expect(output.text).not.toBe('');
    const pieces: string[] = [];
    for await (const piece of provider.stream('chat', { model, prompt }).text()) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(output.text);
  });

  test('meets the faults of the sandbox', async () => {
    const ask = provider.run('chat', { model: 'sandbox/429', prompt });
    await expect(ask).rejects.toMatchObject({ code: 'rate-limit', status: 429 });
    const cut = provider.stream('chat', { model: 'sandbox/cut-stream', prompt });
    await expect(cut.result()).rejects.toMatchObject({ code: 'interrupted' });
  });
});

test('Gemini over the global fetch is answered from the sandbox', async () => {
  const address = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent';
  const body = JSON.stringify({ contents: [{ role: 'user', parts: [{ text: prompt }] }] });
  const headers = { ...json, 'x-goog-api-key': 'key' };
  const response = await fetch(address, { method: 'POST', headers, body });
  expect(await response.json()).toMatchObject({ candidates: [{ finishReason: 'STOP' }] });
});

test("the Hub's page of a model is answered from the sandbox", async () => {
  const response = await fetch('https://huggingface.co/api/models/google-bert/bert-base-uncased');
  expect(response.headers.get('x-sandbox')).toBe('true');
  expect(await response.json()).toMatchObject({ pipeline_tag: 'fill-mask' });
});

test('each set of handlers has a sandbox of its own', async () => {
  const provider = acme({ baseUrl: 'https://api.openai.com/v1', apiKey: 'key', retry: { limit: 0 } });
  const ask = () => provider.run('chat', { model: 'sandbox/500-once', prompt });
  await expect(ask()).rejects.toMatchObject({ code: 'server' });
  await expect(ask()).resolves.toMatchObject({ finishReason: 'stop' });
  server.use(...sandboxHandlers());
  await expect(ask()).rejects.toMatchObject({ code: 'server' });
});

test('options reach the sandbox', async () => {
  const body = JSON.stringify({ model: 'gpt-4.1-mini', messages: [{ role: 'user', content: prompt }] });
  const ask = () => fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers: json, body });
  expect((await ask()).status).toBe(401);
  server.use(...sandboxHandlers({ requireKey: false }));
  expect((await ask()).status).toBe(200);
});
