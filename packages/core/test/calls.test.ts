import { InferenceError, runMany } from '@x/core';
import { describe, expect, test, vi } from 'vitest';
import { answer, answerBody, events, platformWith, recordingFetch, stubVendor } from './stub-vendor.ts';

const input = { model: 'm', prompt: 'hello' };

async function failureOf(work: Promise<unknown>): Promise<InferenceError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!InferenceError.is(error)) throw new Error(`expected an InferenceError, got ${String(error)}`);
  return error;
}

describe('keys', () => {
  const cases: readonly (readonly [string, Parameters<typeof stubVendor>[0], Record<string, string>, string | null])[] =
    [
      ['a passed key goes to the vendor', { apiKey: 'passed' }, {}, 'Bearer passed'],
      ['a key of the environment goes to the vendor', {}, { STUB_KEY: 'env' }, 'Bearer env'],
      ['a function is asked', { apiKey: async () => 'asked' }, {}, 'Bearer asked'],
      [
        'a passed key goes to the place beside it',
        { apiKey: 'passed', baseUrl: 'http://localhost:1/v1' },
        {},
        'Bearer passed',
      ],
      ['a key of the environment goes nowhere else', { baseUrl: 'https://other.test/v1' }, { STUB_KEY: 'env' }, null],
      ['nor in the clear', { baseUrl: 'http://api.stub.test/v1' }, { STUB_KEY: 'env' }, null],
      ['nor to a host that looks alike', { baseUrl: 'https://api.stub.test.evil.test' }, { STUB_KEY: 'env' }, null],
      ['a header of the caller wins', { apiKey: 'passed', headers: { Authorization: 'Own x' } }, {}, 'Own x'],
    ];
  test.each(cases)('%s', async (_, options, environment, expected) => {
    const { fetch, seen } = recordingFetch(() => answer('hi'));
    await stubVendor({ ...options, fetch }, platformWith(environment)).run('chat', input);
    expect(seen[0]?.headers.get('authorization')).toBe(expected);
  });

  test('without a key nothing is sent, and the message says where one comes from', async () => {
    const { fetch, seen } = recordingFetch(() => answer('hi'));
    const error = await failureOf(stubVendor({ fetch }, platformWith({})).run('chat', input));
    expect(error).toMatchObject({ code: 'auth', provider: 'stub' });
    expect(error.message).toMatch(/STUB_KEY.*https:\/\/stub\.test\/keys/);
    expect(seen).toHaveLength(0);
  });

  test('a browser does not get the key unless it may', async () => {
    const { fetch, seen } = recordingFetch(() => answer('hi'));
    const error = await failureOf(stubVendor({ apiKey: 'k', fetch }, platformWith({}, true)).run('chat', input));
    expect(error.code).toBe('auth');
    await stubVendor({ apiKey: 'k', fetch, allowBrowser: true }, platformWith({}, true)).run('chat', input);
    expect(seen).toHaveLength(1);
  });

  test.each<[string, () => string | Promise<string>]>([
    [
      'throws',
      () => {
        throw new TypeError('vault closed');
      },
    ],
    ['gives what no header can carry', () => 'bad\nkey'],
  ])('a key function that %s is an auth error', async (_, apiKey) => {
    const { fetch } = recordingFetch(() => answer('hi'));
    const error = await failureOf(stubVendor({ apiKey, fetch }).run('chat', input));
    expect(error).toMatchObject({ code: 'auth', retryable: false });
    expect(error.message).not.toMatch(/vault closed|bad\nkey/);
  });

  test('a key function that hangs is given up with the call', async () => {
    const { fetch } = recordingFetch(() => answer('hi'));
    const provider = stubVendor({ apiKey: () => new Promise<string>(() => undefined), fetch });
    const error = await failureOf(provider.run('chat', input, { timeout: { total: 10 } }));
    expect(error).toMatchObject({ code: 'timeout', timer: 'total' });
  });

  test('a key never comes out, wherever it was given', async () => {
    const vendor = 'Incorrect key my-own-secret-1 and prompt: tell me about my private life';
    const { fetch } = recordingFetch(() => Response.json({ error: { message: vendor } }, { status: 401 }));
    const prompt = 'tell me about my private life';
    for (const options of [
      { apiKey: 'my-own-secret-1' },
      { headers: { authorization: 'Bearer my-own-secret-1' }, apiKey: 'x' },
    ]) {
      const error = await failureOf(stubVendor({ ...options, fetch }).run('chat', { model: 'm', prompt }));
      for (const shown of [error.message, JSON.stringify(error), error.stack ?? '']) {
        expect(shown).not.toContain('my-own-secret-1');
        expect(shown).not.toContain('my private life');
      }
    }
  });

  test('prepare shows the request without its secrets', async () => {
    const provider = stubVendor({ apiKey: 'k', headers: { authorization: 'Bearer s', 'x-own': '1' } });
    expect(await provider.prepare('chat', input)).toEqual({
      method: 'POST',
      url: 'https://api.stub.test/v1/chat/completions',
      headers: { 'content-type': 'application/json', 'x-own': '1' },
      body: { model: 'm', messages: [{ role: 'user', content: 'hello' }] },
      warnings: [],
    });
  });
});

