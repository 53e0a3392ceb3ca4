import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { query } from '../src/index.ts';
import { failureOf, type Seen, stubFetch, withoutTokens } from './stub.ts';

beforeEach(() => {
  withoutTokens();
  vi.stubEnv('HF_TOKEN', 'hf_environment');
});
afterEach(() => void vi.unstubAllEnvs());

const TASKS = 'https://router.huggingface.co/hf-inference/models';
const CHAT = 'https://router.huggingface.co/v1/chat/completions';
const isHub = ({ url }: Seen): boolean => url.startsWith('https://huggingface.co/api/models/');
const chatAnswer = { choices: [{ message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }], extra: 1 };

/** A Hub that says one thing of every model, and a model that gives one answer. */
function serving(page: unknown, answer: unknown, status = 200) {
  const { fetch, seen } = stubFetch((asked) =>
    isHub(asked) ? Response.json(page, { status: page === undefined ? 500 : 200 }) : Response.json(answer, { status }),
  );
  const calls = () => seen.filter((asked) => !isHub(asked));
  const lookUps = () => seen.filter(isHub);
  return { fetch, seen, calls, lookUps };
}

const sentiment = { pipeline_tag: 'text-classification', tags: ['bert'] };
const conversation = { pipeline_tag: 'text-generation', tags: ['conversational'] };

describe('the JSON as the model gave it', () => {
  test.each([[[[{ label: 'POSITIVE', score: 1 }]]], [{ anything: ['at', 'all'] }], [[]], [7]])('%j', async (answer) => {
    const { fetch } = serving(sentiment, answer);
    expect(await query('I like this', { model: 'org/model', fetch })).toEqual(answer);
  });

  test('with nothing set up but the environment', async () => {
    const { fetch, seen } = serving(sentiment, []);
    await query('I like this', { model: 'org/model', fetch, parameters: { top_k: 2 } });
    const [lookUp, call] = seen;
    expect(lookUp).toMatchObject({ method: 'GET', body: {} });
    expect(new URL(lookUp?.url ?? '').pathname).toBe('/api/models/org/model');
    expect(new URL(lookUp?.url ?? '').searchParams.getAll('expand[]')).toEqual(
      expect.arrayContaining(['pipeline_tag', 'tags']),
    );
    expect(call).toMatchObject({ method: 'POST', url: `${TASKS}/org/model` });
    expect(call?.body).toEqual({ inputs: 'I like this', parameters: { top_k: 2 } });
    for (const { headers } of seen) expect(headers.get('authorization')).toBe('Bearer hf_environment');
  });

  test('a token that is passed goes before', async () => {
    const { fetch, seen } = serving(sentiment, []);
    await query('I like this', { model: 'org/model', token: () => 'hf_passed', fetch });
    for (const { headers } of seen) expect(headers.get('authorization')).toBe('Bearer hf_passed');
  });

  test('a list goes as one, to one answer', async () => {
    const { fetch, calls } = serving(sentiment, [[], []]);
    expect(await query(['one', 'two'], { model: 'org/model', fetch })).toEqual([[], []]);
    expect(calls().map(({ body }) => body)).toEqual([{ inputs: ['one', 'two'] }]);
  });
});

