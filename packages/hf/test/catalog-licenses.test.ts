import { runMany } from '@x/core';
import { describe, expect, test } from 'vitest';
import { hf as chatHf } from '../src/chat.ts';
import { hf } from '../src/index.ts';
import type { HfOptions } from '../src/options.ts';
import { isHub, platformAt, refusal } from './hub.ts';
import { failureOf, stubFetch } from './stub.ts';

const said = { choices: [{ message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }] };
const event = { choices: [{ delta: { content: 'Hi' }, finish_reason: 'stop' }] };

/** A provider that allows two licences, before a Hub that gives one answer, and a model that does its work. */
function allowing(hub: () => Response, options: HfOptions = {}) {
  const { fetch, seen } = stubFetch((asked) => {
    if (isHub(asked)) return hub();
    if (asked.body['stream'] === true) {
      return new Response(`data: ${JSON.stringify(event)}\n\ndata: [DONE]\n\n`, {
        headers: { 'content-type': 'text/event-stream' },
      });
    }
    if (asked.url.endsWith('/chat/completions')) return Response.json(said);
    const count = Array.isArray(asked.body['inputs']) ? asked.body['inputs'].length : 1;
    return Response.json(Array(count).fill([{ label: 'A', score: 1 }]));
  });
  const settings = { fetch, apiKey: 'hf_x', licenses: ['apache-2.0', 'MIT'], retry: { limit: 0 }, ...options };
  const provider = hf(settings, platformAt().platform);
  const calls = () => seen.filter((asked) => !isHub(asked));
  const lookUps = () => seen.filter(isHub);
  return { provider, calls, lookUps };
}

const page = (license: string) => () => Response.json({ id: 'org/model', tags: [`license:${license}`] });
const model = 'org/model';
const texts = ['one', 'two'].map((text) => ({ model, text }));

/** Every way to make a call. */
const ways: readonly (readonly [string, (provider: ReturnType<typeof hf>) => Promise<unknown>])[] = [
  ['run', (provider) => provider.run('text-classification', { model, text: 'a' })],
  ['run of chat', (provider) => provider.run('chat', { model: `${model}:groq`, prompt: 'a' })],
  ['stream', (provider) => provider.stream('chat', { model, prompt: 'a' }).result()],
  ['a list', (provider) => runMany(provider, 'text-classification', texts)],
  ['several chats', (provider) => runMany(provider, 'chat', [{ model, prompt: 'a' }])],
  ['prepare', (provider) => provider.prepare('chat', { model, prompt: 'a' })],
];

describe.each(ways)('%s', (_, call) => {
  test('goes on with a licence that is allowed', async () => {
    const { provider, lookUps } = allowing(page('mit'));
    await call(provider);
    await call(provider);
    expect(lookUps()).toHaveLength(1);
  });

  const refused: readonly (readonly [what: string, hub: () => Response, code: string, words: readonly string[]])[] = [
    ['another licence', page('llama3.1'), 'unsupported', ['llama3.1', 'apache-2.0, MIT', 'huggingface.co/org/model']],
    ['no licence', () => Response.json({ id: model }), 'unsupported', ['states no licence']],
    [
      'two, of which one is not allowed',
      () => Response.json({ cardData: { license: ['mit', 'gpl'] } }),
      'unsupported',
      ['mit, gpl'],
    ],
    ['a model that is not on the Hub', () => refusal(404, 'RepoNotFound'), 'not-found', ['could not be looked up']],
    ['a Hub that is down', () => new Response('', { status: 502 }), 'server', ['could not be looked up', 'apache-2.0']],
    ['a Hub that cannot be read', () => Response.json([]), 'bad-response', ['could not be looked up']],
  ];
  test.each(refused)('is refused with %s, and nothing is sent', async (_what, hub, code, words) => {
    const { provider, calls } = allowing(hub);
    const error = await failureOf(call(provider));
    expect(error).toMatchObject({ name: 'InferenceError', code, provider: 'hf' });
    for (const word of words) expect(String(error)).toContain(word);
    expect(calls()).toEqual([]);
  });
});

test('a list of one model is looked up once and still goes as one request', async () => {
  const { provider, calls, lookUps } = allowing(page('apache-2.0'));
  await runMany(provider, 'text-classification', texts);
  expect(lookUps()).toHaveLength(1);
  expect(calls().map(({ body }) => body['inputs'])).toEqual([['one', 'two']]);
});

test('a list of several models is looked up for each', async () => {
  const { provider, lookUps } = allowing(page('apache-2.0'));
  await runMany(provider, 'text-classification', [...texts, { model: 'org/other', text: 'three' }]);
  expect(lookUps()).toHaveLength(2);
});

test('several licences that are all allowed', async () => {
  const { provider } = allowing(() => Response.json({ cardData: { license: ['mit', 'apache-2.0'] } }));
  expect(await provider.run('chat', { model, prompt: 'a' })).toMatchObject({ text: 'Hi' });
});

test('none are allowed by an empty list', async () => {
  const { provider } = allowing(page('mit'), { licenses: [] });
  expect(await failureOf(provider.run('chat', { model, prompt: 'a' }))).toMatchObject({ code: 'unsupported' });
});

test('without licenses the Hub is not asked', async () => {
  const { provider, lookUps } = allowing(page('mit'), { licenses: undefined });
  await provider.run('chat', { model, prompt: 'a' });
  expect(lookUps()).toEqual([]);
});

test('with a server of one’s own the Hub is asked all the same, without that server’s key', async () => {
  const { provider, calls, lookUps } = allowing(page('gpl'), { baseUrl: 'http://localhost:8080' });
  expect(await failureOf(provider.run('chat', { model, prompt: 'a' }))).toMatchObject({ code: 'unsupported' });
  expect(calls()).toEqual([]);
  expect(lookUps()[0]?.headers.has('authorization')).toBe(false);
});

test('an abort ends the wait for the Hub', async () => {
  const stop = new AbortController();
  const { fetch } = stubFetch(() => {
    stop.abort();
    return new Promise(() => undefined);
  });
  const provider = hf({ fetch, apiKey: 'hf_x', licenses: ['mit'] }, platformAt().platform);
  const call = provider.run('chat', { model, prompt: 'a' }, { signal: stop.signal });
  expect(await failureOf(call)).toMatchObject({ code: 'aborted' });
});

test('the tasks stay what they were', () => {
  const { provider } = allowing(page('mit'));
  expect(Object.keys(provider.tasks).sort()).toEqual(Object.keys(hf().tasks).sort());
});

test('the narrow door does not take licenses, and has no catalog', () => {
  // @ts-expect-error: what it would take to look licences up is not in it.
  const provider = chatHf({ licenses: ['mit'] });
  expect(provider.catalog).toBeUndefined();
});
