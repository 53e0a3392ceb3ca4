import { describe, expect, it } from 'vitest';
import { faultNames, sandbox } from '../src/index.ts';
import { serveSandbox } from '../src/node.ts';
import { chat, chatCalls, framesOf, getJson, post } from './support/call.ts';

describe('faults that happen once', () => {
  it('fault the first request for a model at a vendor, in each sandbox', async () => {
    const own = sandbox();
    const statuses: number[] = [];
    for (const vendor of ['openai', 'openai', 'gemini', 'gemini'] as const) {
      statuses.push((await chat(vendor, 'sandbox/429-once', false, own)).status);
    }
    expect(statuses).toEqual([429, 200, 429, 200]);
    expect((await chat('openai', 'sandbox/429-once', false)).status).toBe(429);
  });

  it('are not used up when the Hub is asked about the model', async () => {
    const own = sandbox();
    await getJson('/hf/api/models/sandbox/500-once', own);
    expect((await chat('hf', 'sandbox/500-once', false, own)).status).toBe(500);
    expect((await chat('hf', 'sandbox/500-once', false, own)).status).toBe(200);
  });

  it('leave the model alone when the Hub alone fails', async () => {
    const { fetch } = sandbox();
    expect((await fetch('https://huggingface.co/api/models/sandbox/hub-500')).status).toBe(500);
    expect((await chat('hf', 'sandbox/hub-500', false)).status).toBe(200);
  });
});

describe('faults elsewhere', () => {
  it('spoil embeddings and tasks too', async () => {
    const embeddings = await post('/openai/v1/embeddings', { model: 'sandbox/empty', input: 'x' });
    expect(await embeddings.json()).toMatchObject({ data: [] });
    const vectors = await post('/gemini/v1beta/models/sandbox/empty:embedContent', {
      content: { parts: [{ text: 'x' }] },
    });
    expect(await vectors.json()).toEqual({});
    const task = { inputs: { question: 'a', context: 'b' } };
    expect(await (await post('/hf/models/sandbox/empty', task)).json()).toEqual([]);
    expect((await post('/hf/models/sandbox/quota', task)).status).toBe(402);
    expect((await post('/hf/models/sandbox/503-loading', { inputs: 'Once' })).status).toBe(503);
  });

  it('cut a stream of text generation before its last token', async () => {
    const { frames } = await framesOf(await post('/hf/models/sandbox/cut-stream', { inputs: 'Once', stream: true }));
    expect(frames.length).toBeGreaterThan(1);
    expect(frames.join('')).not.toContain('"generated_text":"');
  });

  it('leave a stream of text generation empty', async () => {
    const { frames } = await framesOf(await post('/hf/models/sandbox/empty', { inputs: 'Once', stream: true }));
    expect(frames).toHaveLength(1);
    expect(frames[0]).toContain('"generated_text":""');
  });

  it('report an error in a JSON array too, first or in the middle', async () => {
    const body = { contents: [{ parts: [{ text: 'Tell me about rivers and mountains.' }] }] };
    const ask = async (name: string): Promise<unknown> =>
      (await post(`/gemini/v1beta/models/sandbox/${name}:streamGenerateContent`, body)).json();
    expect(await ask('error-first')).toMatchObject([{ error: { code: 503 } }]);
    expect(await ask('error-mid')).toEqual(
      expect.arrayContaining([expect.objectContaining({ error: expect.anything() })]),
    );
  });

  it('leave a request unanswered until the client gives up', async () => {
    const { fetch } = sandbox();
    const { path, body } = chatCalls.openai('sandbox/silent', true);
    const signal = AbortSignal.timeout(20);
    const headers = { authorization: 'Bearer k' };
    const asked = fetch(`http://sandbox.test${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal });
    await expect(asked).rejects.toThrow(/timeout/iu);
  });

  it('work on a port: a hanging answer ends when the server closes', async () => {
    const served = await serveSandbox();
    const { path, body } = chatCalls.openai('sandbox/hang', true);
    const headers = { authorization: 'Bearer k' };
    const response = await fetch(served.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
    const reading = response.text();
    await Promise.all([served.close(), expect(reading).rejects.toThrow()]);
  });

  it('names that are no faults are ordinary models', async () => {
    expect(faultNames).toContain('cut-stream');
    const text = await (await chat('openai', 'sandbox/toString', false)).text();
    expect(text).toContain('[sandbox]');
  });
});
