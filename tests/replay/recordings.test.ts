import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { endpointOf } from '../../scripts/replay/endpoints.ts';
import { recordedFetch } from '../../scripts/replay/recorded-fetch.ts';
import { normalise } from '../../scripts/replay/recordings.ts';
import { pictureAt } from '../../scripts/replay/stand-in-media.ts';

describe('the three shapes of a file become one', () => {
  test('body and sse_text', () => {
    const json = {
      provenance: 'vendor-mock',
      endpoint: 'chat',
      request: { method: 'POST', url: 'https://host.test/v1/chat/completions', body: { model: 'm' } },
      response: {
        status: 200,
        headers: { 'Content-Type': 'text/event-stream', 'Content-Length': '9' },
        sse_text: 'data: 1',
      },
    };
    expect(normalise('openai', 'a.json', json)).toMatchObject({
      file: 'openai/a.json',
      provenance: 'vendor-mock',
      sent: { model: 'm' },
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: 'data: 1',
    });
  });

  test('bodyText, with its label', () => {
    const json = { task: 'fill-mask', request: { url: 'u' }, response: { status: 200, bodyText: '[]' } };
    expect(normalise('hf-tapes', 'a.json', json)).toMatchObject({
      label: 'fill-mask',
      provenance: 'recorded',
      body: '[]',
    });
  });

  test('text, or JSON that was kept compressed', () => {
    const withBody = (body: object) => normalise('hf-hub', 'a.json', { request: {}, response: { status: 200, body } });
    expect(withBody({ text: '[1]', json: [1] }).body).toBe('[1]');
    expect(withBody({ binary: true, base64: gzipSync('[1]').toString('base64') }).body).toBe('[1]');
  });
});

test.each([
  ['hf-tapes', { bodyEmptyBecauseBinary: true, bodyText: '' }, 'bodyEmptyBecauseBinary'],
  ['hf-tapes', { bodyTruncatedFrom: 9, bodyText: '[[' }, 'cut'],
  ['hf-hub', { body: { truncatedFrom: 9, text: '[[' } }, 'cut'],
  ['hf-hub', { body: { binary: true, base64: 'AAAA' } }, 'binary'],
  ['openai', { body: { data: '<elided base64 9 chars>' } }, 'elided'],
  ['gemini', { sse_text: 'data: {"a":1}\ndata: {"b":2}\n' }, 'blank lines'],
])('a body in %s that is not as it came is left out: %j', (folder, response, reason) => {
  const recorded = normalise(folder, 'a.json', { request: {}, response });
  expect(recorded.body).toBeUndefined();
  expect(recorded.bodyLeftOut).toContain(reason);
});

test('pictures and sounds are bytes, however their recorder wrote them', () => {
  const picture = new Uint8Array([0xff, 0xd8, 0xff]);
  const inHub = { status: 200, headers: { 'content-type': 'image/jpeg' }, body: { base64: '/9j/' } };
  expect(normalise('hf-hub', 'a.json', { request: {}, response: inHub }).body).toEqual(picture);
  for (const bodyText of ['/9j/', 'data:application/octet-stream;base64,/9j/']) {
    const json = { task: 'text-to-image(binary)', request: {}, response: { status: 200, bodyText } };
    expect(normalise('hf-tapes', 'a.json', json).body).toEqual(picture);
  }
});

