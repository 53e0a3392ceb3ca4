import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { endpointOf } from '../../scripts/replay/endpoints.ts';
import { recordedFetch } from '../../scripts/replay/recorded-fetch.ts';
import { normalise } from '../../scripts/replay/recordings.ts';

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

describe('a recording belongs to a group', () => {
  const groupOf = (folder: string, url: string, response: object, label: object = {}) =>
    endpointOf(normalise(folder, 'a.json', { ...label, request: { method: 'POST', url }, response }))?.group;
  const models = 'https://router.huggingface.co/hf-inference/models';

  test.each([
    ['openai', '', { status: 200, body: {} }, { endpoint: 'chat' }, 'openai chat'],
    ['openai', '', { status: 404, body: {} }, { endpoint: 'chat' }, 'openai errors'],
    ['openai', '', { status: 200, body: {} }, { endpoint: 'responses' }, undefined],
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
    ['hf-tapes', `${models}/m`, { status: 200, bodyText: '[{"blob":"a"}]' }, {}, undefined],
    ['hf-tapes', `${models}/m/pipeline/feature-extraction`, { status: 200, bodyText: '[0.5]' }, {}, 'hf embedding'],
    ['hf-tapes', `${models}/m`, { status: 503, bodyText: '{"error":"loading"}' }, {}, 'hf errors'],
  ])('%s %s %j %j: %s', (folder, url, response, label, group) => {
    expect(groupOf(folder, url, response, label)).toBe(group);
  });
});

describe('the recorded fetch', () => {
  const recorded = normalise('openai', 'a.json', {
    response: { status: 418, headers: { 'x-a': 'b' }, body: { a: 'é' } },
  });

  test('answers with the status, the headers and the bytes, in pieces of the size asked for', async () => {
    const response = await recordedFetch(recorded, '{"a":"é"}', { pieceBytes: 1, pipelineTag: 'chat' })(
      'https://a.test',
    );
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

  test('makes up the model pages of the Hub', async () => {
    const fetch = recordedFetch(recorded, '{}', { pipelineTag: 'fill-mask' });
    const page = await (await fetch('https://huggingface.co/api/models/a/b?expand[]=pipeline_tag')).json();
    expect(page).toMatchObject({ id: 'a/b', pipeline_tag: 'fill-mask' });
  });
});
