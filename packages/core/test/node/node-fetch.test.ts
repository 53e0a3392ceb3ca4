import { createHash } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { type NodeFetch, nodeFetch } from '@x/core/node';
import { Dispatcher } from 'undici';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Loopback, loopback } from './loopback.ts';

const manual = { redirect: 'manual' } as const;
const FULL = Buffer.alloc(65_536);
const text = 'Grüße, 世界 '.repeat(5_000);

/** Resolves when a number has stayed as it is for a while. */
async function settled(read: () => number): Promise<void> {
  for (let last = Number.NaN; last !== read(); await new Promise((resolve) => setTimeout(resolve, 50))) last = read();
}

let fetch: NodeFetch;
let host: Loopback;
/** Bytes that an endless answer has handed to its socket. */
let poured: number;
let asked: { method?: string; headers: Record<string, unknown>; body: string }[];

beforeEach(async () => {
  fetch = nodeFetch();
  asked = [];
  poured = 0;
  host = await loopback(async (request, response) => {
    function pour(): void {
      do poured += FULL.length;
      while (response.write(FULL));
    }
    let body = '';
    for await (const piece of request) body += String(piece);
    asked.push({ method: request.method ?? '', headers: request.headers, body });
    switch (request.url) {
      case '/large':
        response.end(text);
        return;
      case '/gzip':
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
        return;
      case '/broken':
        response.writeHead(200, { 'content-length': '100' }).write('half');
        setTimeout(() => response.destroy(), 20);
        return;
      case '/slow':
        response.writeHead(200).write('first');
        return;
      case '/endless':
        response.on('drain', pour).on('close', () => response.off('drain', pour));
        pour();
        return;
      case '/silent':
        return;
      case '/moved':
        response.writeHead(307, { location: '/large' }).end();
        return;
      case '/nothing':
        response.writeHead(204).end();
        return;
      default:
        response.writeHead(404, { 'x-request-id': 'r-1', 'set-cookie': ['a=1', 'b=2'] }).end('no');
    }
  });
});

afterEach(async () => {
  await fetch.close();
  await host.close();
});

describe('an answer', () => {
  test('has status, headers and body as fetch gives them', async () => {
    const response = await fetch(`${host.url}/other`, manual);
    expect([response.status, response.ok, await response.text()]).toEqual([404, false, 'no']);
    expect(response.headers.get('x-request-id')).toBe('r-1');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test.each(['/large', '/gzip'])('of any size comes whole: %s', async (path) => {
    const response = await fetch(new URL(path, host.url), manual);
    const digest = (value: string) => createHash('sha256').update(value).digest('hex');
    expect(digest(await response.text())).toBe(digest(text));
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  test('is held back by a reader who takes his time', async () => {
    const response = await fetch(`${host.url}/endless`, manual);
    const reader = response.body?.getReader();
    await reader?.read();
    await vi.waitFor(() => expect(poured).toBeGreaterThan(FULL.length));
    await settled(() => poured);
    const before = poured;
    for (let bytes = 0; bytes < before; ) bytes += (await reader?.read())?.value?.length ?? 0;
    await vi.waitFor(() => expect(poured).toBeGreaterThan(before));
    await reader?.cancel();
  });

  test('that has no body has none', async () => {
    const response = await fetch(`${host.url}/nothing`, manual);
    expect([response.status, response.body]).toEqual([204, null]);
  });

  test('that redirects is given as it is', async () => {
    const response = await fetch(`${host.url}/moved`, manual);
    expect([response.status, response.headers.get('location')]).toEqual([307, '/large']);
  });
});

describe('a request', () => {
  test('sends method, headers and body', async () => {
    const init = { ...manual, method: 'POST', headers: new Headers({ 'X-Key': 'k' }), body: '{"a":"ü"}' };
    await (await fetch(`${host.url}/large`, init)).text();
    expect(asked[0]).toMatchObject({ method: 'POST', body: '{"a":"ü"}', headers: { 'x-key': 'k', accept: '*/*' } });
  });

  test('of another kind goes to the global fetch', async () => {
    const form = new FormData();
    form.set('name', 'value');
    const response = await fetch(`${host.url}/large`, { ...manual, method: 'POST', body: form });
    await response.text();
    expect(asked[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect((await fetch(`${host.url}/moved`)).status).toBe(200);
  });

  test('uses its connection again', async () => {
    for (let count = 0; count < 5; count++) await (await fetch(`${host.url}/large`, manual)).text();
    // The first is free a moment after its answer has ended.
    expect(host.sockets.size).toBeLessThanOrEqual(2);
  });
});

describe('an end', () => {
  test('by the signal, before the headers, gives the reason of the signal', async () => {
    const controller = new AbortController();
    const waiting = fetch(`${host.url}/silent`, { ...manual, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(waiting).rejects.toThrow('enough');
    await vi.waitFor(() => expect(host.sockets.size).toBe(0));
  });

  test('by the signal, in the body, closes the connection', async () => {
    const controller = new AbortController();
    const response = await fetch(`${host.url}/slow`, { ...manual, signal: controller.signal });
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first');
    const next = reader?.read();
    controller.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
    await vi.waitFor(() => expect(host.sockets.size).toBe(0));
  });

  test('by the signal, while it waits for a connection, is told at once', async () => {
    class Busy extends Dispatcher {
      override dispatch(): boolean {
        return false;
      }
    }
    const controller = new AbortController();
    const waiting = nodeFetch({ dispatcher: new Busy() })(host.url, { ...manual, signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  test('by cancel, in the moment in which more has come, is an end all the same', async () => {
    let hold: (handler: Dispatcher.DispatchHandler) => void = () => undefined;
    const held = new Promise<Dispatcher.DispatchHandler>((resolve) => {
      hold = resolve;
    });
    class Held extends Dispatcher {
      override dispatch(_: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
        hold(handler);
        return true;
      }
    }
    const answer = nodeFetch({ dispatcher: new Held() })(host.url, manual);
    const aborted = vi.fn();
    const connection: Dispatcher.DispatchController = {
      aborted: false,
      paused: false,
      reason: null,
      abort: aborted,
      pause: () => undefined,
      resume: () => undefined,
    };
    const handler = await held;
    handler.onResponseStart?.(connection, 200, {});
    const reader = (await answer).body?.getReader();
    const waiting = reader?.read();
    await new Promise((next) => setImmediate(next));
    handler.onResponseData?.(connection, Buffer.from('more'));
    await reader?.cancel();
    expect(await waiting).toMatchObject({ done: true });
    expect(aborted).toHaveBeenCalledTimes(1);
  });

  test.each(['/large', '/nothing', '/broken'])('leaves no listener on the signal (%s)', async (path) => {
    const { signal } = new AbortController();
    const response = await fetch(host.url + path, { ...manual, signal });
    await response.text().catch(() => '');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('by cancel closes the connection', async () => {
    const response = await fetch(`${host.url}/slow`, manual);
    await response.body?.cancel();
    await vi.waitFor(() => expect(host.sockets.size).toBe(0));
  });

  test('of a broken connection is an error of the body', async () => {
    const response = await fetch(`${host.url}/broken`, manual);
    await expect(response.text()).rejects.toThrow(TypeError);
  });

  test('of a host that is not there is a TypeError with its cause', async () => {
    const error: unknown = await fetch('http://127.0.0.1:9/', manual).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNREFUSED' } });
  });
});
