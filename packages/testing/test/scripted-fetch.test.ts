import { describe, expect, test } from 'vitest';
import { scriptedFetch } from '../src/index.ts';

const url = 'https://host.example/path';

async function piecesOf(response: Response): Promise<readonly string[]> {
  const pieces: string[] = [];
  const decoder = new TextDecoder();
  for await (const piece of response.body ?? []) pieces.push(decoder.decode(piece));
  return pieces;
}

describe('a scripted fetch plays its script', () => {
  test('replies come in order, the last of them again and again', async () => {
    const fetch = scriptedFetch([{ status: 503 }, { json: { n: 2 } }]);
    const statuses = [await fetch(url), await fetch(url), await fetch(url)].map(({ status }) => status);
    expect(statuses).toEqual([503, 200, 200]);
  });

  test('a function sees the request and its number', async () => {
    const fetch = scriptedFetch(({ json }, count) => ({ json: { echo: json, count } }));
    await fetch(url, { method: 'POST', body: '{"a":1}' });
    const second = await fetch(new Request(url, { method: 'POST', body: '{"b":2}' }));
    expect(await second.json()).toEqual({ echo: { b: 2 }, count: 2 });
  });

  test('an empty script is refused where it is made', () => {
    expect(() => scriptedFetch([])).toThrow(RangeError);
  });

  test.each([
    [{ json: { a: 1 } }, 'application/json', '{"a":1}'],
    [{ text: 'plain' }, 'text/plain', 'plain'],
    [{ frames: ['data: 1\n\n', 'data: 2\n\n'] }, 'text/event-stream', 'data: 1\n\ndata: 2\n\n'],
    [{ text: '<p>', headers: { 'content-type': 'text/html' } }, 'text/html', '<p>'],
  ])('%j has the content type and the bytes that it says', async (reply, type, body) => {
    const response = await scriptedFetch(reply)(url);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(body);
  });

  test('a reply without a body, and a status that takes none', async () => {
    expect(await (await scriptedFetch({ status: 500 })(url)).text()).toBe('');
    expect((await scriptedFetch({ status: 204 })(url)).body).toBe(null);
  });

  test.each([
    ['frames', ['äb', 'c']],
    ['whole', ['äbc']],
    [3, ['äb', 'c']],
  ] as const)('a body that is cut by %s', async (cut, pieces) => {
    expect(await piecesOf(await scriptedFetch({ frames: ['äb', 'c'], cut })(url))).toEqual(pieces);
  });

  test('a body that is cut inside a character', async () => {
    const response = await scriptedFetch({ text: 'ä', cut: 1 })(url);
    const lengths: number[] = [];
    for await (const piece of response.body ?? []) lengths.push(piece.length);
    expect(lengths).toEqual([1, 1]);
  });

  test('a request that fails and a body that breaks', async () => {
    await expect(scriptedFetch({ fails: new TypeError('Load failed') })(url)).rejects.toThrow('Load failed');
    const response = await scriptedFetch({ text: 'half', ending: 'break' })(url);
    await expect(response.text()).rejects.toThrow('broke');
  });
});

describe('a scripted fetch remembers', () => {
  test('what was asked', async () => {
    const fetch = scriptedFetch({ json: {} });
    await fetch(url, { method: 'PUT', headers: { 'x-one': '1' }, body: 'no json' });
    const [request] = fetch.requests;
    expect(request).toMatchObject({ url, method: 'PUT', body: 'no json', json: undefined });
    expect(request?.headers.get('x-one')).toBe('1');
  });

  test('how every connection stands', async () => {
    const fetch = scriptedFetch([{ text: 'a' }, { text: 'b' }, { text: 'c', ending: 'break' }, { fails: new Error() }]);
    await (await fetch(url)).text();
    await (await fetch(url)).body?.cancel();
    await (await fetch(url)).text().catch(() => undefined);
    await fetch(url).catch(() => undefined);
    expect(fetch.requests.map(({ state }) => state)).toEqual(['ended', 'closed', 'failed', 'failed']);
  });
});

describe('a scripted fetch and its signal', () => {
  test('an abort ends the wait for headers', async () => {
    const caller = new AbortController();
    const fetch = scriptedFetch({ hangs: true });
    const waiting = fetch(url, { signal: caller.signal });
    await Promise.resolve();
    caller.abort();
    await expect(waiting).rejects.toThrow('aborted');
    expect(fetch.requests[0]?.state).toBe('closed');
  });

  test('an abort ends a delay', async () => {
    const waiting = scriptedFetch({ json: {}, delayMs: 60_000 })(url, { signal: AbortSignal.timeout(5) });
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('an abort breaks a body that nobody is reading', async () => {
    const caller = new AbortController();
    const fetch = scriptedFetch({ text: 'half', ending: 'hang' });
    const response = await fetch(url, { signal: caller.signal });
    caller.abort();
    expect(fetch.requests[0]?.state).toBe('closed');
    await expect(response.text()).rejects.toThrow('aborted');
  });

  test('a signal that is aborted before', async () => {
    await expect(scriptedFetch({ json: {} })(url, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });

  test('a fetch that ignores signals goes on', async () => {
    const fetch = scriptedFetch({ json: { on: true }, delayMs: 1 }, { ignoresSignal: true });
    const response = await fetch(url, { signal: AbortSignal.abort() });
    expect(await response.json()).toEqual({ on: true });
  });
});
