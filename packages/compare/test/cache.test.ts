import { describe, expect, it } from 'vitest';
import { type AnswerStore, type ComparisonOptions, compare } from '../src/index.ts';
import { collect } from './collect.ts';
import { scripted } from './scripted-provider.ts';

const memory = (): AnswerStore & { readonly kept: Map<string, unknown> } => {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: async (key) => structuredClone(kept.get(key)),
    set: async (key, value) => kept.set(key, structuredClone(value)),
  };
};

async function run(cache: AnswerStore, finishReason: 'stop' | 'content-filter' = 'stop') {
  const provider = scripted('a', () => ({
    deltas: ['hello'],
    usage: { inputTokens: 1, outputTokens: 1 },
    finishReason,
  }));
  const targets = [{ id: 'a', provider, model: 'm', prices: { input: 1, output: 1 } }];
  const options: ComparisonOptions = { targets, prompts: ['x'], repeats: 3, cache };
  const events = await collect(compare(options).events());
  const results = events.flatMap((event) => (event.type === 'cell-end' ? [event.result] : []));
  const summary = events.flatMap((event) => (event.type === 'end' ? [event.summary] : []))[0];
  return { calls: provider.calls.length, results, summary };
}

describe('a cache', () => {
  it('answers the same call later: marked, without timings, at no cost, and each repeat for itself', async () => {
    const cache = memory();
    expect((await run(cache)).calls).toBe(3);
    expect(cache.kept.size).toBe(3);
    const { calls, results, summary } = await run(cache);
    expect(calls).toBe(0);
    expect(results).toHaveLength(3);
    expect(results[0]).toMatchObject({ status: 'ok', text: 'hello', attempts: 0, usd: 0, meta: { cached: true } });
    expect(summary).toMatchObject({ spent: { tokens: 0 }, targets: [{ ok: 3, totalMs: undefined }] });
  });

  it('does not keep refusals', async () => {
    const cache = memory();
    await run(cache, 'content-filter');
    expect(cache.kept.size).toBe(0);
  });

  it('counts as empty where it holds something else', async () => {
    const cache = { ...memory(), get: async () => ({ status: 'ok', text: 5 }) };
    expect((await run(cache)).calls).toBe(3);
  });

  it.each<[string, Partial<AnswerStore>, string]>([
    ['read', { get: () => Promise.reject(new Error('gone')) }, 'read'],
    ['written', { set: () => Promise.reject(new Error('full')) }, 'written'],
  ])('that cannot be %s costs no cell, and says so', async (_what, broken, word) => {
    const { results } = await run({ ...memory(), ...broken });
    expect(results).toHaveLength(3);
    expect(results[0]).toMatchObject({
      status: 'ok',
      warnings: [{ setting: 'cache', message: expect.stringContaining(word) }],
    });
  });
});
