import type { ChatInput, TaskInput } from '@x/core';
import { describe, expect, test } from 'vitest';
import { callUrl } from '../src/hosts.ts';
import { audio, image } from './media.ts';
import { platformWith, provider } from './provider.ts';
import { failureOf, giving, stubFetch } from './stub.ts';

const answer = { choices: [{ index: 0, message: { content: 'Hi' }, finish_reason: 'stop' }] };
const asked: ChatInput = { model: 'some-model', prompt: 'Hi', maxTokens: 9, topK: 3, seed: 1 };

/** What a host is sent of the settings that hosts have names of their own for, and what was left out. */
async function written(baseUrl: string | undefined, input = asked) {
  const { url, body, warnings } = await provider({ baseUrl }).prepare('chat', input);
  const { model: _, messages: __, ...settings } = body as Record<string, unknown>;
  const stated = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  return { url, settings: stated, dropped: warnings.map(({ setting }) => setting) };
}

describe('settings go by the names that the host has for them', () => {
  const old = { max_tokens: 9, seed: 1 };
  const renamed = { max_completion_tokens: 9, seed: 1 };
  const withTopK = { ...old, top_k: 3 };
  test.each<readonly [string, object]>([
    ['https://api.openai.com/v1', renamed],
    ['https://us.api.openai.com/v1', renamed],
    ['https://name.openai.azure.com/openai/v1', renamed],
    ['https://openrouter.ai/api/v1', withTopK],
    ['https://eu.openrouter.ai/api/v1', withTopK],
    ['https://api.groq.com/openai/v1', renamed],
    ['https://api.together.xyz/v1', withTopK],
    ['https://api.mistral.ai/v1', { max_tokens: 9, random_seed: 1 }],
    ['https://api.deepseek.com', old],
    ['https://api.x.ai/v1', renamed],
    ['https://api.fireworks.ai/inference/v1', withTopK],
    ['http://localhost:8000/v1', withTopK],
    ['http://127.0.0.1:8080/v1', withTopK],
    ['http://[::1]:1234/v1', withTopK],
    ['http://localhost:11434/v1', old],
    ['https://elsewhere.example/v1', old],
    // Names that only look like those of known hosts.
    ['https://api.openai.com.example/v1', old],
    ['https://notopenrouter.ai/v1', old],
    ['https://example.com:8000/v1', old],
  ])('%s', async (baseUrl, settings) => {
    const { url, ...sent } = await written(baseUrl);
    expect(url).toBe(`${baseUrl}/chat/completions`);
    expect(sent).toEqual({ settings, dropped: 'top_k' in settings ? [] : ['topK'] });
  });
});

