import { describe, expect, it } from 'vitest';
import { parseJson } from '../src/wire/read-json.ts';
import { chat, framesOf, terminal, vendors } from './support/call.ts';

describe.each(vendors)('faults of the stream at %s', (vendor) => {
  const stream = async (name: string) => framesOf(await chat(vendor, `sandbox/${name}`, true));

  it('a sound stream has text and a terminal marker', async () => {
    const { frames, error } = await stream('sound');
    expect(frames.join('')).toContain('[sandbox]');
    expect(frames.join('')).toMatch(terminal[vendor]);
    expect(error).toBeUndefined();
  });

  it('cut-stream ends without the marker', async () => {
    const { frames, error } = await stream('cut-stream');
    expect(frames.join('')).toContain('[sandbox]');
    expect(frames.join('')).not.toMatch(terminal[vendor]);
    expect(error).toBeUndefined();
  });

  it('drop breaks the body in the middle', async () => {
    const { frames, error } = await stream('drop');
    expect(frames.join('')).toContain('[sandbox]');
    expect(frames.join('')).not.toMatch(terminal[vendor]);
    expect(error).toBeInstanceOf(TypeError);
  });

  it('slow is complete', async () => {
    const { frames } = await stream('slow');
    expect(frames.length).toBeGreaterThan(3);
    expect(frames.join('')).toMatch(terminal[vendor]);
  });

  it('malformed has one frame that is not JSON and goes on', async () => {
    const { frames } = await stream('malformed');
    const datas = frames.map((frame) => frame.replace(/^data: ?/u, '').trim()).filter((data) => data !== '[DONE]');
    expect(datas.filter((data) => parseJson(data) === undefined)).toHaveLength(1);
    expect(frames.join('')).toMatch(terminal[vendor]);
  });

  it('wrong-shape has no answer', async () => {
    const { frames } = await stream('wrong-shape');
    expect(frames.join('')).toContain('"sandbox"');
    expect(frames.join('')).not.toMatch(/"choices"|"candidates"/u);
  });

  it('error-first is HTTP 200 and an error', async () => {
    const { frames } = await stream('error-first');
    expect(frames).toHaveLength(1);
    expect(frames[0]).toContain('"error"');
    expect((await chat(vendor, 'sandbox/error-first', false)).status).toBe(503);
  });

  it.each(['error-mid', 'error-mid-alternate'])('%s has text, then an error, and no marker', async (name) => {
    const { frames } = await stream(name);
    expect(frames[0]).not.toContain('"error"');
    expect(frames.at(-1)).toContain('"error"');
    expect(frames.join('')).not.toMatch(terminal[vendor]);
  });

  it('the two error shapes differ', async () => {
    const [one, other] = await Promise.all([stream('error-mid'), stream('error-mid-alternate')]);
    expect(one.frames.at(-1)).not.toBe(other.frames.at(-1));
  });

  it('hang sends headers and then nothing, until the reader leaves', async () => {
    const response = await chat(vendor, 'sandbox/hang', true);
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    const outcome = await Promise.race([reader?.read(), new Promise((resolve) => setTimeout(resolve, 30, 'silent'))]);
    expect(outcome).toBe('silent');
    await reader?.cancel();
  });
});

describe.each(vendors)('faults of a whole answer at %s', (vendor) => {
  it('cut-stream and malformed are not JSON', async () => {
    for (const name of ['cut-stream', 'malformed']) {
      const text = await (await chat(vendor, `sandbox/${name}`, false)).text();
      expect(text.length).toBeGreaterThan(0);
      expect(parseJson(text)).toBeUndefined();
    }
  });

  it('wrong-shape is JSON without an answer', async () => {
    expect(await (await chat(vendor, 'sandbox/wrong-shape', false)).json()).toEqual({
      sandbox: 'JSON that carries no answer',
    });
  });

  it('slow is a whole answer', async () => {
    expect(await (await chat(vendor, 'sandbox/slow', false)).text()).toContain('[sandbox]');
  });
});
