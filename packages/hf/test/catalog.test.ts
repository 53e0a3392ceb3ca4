import type { ModelCatalog } from '@x/core';
import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import type { HfOptions } from '../src/options.ts';
import { MODELS, platformAt, refusal } from './hub.ts';
import { failureOf, giving, type Seen, stubFetch } from './stub.ts';

function catalogOf(options: HfOptions, environment?: Readonly<Record<string, string>>): ModelCatalog {
  const { catalog } = hf(options, platformAt(environment).platform);
  if (catalog === undefined) throw new Error('there is no catalog');
  return catalog;
}

const describing = (page: unknown) => catalogOf({ fetch: giving(page) }).describe('org/model');

describe('one question to the Hub', () => {
  test('names every field and needs no token', async () => {
    const { fetch, seen } = stubFetch(() => Response.json({ id: 'org/model' }));
    await catalogOf({ fetch }).describe('org/model');
    const asked = ['pipeline_tag', 'inference', 'inferenceProviderMapping', 'gated', 'tags', 'cardData', 'disabled'];
    const expand = [...asked, 'private', 'mask_token'].map((field) => `expand[]=${field}`).join('&');
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${MODELS}/org/model?${expand}`]);
    expect(seen[0]?.headers.has('authorization')).toBe(false);
  });

  test('says all that the Hub says', async () => {
    const page = {
      id: 'org/model',
      pipeline_tag: 'text-generation',
      tags: ['conversational', 'license:mit'],
      gated: 'auto',
      disabled: false,
      inferenceProviderMapping: { groq: { status: 'live', providerId: 'x', task: 'conversational' } },
      mask_token: '[MASK]',
    };
    expect(await describing(page)).toEqual({
      id: 'org/model',
      provider: 'hf',
      task: 'chat',
      tasks: ['chat', 'text-generation'],
      served: true,
      servedBy: [{ provider: 'groq', status: 'live', task: 'conversational' }],
      license: 'mit',
      gated: 'auto',
      retired: false,
      tags: ['conversational', 'license:mit'],
      raw: page,
    });
  });

  test('what is not stated is absent', async () => {
    const info = await describing({ id: 'org/model' });
    expect(Object.keys(info)).toEqual(['id', 'provider', 'raw']);
  });

  test('a suffix is no part of a model’s name', async () => {
    const { fetch, seen } = stubFetch(() => Response.json({}));
    expect(await catalogOf({ fetch }).describe('org/model:groq')).toMatchObject({ id: 'org/model' });
    expect(new URL(seen[0]?.url ?? '').pathname).toBe('/api/models/org/model');
  });

  test('a renamed model is followed and told by its new name', async () => {
    const { fetch, seen } = stubFetch(({ url }) =>
      url.includes('/old')
        ? new Response('Temporary Redirect', { status: 307, headers: { location: '/api/models/org/new?kept=1' } })
        : Response.json({ id: 'org/new' }),
    );
    expect(await catalogOf({ fetch, apiKey: 'hf_x' }).describe('old')).toMatchObject({ id: 'org/new' });
    expect(seen[1]?.url).toBe(`${MODELS}/org/new?kept=1`);
    expect(seen[1]?.headers.get('authorization')).toBe('Bearer hf_x');
  });
});

describe('tasks', () => {
  const chat = { task: 'conversational', status: 'live' };
  const pages: readonly (readonly [page: object, tasks: readonly string[] | undefined])[] = [
    [{ pipeline_tag: 'fill-mask' }, ['fill-mask']],
    [{ pipeline_tag: 'feature-extraction' }, ['embedding']],
    [{ pipeline_tag: 'sentence-similarity' }, ['sentence-similarity', 'embedding']],
    [{ pipeline_tag: 'text2text-generation' }, ['text-generation']],
    [{ pipeline_tag: 'text-generation', tags: ['gpt2'] }, ['text-generation']],
    [{ pipeline_tag: 'text-generation', tags: ['conversational'] }, ['chat', 'text-generation']],
    [{ pipeline_tag: 'image-text-to-text', tags: ['conversational'] }, ['chat']],
    [{ inferenceProviderMapping: { groq: chat } }, ['chat']],
    [{ pipeline_tag: 'audio-to-audio' }, undefined],
    [{ pipeline_tag: null }, undefined],
  ];
  test.each(pages)('%j', async (page, tasks) => {
    const info = await describing(page);
    expect(info.tasks).toEqual(tasks);
    expect(info.task).toBe(tasks?.[0]);
  });
});

describe('who serves it', () => {
  const live = { provider: 'groq', status: 'live', task: 'conversational' };
  const failing = { provider: 'novita', status: 'error', task: 'conversational' };
  const { provider: _, ...unnamed } = failing;
  const pages: readonly (readonly [what: string, page: object, served: boolean | undefined, by: unknown])[] = [
    ['by name', { inferenceProviderMapping: { novita: unnamed, groq: live } }, true, [failing, live]],
    [
      'as entries',
      { inferenceProviderMapping: [failing, { ...live, hfModelId: 'a/b', type: 'x' }] },
      true,
      [failing, live],
    ],
    ['by those who fail', { inferenceProviderMapping: [failing] }, false, [failing]],
    ['by nobody', { inferenceProviderMapping: {} }, false, []],
    ['by nobody, as entries', { inferenceProviderMapping: [] }, false, []],
    ['not said', {}, undefined, undefined],
    ['not readable', { inferenceProviderMapping: 'yes' }, undefined, undefined],
    ['warm at hf-inference', { inference: 'warm' }, true, undefined],
    ['cold', { inference: 'cold' }, undefined, undefined],
  ];
  test.each(pages)('%s', async (_what, page, served, by) => {
    const info = await describing(page);
    expect(info.served).toBe(served);
    expect(info.servedBy).toEqual(by);
  });

  test('the longest context that is stated', async () => {
    const inferenceProviderMapping = [
      { ...live, context_length: 8_192 },
      { ...failing, context_length: 131_072 },
    ];
    expect(await describing({ inferenceProviderMapping })).toMatchObject({ contextLength: 131_072 });
  });
});

describe('licences', () => {
  const other = { license: 'other', license_name: 'flux-1-dev' };
  const pages: readonly (readonly [page: object, license: string | undefined])[] = [
    [{ tags: ['bert', 'license:apache-2.0'] }, 'apache-2.0'],
    [{ tags: ['license:mit'], cardData: { license: 'apache-2.0' } }, 'mit'],
    [{ tags: ['bert'], cardData: { license: 'openrail++' } }, 'openrail++'],
    [{ cardData: { license: ['mit', 'apache-2.0'] } }, 'mit, apache-2.0'],
    [{ tags: ['license:other'], cardData: other }, 'flux-1-dev'],
    [{ cardData: other }, 'flux-1-dev'],
    [{ tags: ['license:other'] }, 'other'],
    [{ cardData: { license: null } }, undefined],
    [{ cardData: { language: 'en' } }, undefined],
    [{ cardData: null }, undefined],
    [{ tags: [] }, undefined],
  ];
  test.each(pages)('%j', async (page, license) => {
    expect((await describing(page)).license).toBe(license);
  });
});

describe('terms and end', () => {
  test.each([
    [{ gated: false }, false],
    [{ gated: 'auto' }, 'auto'],
    [{ gated: 'manual' }, 'manual'],
    [{ gated: 'some day' }, undefined],
    [{}, undefined],
  ])('%j is gated %s', async (page, gated) => {
    expect((await describing(page)).gated).toBe(gated);
  });

  test.each([
    [{ disabled: true }, true],
    [{ disabled: false }, false],
    [{}, undefined],
  ])('%j is retired: %s', async (page, retired) => {
    expect((await describing(page)).retired).toBe(retired);
  });
});

describe('access', () => {
  const isCheck = ({ url }: Seen): boolean => url.endsWith('/auth-check');

  async function access(check: Response): Promise<boolean | undefined> {
    const { fetch } = stubFetch((asked) => (isCheck(asked) ? check : Response.json({ id: 'org/now' })));
    const { access } = await catalogOf({ fetch, apiKey: 'hf_x' }).describe('org/model', { checkAccess: true });
    return access;
  }

  test('is asked only where it is wanted, and then for the model by its name of now', async () => {
    const { fetch, seen } = stubFetch(() => Response.json({ id: 'org/now' }));
    const catalog = catalogOf({ fetch, apiKey: 'hf_x' });
    expect(await catalog.describe('org/model')).not.toHaveProperty('access');
    await catalog.describe('org/model', { checkAccess: true });
    await catalog.describe('org/model', { checkAccess: true });
    expect(seen.filter(isCheck).map(({ url }) => url)).toEqual(Array(2).fill(`${MODELS}/org/now/auth-check`));
    expect(seen.at(-1)?.headers.get('authorization')).toBe('Bearer hf_x');
    expect(seen).toHaveLength(3);
  });

  test.each([
    ['an empty body', new Response(null), true],
    ['a word', new Response('OK'), true],
    ['JSON', Response.json({}), true],
    ['terms not accepted', refusal(403, 'GatedRepo'), false],
    ['terms, without a token', refusal(401, 'GatedRepo'), false],
    ['hidden', refusal(401, 'RepoNotFound'), false],
    ['hidden, with a token', refusal(404, 'RepoNotFound'), false],
  ])('%s', async (_, check, expected) => {
    expect(await access(check)).toBe(expected);
  });

  test.each([
    ['a bad token', Response.json({ error: 'Invalid credentials in Authorization header' }, { status: 401 }), 'auth'],
    ['a place that is gone', Response.json({ error: 'no such place' }, { status: 404 }), 'not-found'],
    ['somebody else’s page', new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'bad-response'],
  ])('%s is neither yes nor no', async (_, check, code) => {
    expect(await failureOf(access(check))).toMatchObject({ name: 'InferenceError', code });
  });
});

describe('failures are told apart', () => {
  const cases: readonly (readonly [what: string, answer: Response, code: string, words: string])[] = [
    ['unknown', refusal(404, 'RepoNotFound', 'Repository not found'), 'not-found', 'name of the model'],
    ['unknown, to one without a token', refusal(401, 'RepoNotFound', 'Invalid username'), 'not-found', 'private'],
    ['terms', refusal(403, 'GatedRepo', 'Access is restricted'), 'gated', 'https://huggingface.co/org/model'],
    [
      'taken down',
      Response.json({ error: 'Access to this resource is disabled.' }, { status: 403 }),
      'not-found',
      'taken down',
    ],
    ['gone', Response.json({ error: 'Gone' }, { status: 410 }), 'not-found', 'retired'],
    ['a bad token', Response.json({ error: 'Invalid credentials' }, { status: 401 }), 'auth', 'HF_TOKEN'],
    ['no page', Response.json([]), 'bad-response', 'could not be read'],
    ['tags of another kind', Response.json({ tags: 'all' }), 'bad-response', 'tags'],
  ];
  test.each(cases)('%s', async (_, answer, code, words) => {
    const { fetch } = stubFetch(() => answer);
    const error = await failureOf(catalogOf({ fetch, apiKey: 'hf_x' }).describe('org/model'));
    expect(error).toMatchObject({ name: 'InferenceError', code, model: 'org/model' });
    expect(String(error)).toContain(words);
  });

  test.each(['', ' ', '../x', 'a//b', 'https://huggingface.co/org/model'])('%j is no name', async (model) => {
    const { fetch, seen } = stubFetch(() => Response.json({}));
    expect(await failureOf(catalogOf({ fetch }).describe(model))).toMatchObject({ code: 'invalid-request' });
    expect(seen).toEqual([]);
  });
});

describe('the token that goes to the Hub', () => {
  const environment = { HF_TOKEN: 'hf_environment' };
  const cases: readonly (readonly [what: string, options: HfOptions, sent: string | null])[] = [
    ['the environment’s', {}, 'Bearer hf_environment'],
    ['the one that was passed', { apiKey: 'hf_passed' }, 'Bearer hf_passed'],
    [
      'one for a part of the router',
      { apiKey: 'hf_passed', baseUrl: 'https://router.huggingface.co/groq/v1' },
      'Bearer hf_passed',
    ],
    ['never another server’s', { apiKey: 'secret', baseUrl: 'http://localhost:8080' }, 'Bearer hf_environment'],
    [
      'never another server’s header',
      { headers: { authorization: 'secret' }, baseUrl: 'https://a.example' },
      'Bearer hf_environment',
    ],
  ];
  test.each(cases)('%s', async (_, options, sent) => {
    const { fetch, seen } = stubFetch(() => Response.json({}));
    await catalogOf({ ...options, fetch }, environment).describe('org/model');
    expect(seen[0]?.headers.get('authorization')).toBe(sent);
  });

  test('one that cannot be had is an error that says so, without its words', async () => {
    const apiKey = () => Promise.reject(new TypeError('the vault said hf_secret'));
    const error = await failureOf(catalogOf({ apiKey, fetch: giving({}) }).describe('org/model'));
    expect(error).toMatchObject({ name: 'InferenceError', code: 'auth' });
    expect(String(error)).not.toContain('hf_secret');
  });
});