describe('how a model is asked', () => {
  const pages: readonly (readonly [string, unknown, url: string])[] = [
    ['a pipeline', sentiment, `${TASKS}/org/model`],
    ['a model for conversations', conversation, CHAT],
    ['one that sees as well', { pipeline_tag: 'image-text-to-text', tags: ['conversational'] }, CHAT],
    ['one that goes on with a text', { pipeline_tag: 'text-generation', tags: ['gpt2'] }, `${TASKS}/org/model`],
    ['the seed’s task', { pipeline_tag: 'text2text-generation', tags: [] }, `${TASKS}/org/model`],
    ['vectors', { pipeline_tag: 'feature-extraction', tags: [] }, `${TASKS}/org/model/pipeline/feature-extraction`],
    ['nothing said', {}, `${TASKS}/org/model`],
    ['a page that is none', { pipeline_tag: 7 }, `${TASKS}/org/model`],
    ['a Hub that is down', undefined, `${TASKS}/org/model`],
  ];
  test.each(pages)('%s', async (_, page, url) => {
    const { fetch, calls } = serving(page, chatAnswer);
    expect(await query('Hello', { model: 'org/model', fetch })).toEqual(chatAnswer);
    expect(calls().map((call) => call.url)).toEqual([url]);
  });

  const named: readonly (readonly [task: string, url: string])[] = [
    ['conversational', CHAT],
    ['chat', CHAT],
    ['text2text-generation', `${TASKS}/org/model`],
    ['sentiment-analysis', `${TASKS}/org/model`],
    ['feature-extraction', `${TASKS}/org/model/pipeline/feature-extraction`],
  ];
  test.each(named)('the task %s spares the question to the Hub', async (task, url) => {
    const { fetch, seen } = serving(undefined, chatAnswer);
    await query('Hello', { model: 'org/model', task, fetch });
    expect(seen.map((call) => call.url)).toEqual([url]);
  });

  const places: readonly (readonly [model: string, baseUrl: string | undefined, url: string])[] = [
    ['org/model:cerebras', undefined, CHAT],
    ['any', 'http://localhost:8080', 'http://localhost:8080/'],
    ['any', 'http://localhost:8080/v1', 'http://localhost:8080/v1/chat/completions'],
  ];
  test.each(places)('so does %s at %s', async (model, baseUrl, url) => {
    const { fetch, seen } = serving(undefined, chatAnswer);
    await query('Hello', { model, baseUrl, fetch });
    expect(seen.map((call) => call.url)).toEqual([url]);
  });

  test('the retired host stands for the router', async () => {
    const { fetch, calls } = serving(sentiment, []);
    const baseUrl = 'https://api-inference.huggingface.co/models/org/model';
    await query('Hello', { model: 'org/model', baseUrl, fetch });
    expect(calls().map((call) => call.url)).toEqual([`${TASKS}/org/model`]);
  });

  test('vectors have their settings beside the texts, chat has them by its own names', async () => {
    const vectors = serving({ pipeline_tag: 'feature-extraction' }, [[1]]);
    await query(['a'], { model: 'org/model', parameters: { normalize: true }, fetch: vectors.fetch });
    expect(vectors.calls()[0]?.body).toEqual({ inputs: ['a'], normalize: true });
    const chat = serving(conversation, chatAnswer);
    await query('a', { model: 'org/model', parameters: { max_length: 9, temperature: 0.1 }, fetch: chat.fetch });
    expect(chat.calls()[0]?.body).toEqual({
      model: 'org/model',
      messages: [{ role: 'user', content: 'a' }],
      max_tokens: 9,
      temperature: 0.1,
    });
  });

  test('a list to a chat model is a conversation each', async () => {
    const { fetch, calls } = serving(conversation, chatAnswer);
    expect(await query(['one', 'two'], { model: 'org/model', fetch })).toEqual([chatAnswer, chatAnswer]);
    expect(calls()).toHaveLength(2);
  });
});

describe('the Hub is asked once', () => {
  test('for calls one after another and side by side, but apart for each token', async () => {
    const { fetch, lookUps } = serving(sentiment, []);
    const ask = (token: string, model = 'org/model') => query('Hello', { model, token, fetch });
    await Promise.all([ask('hf_one'), ask('hf_one')]);
    await ask('hf_one');
    expect(lookUps()).toHaveLength(1);
    await ask('hf_two');
    expect(lookUps()).toHaveLength(2);
    await ask('hf_one', 'org/other');
    expect(lookUps()).toHaveLength(3);
  });

  test('again after it failed', async () => {
    const { fetch, lookUps } = serving(undefined, []);
    await query('Hello', { model: 'org/model', fetch });
    await query('Hello', { model: 'org/model', fetch });
    expect(lookUps()).toHaveLength(2);
  });
});

describe('failures', () => {
  test('carry the status and the host’s words', async () => {
    const { fetch } = serving(sentiment, { error: 'Model org/model does not exist' }, 404);
    const error = await failureOf(query('Hello', { model: 'org/model', fetch }));
    expect(error).toMatchObject({ name: 'InferenceError', code: 'not-found', status: 404, model: 'org/model' });
    expect(error).toMatchObject({ message: expect.stringContaining('does not exist') });
  });

  test('never repeat the prompt', async () => {
    const prompt = 'my innermost secret';
    const { fetch } = serving(sentiment, { error: `cannot read: ${prompt}` }, 400);
    for (const asked of [prompt, ['hello', prompt]]) {
      const error = await failureOf(query(asked, { model: 'org/model', fetch }));
      expect(String(error)).not.toContain('innermost');
    }
  });

  test.each([
    ['', 'org/model', undefined, 'invalid-request', 'prompt is empty'],
    [[], 'org/model', undefined, 'invalid-request', 'prompt is empty'],
    [['a', ' '], 'org/model', undefined, 'invalid-request', 'prompt is empty'],
    ['a', '', undefined, 'invalid-request', 'no model was named'],
    ['a', '../x', 'summarization', 'invalid-request', 'not a name on the Hub'],
    ['a', 'org/model', 'sumarization', 'unsupported', 'summarization'],
  ])('%j to %j as %s is %s', async (prompt, model, task, code, words) => {
    const { fetch, calls } = serving(sentiment, []);
    const error = await failureOf(query(prompt, { model, task, fetch }));
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(calls()).toEqual([]);
  });

  test('an abort ends the wait for the Hub', async () => {
    const stop = new AbortController();
    const fetch: typeof globalThis.fetch = () => {
      stop.abort();
      return new Promise(() => undefined);
    };
    const error = await failureOf(query('Hello', { model: 'org/model', fetch, signal: stop.signal }));
    expect(error).toMatchObject({ code: 'aborted' });
  });

  test('a Hub that says nothing does not take all of the caller’s time', async () => {
    const fetch: typeof globalThis.fetch = async (url) =>
      String(url).includes('/api/models/') ? new Promise(() => undefined) : Response.json(['there']);
    expect(await query('Hello', { model: 'org/model', fetch, timeout: { total: 1_000 } })).toEqual(['there']);
  });
});