describe('redirects', () => {
  const redirect = (location: string, status = 307) => new Response(null, { status, headers: { location } });

  test('are followed on the same origin, with the body', async () => {
    const { fetch, seen } = recordingFetch((_, count) => (count === 1 ? redirect('/v2/chat') : answer('hi')));
    expect((await stubVendor({ apiKey: 'k', fetch }).run('chat', input)).text).toBe('hi');
    expect(seen[1]).toMatchObject({ url: 'https://api.stub.test/v2/chat', body: { model: 'm' } });
  });

  test('are not followed to another origin', async () => {
    const { fetch, seen } = recordingFetch(() => redirect('https://evil.test/x'));
    const error = await failureOf(stubVendor({ apiKey: 'k', fetch }).run('chat', input));
    expect(error.code).toBe('bad-response');
    expect(error.message).toContain('evil.test');
    expect(seen).toHaveLength(1);
  });

  test('are not followed in circles', async () => {
    const { fetch, seen } = recordingFetch(() => redirect('/v1/chat/completions'));
    const error = await failureOf(stubVendor({ apiKey: 'k', fetch }).run('chat', input));
    expect(error.message).toContain('in circles');
    expect(seen).toHaveLength(6);
  });
});

describe('retries', () => {
  const busy = (headers: Record<string, string> = {}, status = 429) =>
    Response.json({ error: { message: 'busy' } }, { status, headers });

  test('wait as the vendor asks, and count', async () => {
    const { fetch } = recordingFetch((_, count) => (count < 3 ? busy({ 'retry-after-ms': '1' }) : answer('hi')));
    expect(await stubVendor({ apiKey: 'k', fetch }).run('chat', input)).toMatchObject({ meta: { attempts: 3 } });
  });

  test('end with the last error', async () => {
    const { fetch, seen } = recordingFetch(() => busy({ 'retry-after-ms': '1' }));
    expect(await failureOf(stubVendor({ apiKey: 'k', fetch }).run('chat', input))).toMatchObject({
      code: 'rate-limit',
    });
    expect(seen).toHaveLength(3);
  });

  test('do not wait longer than they may, and say how long that was', async () => {
    const { fetch, seen } = recordingFetch(() => busy({ 'retry-after': '120' }));
    const error = await failureOf(stubVendor({ apiKey: 'k', fetch }).run('chat', input));
    expect(error).toMatchObject({ code: 'rate-limit', retryAfterMs: 120_000 });
    expect(error.message).toContain('120 s');
    expect(seen).toHaveLength(1);
  });

  test('do not take the state of a limit for a wait', async () => {
    const state = { 'x-ratelimit-remaining-requests': '9999', 'x-ratelimit-reset-requests': '7m12s' };
    const { fetch } = recordingFetch(() => busy(state, 500));
    const error = await failureOf(stubVendor({ apiKey: 'k', fetch, retry: { limit: 0 } }).run('chat', input));
    expect(error).not.toHaveProperty('retryAfterMs');
  });

  test.each([
    [{ message: 'x', code: 'insufficient_quota' }, 'quota'],
    [{ message: 'Request too large for m: Limit 1, Requested 2', code: 'rate_limit_exceeded' }, 'rate-limit'],
  ])('are not made for %j', async (error, code) => {
    const { fetch, seen } = recordingFetch(() => Response.json({ error }, { status: 429 }));
    expect(await failureOf(stubVendor({ apiKey: 'k', fetch }).run('chat', input))).toMatchObject({
      code,
      retryable: false,
    });
    expect(seen).toHaveLength(1);
  });

  test('a body that broke leaves no timer running into the next attempt', async () => {
    const { fetch } = recordingFetch(async (_, count) => {
      if (count === 1) return new Response(new ReadableStream({ start: (c) => c.error(new TypeError('terminated')) }));
      await new Promise((resolve) => setTimeout(resolve, 60));
      return answer('hi');
    });
    const provider = stubVendor(
      { apiKey: 'k', fetch, timeout: { idle: 30 } },
      { ...platformWith({}), random: () => 0 },
    );
    expect(await provider.run('chat', input)).toMatchObject({ text: 'hi', meta: { attempts: 2 } });
  });
});

