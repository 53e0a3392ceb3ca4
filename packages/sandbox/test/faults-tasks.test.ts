import { describe, expect, it } from 'vitest';
import { sandbox } from '../src/index.ts';
import { framesOf, post, postModel } from './support/call.ts';
import { picture, pictureText, sound } from './support/media.ts';

/** What each failure looks like on hf-inference, whatever the task. */
const failures: readonly (readonly [name: string, status: number, words: RegExp])[] = [
  ['gated', 403, /restricted and you are not in the authorized list/u],
  ['503-loading', 503, /is currently loading","estimated_time":1\.5/u],
  ['quota', 402, /depleted your monthly included credits/u],
  ['402', 402, /depleted your monthly included credits/u],
  ['410', 410, /no longer supported by provider hf-inference/u],
  ['not-served', 400, /^\{"error":"Model not supported by provider hf-inference"\}$/u],
];

/** Requests of every kind of body, and one that is no request of any task. */
const bodies: Readonly<Record<string, Uint8Array<ArrayBuffer> | object>> = {
  text: { inputs: 'x' },
  image: picture,
  'image and labels': { inputs: pictureText, parameters: { candidate_labels: ['a'] } },
  sound,
  table: { inputs: { query: 'x', table: { a: ['b'] } } },
  ranking: { query: 'x', texts: ['y'] },
  nothing: {},
};

const rows = failures.flatMap(([name, status, words]) =>
  Object.entries(bodies).map(([kind, body]) => ({ name, status, words, kind, body })),
);

describe('failures of every task', () => {
  it.each(rows)('$name for $kind', async ({ name, status, words, body }) => {
    const response = await postModel(`sandbox/${name}`, body, sandbox({ retryAfter: 1500 }));
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(words);
  });

  it('of the path, too', async () => {
    expect((await postModel('sandbox/410/pipeline/text-to-image', { inputs: 'x' })).status).toBe(410);
    expect((await postModel('a/nothing/pipeline/text-to-image', { inputs: 'x' })).status).toBe(400);
  });

  it('happens once where that is asked for, and then the task goes on', async () => {
    const own = sandbox();
    const ask = () => postModel('sandbox/503-loading-once', picture, own);
    expect([(await ask()).status, (await ask()).status]).toEqual([503, 200]);
  });

  it('is worded by the router for chats', async () => {
    const body = { model: 'sandbox/not-served', messages: [{ role: 'user', content: 'x' }] };
    expect(await (await post('/hf/v1/chat/completions', body)).text()).toContain('"code":"model_not_supported"');
    const door = await post('/hf/models/sandbox/not-served/v1/chat/completions', body);
    expect(await door.text()).toContain('not supported by provider hf-inference');
  });
});

describe('faults of answers that are media', () => {
  const draw = (name: string) => postModel(`sandbox/${name}/pipeline/text-to-image`, { inputs: 'x' });

  it('breaks off, is empty, or is JSON', async () => {
    const whole = (await (await postModel('a/b/pipeline/text-to-image', { inputs: 'x' })).arrayBuffer()).byteLength;
    const cut = await draw('cut-stream');
    expect(cut.headers.get('content-type')).toBe('image/png');
    expect((await cut.arrayBuffer()).byteLength).toBeLessThan(whole);
    expect((await framesOf(await draw('drop'))).error).toBeInstanceOf(TypeError);
    expect((await (await draw('empty')).arrayBuffer()).byteLength).toBe(0);
    expect((await draw('wrong-shape')).headers.get('content-type')).toBe('application/json');
    const malformed = await (await draw('malformed')).text();
    expect(() => JSON.parse(malformed)).toThrow(SyntaxError);
  });
});
