import { describe, expect, it } from 'vitest';
import { pathOf } from '../src/address.ts';
import { readModelPath } from '../src/hf/model-path.ts';
import { sandbox } from '../src/index.ts';

describe('addresses', () => {
  it.each([
    ['https://api.openai.com/v1/chat/completions', '/openai/chat/completions'],
    [
      'https://generativelanguage.googleapis.com/v1beta/models/m:generateContent?alt=sse',
      '/gemini/models/m:generateContent',
    ],
    ['https://router.huggingface.co/v1/chat/completions', '/hf/v1/chat/completions'],
    ['https://router.huggingface.co/hf-inference/models/org/name', '/hf/models/org/name'],
    ['https://huggingface.co/api/models/org/name', '/hf/api/models/org/name'],
    ['https://api.openai.com/v1beta/models', '/'],
    ['http://127.0.0.1:1/openai/v1/embeddings', '/openai/embeddings'],
    ['https://name.openai.azure.com/openai/deployments/d/embeddings?api-version=1', '/azure/deployments/d/embeddings'],
    ['https://name.openai.azure.com/openai/v1/responses', '/azure/v1/responses'],
    ['https://name.openai.azure.com/v1/responses', '/'],
    ['http://127.0.0.1:1/azure/openai/v1/responses', '/azure/v1/responses'],
    ['http://127.0.0.1:1/openai/deployments/a%2Fb/embeddings', '/azure/deployments/a/b/embeddings'],
    [
      'http://127.0.0.1:1/gemini/v1beta/models/sandbox/429:generateContent',
      '/gemini/models/sandbox/429:generateContent',
    ],
    [
      'http://127.0.0.1:1/gemini/v1beta/models/sandbox%2F429:generateContent',
      '/gemini/models/sandbox/429:generateContent',
    ],
    ['http://127.0.0.1:1/hf/v1/models', '/hf/v1/models'],
    ['http://127.0.0.1:1/hf/hf-inference/models/gpt2', '/hf/models/gpt2'],
    ['http://127.0.0.1:1/hf/models/gpt2', '/hf/models/gpt2'],
    ['http://127.0.0.1:1/hf/api/models/gpt2', '/hf/api/models/gpt2'],
    ['http://127.0.0.1:1/v1/chat/completions', '/openai/chat/completions'],
    ['http://127.0.0.1:1/v1beta/models', '/gemini/models'],
    ['http://127.0.0.1:1/hf-inference/models/gpt2', '/hf/models/gpt2'],
    ['http://127.0.0.1:1/api/models/gpt2', '/hf/api/models/gpt2'],
    ['http://constructor/v1/models', '/openai/models'],
    ['http://127.0.0.1:1/v1/models/%E0%A4', '/openai/models/%E0%A4'],
    ['http://127.0.0.1:1/elsewhere', '/'],
  ])('%s', (url, path) => {
    expect(pathOf(new URL(url))).toBe(path);
  });

  it.each([
    ['gpt2', { model: 'gpt2' }],
    ['org/name', { model: 'org/name' }],
    ['org/name/pipeline/feature-extraction', { model: 'org/name', task: 'feature-extraction' }],
    ['org/name/v1/chat/completions', { model: 'org/name', door: 'chat' }],
    ['gpt2/v1/completions', { model: 'gpt2', door: 'completions' }],
  ])('%s after /models/', (path, call) => {
    expect(readModelPath(path)).toEqual(call);
  });

  it('elsewhere there is nothing, and the answer says what there is', async () => {
    const response = await sandbox().fetch('http://127.0.0.1:1/elsewhere');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('/openai/v1, /gemini/v1beta and /hf');
  });
});