describe('where a call at Azure goes', () => {
  const resource = 'https://name.openai.azure.com';
  const version = 'api-version=2025-04-01-preview';
  test.each<readonly [string, string, string]>([
    ['a resource', resource, `${resource}/openai/deployments/gpt-4o/chat/completions?${version}`],
    ['a resource, with a slash', `${resource}/`, `${resource}/openai/deployments/gpt-4o/chat/completions?${version}`],
    ['its API', `${resource}/openai`, `${resource}/openai/deployments/gpt-4o/chat/completions?${version}`],
    [
      'a deployment',
      `${resource}/openai/deployments/mine`,
      `${resource}/openai/deployments/mine/chat/completions?${version}`,
    ],
    [
      'a version of its own',
      `${resource}/openai/deployments/mine?api-version=2024-10-21`,
      `${resource}/openai/deployments/mine/chat/completions?api-version=2024-10-21`,
    ],
    ['the address without versions', `${resource}/openai/v1`, `${resource}/openai/v1/chat/completions`],
    [
      'the same, with one',
      `${resource}/openai/v1?api-version=preview`,
      `${resource}/openai/v1/chat/completions?api-version=preview`,
    ],
    [
      'models of other makers',
      'https://name.services.ai.azure.com/models',
      'https://name.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview',
    ],
    [
      'a resource of the second kind',
      'https://name.cognitiveservices.azure.com',
      `https://name.cognitiveservices.azure.com/openai/deployments/gpt-4o/chat/completions?${version}`,
    ],
    [
      'a gateway before it, with a query of its own',
      'https://gateway.example/openai/deployments/mine?api-version=2024-10-21',
      'https://gateway.example/openai/deployments/mine/chat/completions?api-version=2024-10-21',
    ],
  ])('%s', async (_, baseUrl, url) => {
    expect((await written(baseUrl, { model: 'gpt-4o', prompt: 'Hi' })).url).toBe(url);
  });

  test('a deployment may have any name', () => {
    expect(callUrl({ baseUrl: resource }, '/embeddings', 'my model/2')).toBe(
      `${resource}/openai/deployments/my%20model%2F2/embeddings?${version}`,
    );
  });

  test('a call about no one model names no deployment', () => {
    expect(callUrl({ baseUrl: resource }, '/models')).toBe(`${resource}/openai/models?${version}`);
  });

  type Rest = 'moderation' | 'text-to-image' | 'image-to-image' | 'text-to-speech' | 'automatic-speech-recognition';
  const inputs: { readonly [K in Rest]: readonly [path: string, input: TaskInput<K>] } = {
    moderation: ['/moderations', { model: 'm', text: 'Hi' }],
    'text-to-image': ['/images/generations', { model: 'm', prompt: 'A cat' }],
    'image-to-image': ['/images/edits', { model: 'm', prompt: 'A cat', image }],
    'text-to-speech': ['/audio/speech', { model: 'm', text: 'Hi' }],
    'automatic-speech-recognition': ['/audio/transcriptions', { model: 'm', audio }],
  };
  test.each(Object.keys(inputs) as Rest[])('%s goes to a deployment, too', async (task) => {
    const [path, input] = inputs[task];
    const { url } = await provider({ baseUrl: resource }).prepare(task, input);
    expect(url).toBe(`${resource}/openai/deployments/m${path}?${version}`);
  });
});

describe('how a key is sent', () => {
  const token = 'eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJhenVyZSJ9.c2lnbmF0dXJl';
  test.each<readonly [string, string, Readonly<Record<string, string | null>>]>([
    ['https://api.openai.com/v1', 'sk-1', { authorization: 'Bearer sk-1', 'api-key': null }],
    ['https://name.openai.azure.com', 'k1', { authorization: null, 'api-key': 'k1' }],
    ['https://name.openai.azure.com/openai/v1', 'k1', { authorization: null, 'api-key': 'k1' }],
    ['https://name.openai.azure.com', token, { authorization: `Bearer ${token}`, 'api-key': null }],
    ['https://openrouter.ai/api/v1', 'k1', { authorization: 'Bearer k1', 'api-key': null }],
  ])('%s', async (baseUrl, apiKey, headers) => {
    const { fetch, seen } = stubFetch(() => Response.json(answer));
    await provider({ baseUrl, apiKey, fetch }).run('chat', asked);
    for (const [name, value] of Object.entries(headers)) expect(seen[0]?.headers.get(name)).toBe(value);
  });

  test.each([
    'https://name.openai.azure.com',
    'https://openrouter.ai/api/v1',
    'https://api.groq.com/openai/v1',
    'http://localhost:8000/v1',
    'http://api.openai.com/v1',
  ])('a key of the environment does not go to %s', async (baseUrl) => {
    const { fetch, seen } = stubFetch(() => Response.json(answer));
    await provider({ baseUrl, fetch }, platformWith({ OPENAI_API_KEY: 'sk-environment' })).run('chat', asked);
    expect([...(seen[0]?.headers ?? [])].join()).not.toContain('sk-environment');
  });

  test("Azure's key does not come out through an error", async () => {
    const body = { error: { code: '401', message: 'The key azure-secret-key is wrong' } };
    const fetch = giving(body, { status: 401 });
    const call = provider({ baseUrl: 'https://name.openai.azure.com', apiKey: 'azure-secret-key', fetch });
    const error = await failureOf(call.run('chat', asked));
    expect(error.code).toBe('auth');
    expect(error.message).not.toContain('azure-secret-key');
  });
});