describe('timers', () => {
  const hangsOnce = () =>
    recordingFetch((_, count) => (count === 1 ? new Promise<Response>(() => undefined) : answer('hi')));

  test('an attempt that took too long is made again', async () => {
    const provider = stubVendor(
      { apiKey: 'k', fetch: hangsOnce().fetch, timeout: { firstByte: 15 } },
      { ...platformWith({}), random: () => 0 },
    );
    expect(await provider.run('chat', input)).toMatchObject({ text: 'hi', meta: { attempts: 2 } });
    const stream = stubVendor(
      { apiKey: 'k', fetch: hangsOnce().fetch, timeout: { firstByte: 15 } },
      { ...platformWith({}), random: () => 0 },
    ).stream('chat', input);
    expect(await stream.result()).toMatchObject({ text: 'hi', meta: { attempts: 2 } });
  });

  test('a setting that is undefined leaves the one below it in place', async () => {
    const { fetch } = recordingFetch(() => new Promise<Response>(() => undefined));
    const provider = stubVendor({ apiKey: 'k', fetch, timeout: { firstByte: 15 }, retry: { limit: 0 } });
    const call = { timeout: { firstByte: undefined }, retry: { limit: undefined } };
    expect(await failureOf(provider.run('chat', input, call))).toMatchObject({ code: 'timeout', timer: 'firstByte' });
  });
});

describe('the caller', () => {
  test('who has aborted already asks and sends nothing', async () => {
    const { fetch, seen } = recordingFetch(() => answer('hi'));
    const apiKey = vi.fn(() => 'k');
    const error = await failureOf(stubVendor({ apiKey, fetch }).run('chat', input, { signal: AbortSignal.abort() }));
    expect(error.code).toBe('aborted');
    expect(seen).toHaveLength(0);
    expect(apiKey).not.toHaveBeenCalled();
  });

  test('who aborts is heard even where the signal is not', async () => {
    const controller = new AbortController();
    const { fetch, seen } = recordingFetch(() => new Promise<Response>(() => undefined));
    const failure = failureOf(stubVendor({ apiKey: 'k', fetch }).run('chat', input, { signal: controller.signal }));
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    controller.abort();
    expect(await failure).toMatchObject({ code: 'aborted' });
  });

  test('leaves no listener on a signal after many calls', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const { fetch } = recordingFetch(({ body }) => (body['stream'] ? events(['[DONE]']) : answer('hi')));
    const provider = stubVendor({ apiKey: 'k', fetch });
    for (let count = 0; count < 20; count++) {
      await provider.run('chat', input, { signal });
      await provider.stream('chat', input, { signal }).result();
    }
    expect(added.mock.calls.length).toBe(40);
    expect(removed.mock.calls.length).toBeGreaterThanOrEqual(40);
  });

  test.each([
    ['an empty prompt', { model: 'm', prompt: ' ' }, 'empty'],
    ['no prompt', { model: 'm' }, 'exactly one'],
    ['two of them', { model: 'm', prompt: 'a', messages: [] }, 'exactly one'],
    ['no messages', { model: 'm', messages: [] }, 'messages is empty'],
    ['no model', { model: ' ', prompt: 'a' }, 'no model'],
    ['what JSON cannot hold', { model: 'm', prompt: 'a', parameters: { n: 1n } }, 'could not be written'],
  ])('is told what is wrong with %s', async (_, wrong, words) => {
    const { fetch, seen } = recordingFetch(() => answer('hi'));
    const error = await failureOf(stubVendor({ apiKey: 'k', fetch }).run('chat', wrong));
    expect(error.code).toBe('invalid-request');
    expect(error.message).toContain(words);
    expect(seen).toHaveLength(0);
  });

  test('is told of a setting that is dropped, or stopped by it, or not told', async () => {
    const { fetch, seen } = recordingFetch(() => answer('hi'));
    const provider = stubVendor({ apiKey: 'k', fetch });
    const { warnings } = await provider.run('chat', { ...input, topK: 3 });
    expect(warnings).toMatchObject([{ type: 'unsupported', setting: 'topK' }]);
    expect(seen[0]?.body).not.toHaveProperty('top_k');
    expect((await provider.run('chat', { ...input, topK: 3 }, { onUnsupported: 'ignore' })).warnings).toEqual([]);
    const refused = await failureOf(provider.run('chat', { ...input, topK: 3 }, { onUnsupported: 'error' }));
    expect(refused.code).toBe('unsupported');
  });
});

