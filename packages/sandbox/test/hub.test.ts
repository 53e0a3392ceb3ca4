import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { sandbox } from '../src/index.ts';
import { type ServedSandbox, serveSandbox } from '../src/node.ts';

const hub = 'https://huggingface.co/api/models';
const member = { authorization: 'Bearer hf_member' };
const listed = z.array(z.object({ id: z.string() }));
const { fetch } = sandbox();

/** What `expand` can name, by the Hub's own list. */
const expandable = [
  'author',
  'baseModels',
  'cardData',
  'config',
  'createdAt',
  'disabled',
  'downloads',
  'gated',
  'inference',
  'inferenceProviderMapping',
  'lastModified',
  'library_name',
  'likes',
  'mask_token',
  'model-index',
  'pipeline_tag',
  'private',
  'safetensors',
  'sha',
  'siblings',
  'spaces',
  'tags',
  'transformersInfo',
  'trendingScore',
  'widgetData',
];

describe('what the Hub knows of a model', () => {
  it('gives exactly the fields that are asked for', async () => {
    const query = expandable.map((field) => `expand[]=${field}`).join('&');
    const model: unknown = await (await fetch(`${hub}/google-bert/bert-base-uncased?${query}`)).json();
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(model)).toSorted()).toEqual(
      ['_id', 'id', ...expandable].toSorted(),
    );
    expect(model).toMatchObject({ mask_token: '[MASK]', cardData: { license: 'apache-2.0' }, disabled: false });
  });

  it.each([
    ['sandbox/gated', { gated: 'manual' }],
    ['sandbox/410', { inferenceProviderMapping: {} }],
    ['sandbox/not-served', { inferenceProviderMapping: {} }],
  ])('%s is told of here, too', async (id, facts) => {
    expect(await (await fetch(`${hub}/${id}`)).json()).toMatchObject(facts);
  });

  it.each([
    ['a/does-not-exist', {}, 401],
    ['a/nothing', {}, 401],
    ['a/nothing', member, 404],
    ['a/nothing/auth-check', member, 404],
  ])('does not know %s (%o)', async (path, headers, status) => {
    const response = await fetch(`${hub}/${path}`, { headers });
    expect([response.status, response.headers.get('x-error-code')]).toEqual([status, 'RepoNotFound']);
  });
});

describe('a repository that has been renamed', () => {
  it('is redirected to, with the query and the rest of the path', async () => {
    const response = await fetch(`${hub}/bert-base-uncased?expand[]=gated`, { redirect: 'manual' });
    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toBe('/api/models/google-bert/bert-base-uncased?expand[]=gated');
    expect(await response.text()).toMatch(/^Temporary Redirect\. Redirecting to \/api\/models\/google-bert/u);
    const access = await fetch(`${hub}/bert-base-uncased/auth-check`, { redirect: 'manual' });
    expect(access.headers.get('location')).toBe('/api/models/google-bert/bert-base-uncased/auth-check');
  });

  it('is followed as fetch follows, and not where that is forbidden', async () => {
    const model: unknown = await (await fetch(`${hub}/bert-base-uncased?expand[]=gated`)).json();
    expect(model).toEqual({ _id: expect.any(String), id: 'google-bert/bert-base-uncased', gated: false });
    await expect(fetch(`${hub}/bert-base-uncased`, { redirect: 'error' })).rejects.toBeInstanceOf(TypeError);
  });
});

describe('access to a model', () => {
  it.each([
    ['openai-community/gpt2', {}, 200, null],
    ['meta-llama/Llama-3.1-8B-Instruct', {}, 401, 'GatedRepo'],
    ['meta-llama/Llama-3.1-8B-Instruct', member, 403, 'GatedRepo'],
    ['meta-llama/Llama-3.1-8B-Instruct', { authorization: 'Bearer hf_granted' }, 200, null],
    ['sandbox/gated', member, 403, 'GatedRepo'],
    ['openai-community/gpt2', { authorization: 'Bearer hf_invalid' }, 401, null],
  ])('%s, %o: %i', async (id, headers, status, code) => {
    const response = await fetch(`${hub}/${id}/auth-check`, { headers });
    expect([response.status, response.headers.get('x-error-code')]).toEqual([status, code]);
  });
});

describe('the list of models', () => {
  const idsOf = async (query: string): Promise<readonly string[]> =>
    listed.parse(await (await fetch(`${hub}?${query}`)).json()).map(({ id }) => id);

  it.each([
    ['search=WHISPER', ['openai/whisper-large-v3']],
    ['pipeline_tag=object-detection', ['facebook/detr-resnet-50']],
    ['pipeline_tag=text-to-image&search=flux&filter=license:apache-2.0', ['black-forest-labs/FLUX.1-schnell']],
    ['author=openai-community', ['openai-community/gpt2']],
    ['inference_provider=nobody', []],
  ])('%s', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it('has the models of a provider, and of all of them', async () => {
    expect(await idsOf('inference_provider=cerebras,nobody')).toContain('Qwen/Qwen2.5-7B-Instruct');
    expect(await idsOf('inference_provider=cerebras')).not.toContain('gpt2');
    expect(await idsOf('inference_provider=all')).toEqual(await idsOf(''));
  });

  it('refuses a cursor that it has not given', async () => {
    expect((await fetch(`${hub}?cursor=elsewhere`)).status).toBe(400);
  });
});

describe('the pages of the list', () => {
  let served: ServedSandbox;
  beforeAll(async () => {
    served = await serveSandbox();
  });
  afterAll(() => served.close());

  it.each([
    ['in the process', () => hub, fetch],
    ['on a port', () => `${served.url}/hf/api/models`, globalThis.fetch],
  ])('are linked, %s', async (_, address, get) => {
    const query = 'pipeline_tag=text-generation&expand[]=gated';
    const all = listed.parse(await (await get(`${address()}?${query}`)).json());
    const seen: unknown[] = [];
    let next: string | undefined = `${address()}?${query}&limit=3`;
    while (next !== undefined) {
      const response: Response = await get(next);
      const page = listed.parse(await response.json());
      expect(page.length > 0 && page.length <= 3).toBe(true);
      seen.push(...page);
      next = /^<(?<next>[^>]+)>; rel="next"$/u.exec(response.headers.get('link') ?? '')?.groups?.['next'];
    }
    expect(seen).toEqual(all);
  });
});
