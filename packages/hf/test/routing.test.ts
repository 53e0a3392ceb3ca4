import type { TaskInput } from '@x/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type HfOptions, hf } from '../src/index.ts';
import { failureOf, stubFetch, withoutTokens } from './stub.ts';

beforeEach(withoutTokens);
afterEach(() => void vi.unstubAllEnvs());

const ROUTER = 'https://router.huggingface.co';
const chat = (model: string): TaskInput<'chat'> => ({ model, prompt: 'Hello' });

describe('chat', () => {
  const routes: readonly (readonly [HfOptions, model: string, url: string, sentModel: string])[] = [
    [{}, 'org/model', `${ROUTER}/v1/chat/completions`, 'org/model'],
    [{}, 'org/model:cerebras', `${ROUTER}/v1/chat/completions`, 'org/model:cerebras'],
    [{}, 'org/model:fastest', `${ROUTER}/v1/chat/completions`, 'org/model:fastest'],
    [{ provider: 'auto' }, 'org/model', `${ROUTER}/v1/chat/completions`, 'org/model'],
    [{ provider: 'together' }, 'org/model', `${ROUTER}/v1/chat/completions`, 'org/model:together'],
    [{ provider: 'together' }, 'org/model:groq', `${ROUTER}/v1/chat/completions`, 'org/model:groq'],
    [{ provider: 'founded-tomorrow' }, 'org/model', `${ROUTER}/v1/chat/completions`, 'org/model:founded-tomorrow'],
    [{ baseUrl: `${ROUTER}/v1/`, provider: 'groq' }, 'm', `${ROUTER}/v1/chat/completions`, 'm:groq'],
    [{ baseUrl: 'http://localhost:8080' }, 'tgi', 'http://localhost:8080/v1/chat/completions', 'tgi'],
    [{ baseUrl: 'http://localhost:8080/' }, 'tgi', 'http://localhost:8080/v1/chat/completions', 'tgi'],
    [{ baseUrl: 'http://localhost:8080/v1' }, 'a:b', 'http://localhost:8080/v1/chat/completions', 'a:b'],
    [{ baseUrl: 'https://e.test/v1/chat/completions' }, 'm', 'https://e.test/v1/chat/completions', 'm'],
    [{ baseUrl: 'https://e.test/v1?tenant=7' }, 'm', 'https://e.test/v1/chat/completions?tenant=7', 'm'],
    [{ baseUrl: `${ROUTER}/groq/openai/v1` }, 'm', `${ROUTER}/groq/openai/v1/chat/completions`, 'm'],
  ];
  test.each(routes)('%o with %s goes to %s as %s', async (options, model, url, sentModel) => {
    const request = await hf(options).prepare('chat', chat(model));
    expect(request.url).toBe(url);
    expect(request.body).toMatchObject({ model: sentModel });
    expect(request.warnings).toEqual([]);
  });

  test('a provider is dropped with a warning where baseUrl says who serves', async () => {
    const request = await hf({ provider: 'together', baseUrl: 'https://e.test' }).prepare('chat', chat('m'));
    expect(request.body).toMatchObject({ model: 'm' });
    expect(request.warnings).toMatchObject([{ type: 'unsupported', setting: 'provider' }]);
    const input = { model: 'm', text: 'Some words' };
    const task = await hf({ provider: 'together', baseUrl: 'https://e.test' }).prepare('summarization', input);
    expect(task.warnings).toEqual(request.warnings);
  });
});