describe('answers that are none', () => {
  test.each<[string, () => Response, string, string]>([
    ['nothing', () => new Response(null), 'bad-response', 'empty'],
    [
      'not JSON',
      () => new Response('<html>x</html>', { headers: { 'content-type': 'text/html' } }),
      'bad-response',
      'text/html',
    ],
    ['another shape', () => Response.json({ nope: 1 }), 'bad-response', 'choices'],
    ['no choices', () => Response.json({ choices: [] }), 'bad-response', 'choices'],
    ['a message of another kind', () => Response.json({ choices: [{ message: 'x' }] }), 'bad-response', 'message'],
    [
      'content of another kind',
      () => Response.json({ choices: [{ message: { content: 42 } }] }),
      'bad-response',
      'content',
    ],
    [
      'a message that says nothing',
      () => Response.json({ choices: [{ message: {} }] }),
      'bad-response',
      'says nothing',
    ],
    ['an error with a good status', () => Response.json({ error: { message: 'x', code: 402 } }), 'quota', 'x'],
    [
      'a page with a bad status',
      () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }),
      'server',
      'text/html',
    ],
  ])('%s', async (_, respond, code, words) => {
    const { fetch } = recordingFetch(respond);
    const error = await failureOf(stubVendor({ apiKey: 'k', fetch, retry: { limit: 0 } }).run('chat', input));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  test("a content filter's error is an answer", async () => {
    const filtered = () => Response.json({ error: { message: 'filtered', code: 'content_filter' } }, { status: 400 });
    const provider = stubVendor({ apiKey: 'k', fetch: recordingFetch(filtered).fetch });
    const expected = { text: '', finishReason: 'content-filter', meta: { rawFinishReason: 'content_filter' } };
    expect(await provider.run('chat', input)).toMatchObject(expected);
    expect(await provider.stream('chat', input).result()).toMatchObject(expected);
  });

  test('a host that cannot be reached is named, with the code of the failure', async () => {
    const fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) });
    };
    const error = await failureOf(stubVendor({ apiKey: 'k', fetch, retry: { limit: 0 } }).run('chat', input));
    expect(error).toMatchObject({ code: 'network', retryable: true });
    expect(error.message).toMatch(/api\.stub\.test.*ECONNREFUSED/);
    expect(error.cause).toBeUndefined();
  });
});

describe('runMany', () => {
  test('keeps the order and sums what every answer states', async () => {
    const { fetch } = recordingFetch(async ({ body }) => {
      const said = JSON.stringify(body['messages']).includes('slow') ? 'slow' : 'fast';
      if (said === 'slow') await new Promise((resolve) => setTimeout(resolve, 5));
      return answer(said);
    });
    const inputs = ['slow', 'fast', 'slow', 'fast'].map((prompt) => ({ model: 'm', prompt }));
    const { results, usage } = await runMany(stubVendor({ apiKey: 'k', fetch }), 'chat', inputs, { concurrency: 2 });
    expect(results.map((result) => result.text)).toEqual(['slow', 'fast', 'slow', 'fast']);
    expect(usage).toEqual({ inputTokens: 12, outputTokens: 8, totalTokens: 20 });
  });

  test('fails as a whole and stops the rest', async () => {
    const { fetch, seen } = recordingFetch((_, count) =>
      count === 1 ? Response.json({ error: 'no' }, { status: 400 }) : Response.json(answerBody('hi')),
    );
    const inputs = Array.from({ length: 20 }, () => input);
    const error = await failureOf(runMany(stubVendor({ apiKey: 'k', fetch }), 'chat', inputs, { concurrency: 1 }));
    expect(error.code).toBe('invalid-request');
    expect(seen).toHaveLength(1);
  });
});