describe('a recording belongs to a group', () => {
  const groupOf = (folder: string, url: string, response: object, label: object = {}) =>
    endpointOf(normalise(folder, 'a.json', { ...label, request: { method: 'POST', url }, response }))?.group;
  const models = 'https://router.huggingface.co/hf-inference/models';

  test.each([
    ['openai', '', { status: 200, body: {} }, { endpoint: 'chat' }, 'openai chat'],
    ['openai', '', { status: 404, body: {} }, { endpoint: 'chat' }, 'openai errors'],
    ['openai', '', { status: 200, body: {} }, { endpoint: 'responses' }, 'openai responses'],
    ['openai', '', { status: 200, body: {} }, { endpoint: 'responses.id' }, undefined],
    [
      'gemini',
      'https://aiplatform.test',
      { status: 200, body: [] },
      { endpoint: 'streamGenerateContent' },
      'vertex streamGenerateContent',
    ],
    ['hf-tapes', `${models}/m/v1/chat/completions`, { status: 200, bodyText: 'data: {}' }, {}, 'hf-tapes chat stream'],
    ['hf-tapes', `${models}/m`, { status: 200, bodyText: '[[{"label":"a","score":1}]]' }, {}, 'hf text-classification'],
    ['hf-tapes', `${models}/m`, { status: 200, bodyText: 'data:{"token":{}}' }, {}, 'hf text-generation stream'],
    ['hf-tapes', `${models}/m`, { status: 200, bodyText: '[{"blob":"a"}]' }, {}, 'hf elsewhere'],
    [
      'hf-tapes',
      `${models}/google/vit-base-patch16-224`,
      { status: 200, bodyText: '[]' },
      {},
      'hf image-classification',
    ],
    ['hf-tapes', 'https://fal.test/x', { status: 200, bodyText: '{"images":[]}' }, {}, 'hf text-to-image'],
    [
      'hf-tapes',
      'https://bfl.test/flux',
      { status: 200, bodyText: '{"id":"a","polling_url":"b"}' },
      {},
      'hf elsewhere',
    ],
    ['hf-tapes', `${models}/dandelin/vilt-b32`, { status: 503, bodyText: '{"error":"loading"}' }, {}, 'hf errors'],
    ['hf-tapes', `${models}/m/pipeline/feature-extraction`, { status: 200, bodyText: '[0.5]' }, {}, 'hf embedding'],
    ['hf-tapes', `${models}/m`, { status: 503, bodyText: '{"error":"loading"}' }, {}, 'hf errors'],
  ])('%s %s %j %j: %s', (folder, url, response, label, group) => {
    expect(groupOf(folder, url, response, label)).toBe(group);
  });

  test('a page of the Hub is one, and what is no task of the contract says so', () => {
    const request = { method: 'GET', url: 'https://huggingface.co/api/models/a/b' };
    const page = endpointOf(
      normalise('hf-hub', 'a.json', { request, response: { status: 200, body: { text: '{}' } } }),
    );
    expect(page).toMatchObject({ group: 'hf model pages', task: 'model page' });
    const sent = { method: 'POST', url: 'https://fal.test/x' };
    const video = normalise('hf-tapes', 'a.json', {
      request: sent,
      response: { status: 200, bodyText: '{"video":{}}' },
    });
    expect(endpointOf(video)?.leftOut).toBe('text-to-video: no task of the contract');
  });
});

describe('the recorded fetch', () => {
  const recorded = normalise('openai', 'a.json', {
    response: { status: 418, headers: { 'x-a': 'b' }, body: { a: 'é' } },
  });

  test('answers with the status, the headers and the bytes, in pieces of the size asked for', async () => {
    const fetch = recordedFetch(recorded, '{"a":"é"}', { pieceBytes: 1, pipelineTag: 'chat' });
    const response = await fetch('https://a.test', { method: 'POST' });
    const sizes: number[] = [];
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body ?? []) {
      sizes.push(chunk.length);
      chunks.push(chunk);
    }
    expect(response.status).toBe(418);
    expect(response.headers.get('x-a')).toBe('b');
    expect(sizes).toEqual(Array(10).fill(1));
    expect(Buffer.concat(chunks).toString('utf8')).toBe('{"a":"é"}');
  });

  test('answers with a picture wherever an answer points', async () => {
    const linked = await recordedFetch(recorded, '{}', { pipelineTag: 'text-to-image' })('https://files.test/a.png');
    expect(linked.headers.get('content-type')).toBe('image/png');
    expect(await linked.bytes()).toEqual(pictureAt('https://files.test/a.png'));
    expect(pictureAt('https://files.test/a.png')).not.toEqual(pictureAt('https://files.test/b.png'));
  });

  test('gives a recorded page for its own address, and follows it to where the model was moved', async () => {
    const page = (response: object) =>
      normalise('hf-hub', 'a.json', { request: { method: 'GET', url: old }, response });
    const old = 'https://huggingface.co/api/models/a/old';
    const found = recordedFetch(page({ status: 200 }), '{"id":"a/old"}', { pipelineTag: 'model page' });
    expect(await (await found(old)).json()).toEqual({ id: 'a/old' });
    const moved = { status: 307, headers: { location: '/api/models/a/new?expand=tags' } };
    const redirecting = recordedFetch(page(moved), 'Moved', { pipelineTag: 'model page' });
    expect(await (await redirecting(old)).json()).toMatchObject({ id: 'a/new', pipeline_tag: 'fill-mask' });
    const redirect = await redirecting(old, { redirect: 'manual' });
    expect([redirect.status, redirect.headers.get('location')]).toEqual([307, '/api/models/a/new?expand=tags']);
  });

  test('makes up the model pages of the Hub', async () => {
    const fetch = recordedFetch(recorded, '{}', { pipelineTag: 'fill-mask' });
    const page = await (await fetch('https://huggingface.co/api/models/a/b?expand[]=pipeline_tag')).json();
    expect(page).toMatchObject({ id: 'a/b', pipeline_tag: 'fill-mask' });
  });
});