describe('tasks', () => {
  const text = { text: 'Some words' };
  const routes: readonly (readonly [HfOptions, model: string, url: string])[] = [
    [{}, 'facebook/bart-large-cnn', `${ROUTER}/hf-inference/models/facebook/bart-large-cnn`],
    [{}, 'gpt2', `${ROUTER}/hf-inference/models/gpt2`],
    [{}, 'org/model:hf-inference', `${ROUTER}/hf-inference/models/org/model`],
    [{ provider: 'hf-inference' }, 'org/model', `${ROUTER}/hf-inference/models/org/model`],
    [{}, 'org/odd name?x=1#y', `${ROUTER}/hf-inference/models/org/odd%20name%3Fx%3D1%23y`],
    [{ baseUrl: 'https://e.endpoints.huggingface.cloud/' }, 'any', 'https://e.endpoints.huggingface.cloud/'],
    [{ baseUrl: 'https://e.test/some/place' }, 'any', 'https://e.test/some/place'],
  ];
  test.each(routes)('%o with %s goes to %s', async (options, model, url) => {
    const request = await hf(options).prepare('summarization', { model, ...text });
    expect(request.url).toBe(url);
    expect(request.warnings).toEqual([]);
  });

  test('embedding names its pipeline, since many of its models are for sentence similarity as well', async () => {
    const input = { model: 'org/model', texts: ['a'] };
    expect((await hf().prepare('embedding', input)).url).toBe(
      `${ROUTER}/hf-inference/models/org/model/pipeline/feature-extraction`,
    );
    expect((await hf({ baseUrl: 'http://localhost:8080' }).prepare('embedding', input)).url).toBe(
      'http://localhost:8080/',
    );
  });

  test.each(['../../api/whoami-v2', 'org/../..', './x', 'org//model', 'https://e.test/x', ''])(
    'the model %o is refused before anything is sent',
    async (model) => {
      const { fetch, seen } = stubFetch(() => Response.json([]));
      const error = await failureOf(hf({ fetch, apiKey: 'hf_x' }).run('summarization', { model, ...text }));
      expect(error).toMatchObject({ code: 'invalid-request' });
      expect(seen).toEqual([]);
    },
  );

  test.each([{ provider: 'together' }, { model: 'org/model:fastest' }])(
    '%o: another provider than hf-inference is said not to be asked',
    async ({ provider, model = 'org/model' }) => {
      const request = await hf({ provider }).prepare('summarization', { model, ...text });
      expect(request.url).toBe(`${ROUTER}/hf-inference/models/org/model`);
      expect(request.warnings).toMatchObject([{ type: 'unsupported', setting: 'provider' }]);
    },
  );
});

describe('the retired host', () => {
  const baseUrls = [
    'https://api-inference.huggingface.co',
    'https://api-inference.huggingface.co/models/gpt2',
    'http://api-inference.huggingface.co/pipeline/feature-extraction',
  ];
  test.each(baseUrls)('%s is replaced by the router, with a warning and with the key', async (baseUrl) => {
    const { fetch, seen } = stubFetch(() => Response.json([{ generated_text: 'on' }]));
    const provider = hf({ baseUrl, fetch, apiKey: 'hf_passed' });
    const { warnings } = await provider.run('text-generation', { model: 'gpt2', prompt: 'Go' });
    expect(seen[0]?.url).toBe(`${ROUTER}/hf-inference/models/gpt2`);
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer hf_passed');
    expect(warnings).toMatchObject([{ type: 'deprecated', setting: 'baseUrl' }]);
    const request = await provider.prepare('chat', chat('org/model'));
    expect(request.url).toBe(`${ROUTER}/v1/chat/completions`);
    expect(request.warnings).toMatchObject([{ type: 'deprecated', setting: 'baseUrl' }]);
  });
});

describe('keys', () => {
  const answer = () => Response.json([{ summary_text: 'short' }]);
  const authorization = async (options: HfOptions) => {
    const { fetch, seen } = stubFetch(answer);
    await hf({ ...options, fetch }).run('summarization', { model: 'org/model', text: 'long' });
    return seen[0]?.headers.get('authorization');
  };

  test('the environment is read in order, and reaches Hugging Face alone', async () => {
    vi.stubEnv('HUGGINGFACEHUB_API_TOKEN', 'hf_second');
    expect(await authorization({})).toBe('Bearer hf_second');
    vi.stubEnv('HF_TOKEN', 'hf_first');
    expect(await authorization({})).toBe('Bearer hf_first');
    for (const baseUrl of ['https://router.huggingface.co/hf-inference/models/org/model', ROUTER]) {
      expect(await authorization({ baseUrl })).toBe('Bearer hf_first');
    }
    for (const baseUrl of [
      'https://e.us-east-1.aws.endpoints.huggingface.cloud',
      'http://router.huggingface.co.evil.test',
      'https://evilhuggingface.co',
      'http://localhost:8080',
    ]) {
      expect(await authorization({ baseUrl })).toBeNull();
    }
  });

  test('a token that was passed goes where it was passed for', async () => {
    expect(await authorization({ apiKey: 'hf_mine' })).toBe('Bearer hf_mine');
    const baseUrl = 'https://e.us-east-1.aws.endpoints.huggingface.cloud';
    expect(await authorization({ apiKey: async () => 'hf_mine', baseUrl })).toBe('Bearer hf_mine');
  });

  test('without one the message says where to make one', async () => {
    const error = await failureOf(hf().run('chat', chat('org/model')));
    expect(error).toMatchObject({ code: 'auth', message: expect.stringContaining('HF_TOKEN') });
    expect(error).toMatchObject({ message: expect.stringContaining('https://huggingface.co/settings/tokens') });
  });

  test('billTo says who pays', async () => {
    const { headers } = await hf({ billTo: 'my-organisation' }).prepare('chat', chat('org/model'));
    expect(headers['x-hf-bill-to']).toBe('my-organisation');
    expect((await hf().prepare('chat', chat('org/model'))).headers).not.toHaveProperty('x-hf-bill-to');
  });
});
