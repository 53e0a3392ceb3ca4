import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelInfo, ModelQuery } from '@x/core';
import { describe, expect, test } from 'vitest';
import type { OpenAIOptions } from '../src/index.ts';
import { platformWith, provider } from './provider.ts';
import { failureOf, giving, stubFetch } from './stub.ts';

const OPENROUTER = 'https://openrouter.ai/api/v1';
const entry = (id: string, facts: object = {}) => ({ id, object: 'model', created: 1, owned_by: 'system', ...facts });
const listOf = (...ids: readonly string[]) => ({ object: 'list', data: ids.map((id) => entry(id)) });

const catalogOf = (options: OpenAIOptions, date = 0) => {
  const { catalog } = provider({ apiKey: 'k', ...options }, platformWith({}, date));
  if (catalog === undefined) throw new Error('the provider has no catalog');
  return catalog;
};

async function take(options: OpenAIOptions, query?: ModelQuery): Promise<readonly ModelInfo[]> {
  const found: ModelInfo[] = [];
  for await (const info of catalogOf(options).list(query)) found.push(info);
  return found;
}

describe('what a model does is told by its name', () => {
  test.each<readonly [string, readonly string[] | undefined]>([
    ['gpt-4.1-mini', ['chat']],
    ['o3-pro-2025-06-10', ['chat']],
    ['gpt-4o-search-preview', ['chat']],
    ['ft:gpt-4o-mini-2024-07-18:acme::Ab12', ['chat']],
    ['chatgpt-4o-latest', ['chat']],
    ['text-embedding-3-small', ['embedding']],
    ['omni-moderation-latest', ['moderation']],
    ['gpt-image-1.5', ['text-to-image', 'image-to-image']],
    ['chatgpt-image-latest', ['text-to-image', 'image-to-image']],
    ['dall-e-2', ['text-to-image', 'image-to-image']],
    ['dall-e-3', ['text-to-image']],
    ['tts-1-hd', ['text-to-speech']],
    ['gpt-4o-mini-tts', ['text-to-speech']],
    ['whisper-1', ['automatic-speech-recognition']],
    ['gpt-4o-transcribe-diarize', ['automatic-speech-recognition']],
    ['gpt-realtime', undefined],
    ['gpt-3.5-turbo-instruct', undefined],
    ['davinci-002', undefined],
    ['sora-2', undefined],
    ['something-new', undefined],
  ])('%s', async (id, tasks) => {
    const [found] = await take({ fetch: giving(listOf(id)) });
    expect(found?.tasks).toEqual(tasks);
    expect(found?.task).toBe(tasks?.[0]);
  });

  test('at another host a name that says nothing is a model that chats', async () => {
    const options = {
      fetch: giving(listOf('meta-llama/Llama-3.1-8B-Instruct', 'BAAI/bge-m3-embed')),
      baseUrl: OPENROUTER,
    };
    expect((await take(options)).map(({ task }) => task)).toEqual(['chat', 'embedding']);
  });
});

