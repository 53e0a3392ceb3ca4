import { describe, expect, it } from 'vitest';
import { sandbox } from '../src/index.ts';
import { parseJson } from '../src/wire/read-json.ts';
import { framesOf } from './support/call.ts';
import { ask, eventsOf } from './support/responses.ts';

const statuses: readonly (readonly [name: string, status: number, inBody: RegExp])[] = [
  ['429', 429, /rate_limit_exceeded/u],
  ['429-retry-after', 429, /try again in 1000ms/u],
  ['quota', 429, /insufficient_quota/u],
  ['403', 403, /not allowed/u],
  ['not-served', 400, /"param":"model","code":"model_not_found"/u],
  ['context-length', 400, /"param":"input","code":"context_length_exceeded"/u],
  ['503-loading', 503, /overloaded/u],
  ['500', 500, /server_error/u],
  ['502-html', 502, /<html>/u],
  ['error-mid', 503, /overloaded/u],
  ['prompt-block', 400, /content_filter/u],
];

const changes: readonly (readonly [name: string, expected: object])[] = [
  ['empty', { status: 'completed', output: [{ content: [{ type: 'output_text', text: '' }] }] }],
  ['length', { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }],
  ['content-filter', { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }],
  ['refusal', { output: [{ content: [{ type: 'refusal', refusal: expect.stringContaining('[sandbox]') }] }] }],
  ['tool-call', { output: [{ type: 'function_call', name: 'sandbox_tool', arguments: '{}' }] }],
  ['tool-calls', { output: [{ type: 'function_call' }, { type: 'function_call' }] }],
  ['bad-tool-arguments', { output: [{ type: 'function_call', arguments: '{"unfinished": ' }] }],
  ['reasoning', { output: [{ type: 'reasoning', summary: [{ type: 'summary_text' }] }, { type: 'message' }] }],
];

const terminal = /^response\.(?:completed|incomplete|failed)$|^error$/u;

describe('faults of Responses', () => {
  it.each(statuses)('%s is HTTP %i', async (name, status, inBody) => {
    const response = await ask(`sandbox/${name}`);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(inBody);
  });

  it.each(changes)('%s, whole and as the last event of a stream', async (name, expected) => {
    expect(await (await ask(`sandbox/${name}`)).json()).toMatchObject(expected);
    const { events } = await eventsOf(await ask(`sandbox/${name}`, { stream: true }));
    expect(events.at(-1)).toMatchObject({ response: expected });
  });

  it('happen once where asked', async () => {
    const own = sandbox();
    expect((await ask('sandbox/429-once', {}, own)).status).toBe(429);
    expect((await ask('sandbox/429-once', {}, own)).status).toBe(200);
  });
});

describe('faults of a stream of Responses', () => {
  const stream = async (name: string) =>
    eventsOf(await ask(`sandbox/${name}`, { stream: true }, sandbox({ slowFrameDelay: 1 })));

  it.each(['cut-stream', 'drop'])('%s has text and no end', async (name) => {
    const { events, error } = await stream(name);
    expect(events.some(({ type }) => type === 'response.output_text.delta')).toBe(true);
    expect(events.filter(({ type }) => terminal.test(type))).toEqual([]);
    expect(error instanceof TypeError).toBe(name === 'drop');
  });

  it('slow is complete', async () => {
    expect((await stream('slow')).events.at(-1)?.type).toBe('response.completed');
  });

  it('malformed has one event that is not JSON and goes on', async () => {
    const { frames } = await framesOf(await ask('sandbox/malformed', { stream: true }));
    const datas = frames.map((frame) => frame.trim().replace(/^.*\ndata: /u, ''));
    expect(datas.filter((data) => parseJson(data) === undefined)).toHaveLength(1);
    expect(frames.at(-1)).toContain('event: response.completed');
  });

  it('wrong-shape has no response', async () => {
    const { events } = await stream('wrong-shape');
    expect(events.map(({ type }) => type)).toEqual(['sandbox', 'response.completed']);
    expect(events.some((event) => 'response' in event)).toBe(false);
  });

  it('error-mid nests its error and lets the response fail', async () => {
    const { events } = await stream('error-mid');
    expect(events.slice(-2)).toMatchObject([
      { type: 'error', error: { type: 'server_error', code: 'server_error', param: null } },
      { type: 'response.failed', response: { status: 'failed', error: { code: 'server_error' } } },
    ]);
    expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_, index) => index));
  });

  it('error-mid-alternate has the flat error of the specification', async () => {
    const { events } = await stream('error-mid-alternate');
    expect(events.at(-1)).toMatchObject({ type: 'error', code: 'server_error', param: null });
    expect(events.at(-1)).not.toHaveProperty('error');
  });

  it('error-first has nothing else', async () => {
    expect((await stream('error-first')).events.map(({ type }) => type)).toEqual(['error', 'response.failed']);
  });
});