describe('facts that hosts state', () => {
  test.each<readonly [string, object, Partial<ModelInfo>]>([
    [
      'OpenRouter',
      { context_length: 128_000, top_provider: { max_completion_tokens: 16_384 } },
      { contextLength: 128_000, maxOutputTokens: 16_384 },
    ],
    [
      'Groq',
      { context_window: 131_072, max_completion_tokens: 8_192, active: true },
      { contextLength: 131_072, maxOutputTokens: 8_192, served: true },
    ],
    ['vLLM', { max_model_len: 4_096 }, { contextLength: 4_096 }],
    ['Mistral', { max_context_length: 32_768 }, { contextLength: 32_768 }],
    ['nobody', { context_length: null, top_provider: { max_completion_tokens: null } }, {}],
  ])('%s', async (_, facts, expected) => {
    const raw = entry('m', facts);
    const [found] = await take({ fetch: giving({ data: [raw] }), baseUrl: OPENROUTER });
    expect(found).toEqual({ id: 'm', provider: 'openai', task: 'chat', tasks: ['chat'], ...expected, raw });
  });

  test.each<readonly [string | null | undefined, boolean | undefined]>([
    ['2026-01-01', true],
    ['2027-01-01', false],
    ['some day', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('a model that shuts down %s is retired: %s', async (shutdown_date, retired) => {
    const fetch = giving(entry('gpt-4', { shutdown_date }));
    const found = await catalogOf({ fetch }, Date.parse('2026-06-01')).describe('gpt-4');
    expect(found.retired).toBe(retired);
  });
});

describe('a list', () => {
  const ids = ['gpt-4.1', 'gpt-4.1-mini', 'text-embedding-3-small', 'whisper-1'];
  test.each<readonly [string, ModelQuery | undefined, readonly string[]]>([
    ['whole', undefined, ids],
    ['by a part of the name, in any case', { search: 'GPT' }, ['gpt-4.1', 'gpt-4.1-mini']],
    ['by task', { task: 'embedding' }, ['text-embedding-3-small']],
    ['to a limit', { limit: 2 }, ['gpt-4.1', 'gpt-4.1-mini']],
    ['by all of these', { task: 'chat', search: 'mini', limit: 5 }, ['gpt-4.1-mini']],
    ['of what is not there', { search: 'llama' }, []],
  ])('%s', async (_, query, expected) => {
    const { fetch, seen } = stubFetch(() => Response.json(listOf(...ids)));
    expect((await take({ fetch }, query)).map(({ id }) => id)).toEqual(expected);
    expect(seen.map(({ method, url }) => [method, url])).toEqual([['GET', 'https://api.openai.com/v1/models']]);
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer k');
  });

  test('that wants nothing asks nothing, and nothing is asked before the first pull', async () => {
    const { fetch, seen } = stubFetch(() => Response.json(listOf()));
    expect(await take({ fetch }, { limit: 0 })).toEqual([]);
    catalogOf({ fetch }).list();
    expect(seen).toEqual([]);
  });

  test('without a wrapping, as Together has it', async () => {
    const options = { fetch: giving([entry('a'), entry('b')]), baseUrl: 'https://api.together.xyz/v1' };
    expect((await take(options)).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('by who serves them is refused', async () => {
    const error = await failureOf(take({ fetch: giving(listOf()) }, { servedBy: 'groq' }));
    expect(error.code).toBe('unsupported');
  });

  test.each<readonly [string, unknown]>([
    ['no list', { object: 'list' }],
    ['an entry without a name', { data: [{ object: 'model' }] }],
  ])('%s is no answer', async (_, body) => {
    const error = await failureOf(take({ fetch: giving(body) }));
    expect(error).toMatchObject({ code: 'bad-response', message: expect.stringContaining('could not be read') });
  });

  test('needs a key at OpenAI', async () => {
    const { catalog } = provider({ fetch: giving(listOf()) });
    const error = await failureOf((async () => catalog?.list()[Symbol.asyncIterator]().next())());
    expect(error.code).toBe('auth');
  });
});

describe('one model', () => {
  test('is asked for by its name at OpenAI', async () => {
    const { fetch, seen } = stubFetch(() => Response.json(entry('ft:gpt-4o-mini:acme::1')));
    const found = await catalogOf({ fetch }).describe('ft:gpt-4o-mini:acme::1');
    expect(found).toMatchObject({ id: 'ft:gpt-4o-mini:acme::1', provider: 'openai', task: 'chat' });
    expect(found).not.toHaveProperty('access');
    expect(seen[0]?.url).toBe('https://api.openai.com/v1/models/ft%3Agpt-4o-mini%3Aacme%3A%3A1');
  });

  test('is looked up in the list of another host', async () => {
    const { fetch, seen } = stubFetch(() => Response.json(listOf('openai/gpt-4.1', 'openai/gpt-4.1-mini')));
    const found = await catalogOf({ fetch, baseUrl: OPENROUTER }).describe('openai/gpt-4.1');
    expect(found.id).toBe('openai/gpt-4.1');
    expect(seen.map(({ url }) => url)).toEqual([`${OPENROUTER}/models`]);
  });

  test('that the key sees is one that it may use', async () => {
    const found = await catalogOf({ fetch: giving(entry('gpt-4.1')) }).describe('gpt-4.1', { checkAccess: true });
    expect(found.access).toBe(true);
  });

  const missing = {
    error: { message: "The model 'x' does not exist", type: 'invalid_request_error', code: 'model_not_found' },
  };
  test.each<readonly [string, string, OpenAIOptions, string]>([
    ['unknown to OpenAI', 'x', { fetch: giving(missing, { status: 404 }) }, 'not-found'],
    ['unknown to another host', 'x', { fetch: giving(listOf('y')), baseUrl: OPENROUTER }, 'not-found'],
    ['at what is no address', 'x', { fetch: giving(listOf('x')), baseUrl: 'nowhere' }, 'invalid-request'],
    ['without a name', ' ', { fetch: giving(entry('x')) }, 'invalid-request'],
    ['in an answer without one', 'x', { fetch: giving({ object: 'model' }) }, 'bad-response'],
  ])('%s', async (_, model, options, code) => {
    const error = await failureOf(catalogOf(options).describe(model));
    expect(error).toMatchObject({ code, provider: 'openai' });
  });
});

const { X_RECORDINGS } = process.env;
const recordings = X_RECORDINGS ?? join(import.meta.dirname, '../../../../shared/recordings');
const list = join(recordings, 'openai/openai.models.unary.200.dd-trace-js.openai-models-get-e04cf04b.0.json');
const found = existsSync(list);

test.skipIf(!found)(
  `the recorded list is read${found ? '' : ' (skipped: no recordings beside the repository)'}`,
  async () => {
    const recording: { readonly response: { readonly body: { readonly data: readonly { readonly id: string }[] } } } =
      JSON.parse(readFileSync(list, 'utf8'));
    const { body } = recording.response;
    const models = await take({ fetch: giving(body) });
    expect(models.map(({ id }) => id)).toEqual(body.data.map(({ id }) => id));
    expect(models.filter(({ task }) => task === 'chat').length).toBeGreaterThan(20);
    expect(models.filter(({ task }) => task === 'embedding').map(({ id }) => id)).toContain('text-embedding-3-small');
  },
);
