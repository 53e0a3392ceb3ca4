import type { Usage } from '@x/core';
import { describe, expect, it } from 'vitest';
import { type ComparisonOptions, compare, type Target } from '../src/index.ts';
import { costOf } from '../src/spending.ts';
import { scripted } from './scripted-provider.ts';

const prices = { input: 2, output: 8, cachedInput: 0.5 };

const target = (usage: Usage | undefined, more: Partial<Target> & { readonly cached?: boolean } = {}): Target => {
  const { cached = false, ...rest } = more;
  const provider = scripted('a', () => ({ cached, ...(usage === undefined ? {} : { usage }) }));
  return { id: 'a', provider, model: 'm', concurrency: 1, ...rest };
};

const run = (one: Target, more: Partial<ComparisonOptions>) =>
  compare({ targets: [one], prompts: ['x'], repeats: 50, ...more }).done;

describe('what an answer costs', () => {
  it.each<[string, Usage | undefined, number | undefined]>([
    ['input and output', { inputTokens: 1_000_000, outputTokens: 500_000 }, 2 + 4],
    ['cached input', { inputTokens: 1_000_000, outputTokens: 0, cachedInputTokens: 400_000 }, 1.2 + 0.2],
    ['a count that is missing', { inputTokens: 5 }, undefined],
    ['a price that is missing', { inputTokens: 5, outputTokens: 5, cacheWriteInputTokens: 3 }, undefined],
    ['no usage', undefined, undefined],
  ])('%s', (_what, usage, expected) => {
    const usd = costOf(usage, prices);
    if (expected === undefined) expect(usd).toBeUndefined();
    else expect(usd).toBeCloseTo(expected, 12);
  });

  it('is not known without prices, and never 0', async () => {
    const summary = await run(target({ inputTokens: 1, outputTokens: 1 }), { repeats: 1 });
    expect(summary.spent).toEqual({ usd: undefined, tokens: 2, unknown: 0 });
  });
});

describe('a budget', () => {
  const usage = { inputTokens: 100_000, outputTokens: 100_000 };

  it('in dollars stops the run with a sentence', async () => {
    const summary = await run(target(usage, { prices }), { budget: { usd: 5 } });
    // A dollar each.
    expect(summary).toMatchObject({
      reason: 'budget',
      interrupted: false,
      targets: [{ ok: 5, skipped: 45 }],
      budget: expect.stringMatching(/budget of \$5 is used up: \$5\.0000 spent/),
    });
    expect(summary.spent.usd).toBeCloseTo(5, 9);
  });

  it('in tokens needs no prices', async () => {
    const summary = await run(target(usage), { budget: { tokens: 500_000 } });
    expect(summary).toMatchObject({ reason: 'budget', targets: [{ ok: 3 }], spent: { tokens: 600_000 } });
  });

  it('is not touched by what a cache answers', async () => {
    const summary = await run(target(usage, { prices, cached: true }), { budget: { usd: 5, tokens: 1 } });
    expect(summary).toMatchObject({ reason: 'complete', targets: [{ ok: 50 }], spent: { tokens: 0 } });
  });

  it('that is enough ends nothing', async () => {
    const summary = await run(target(usage, { prices }), { repeats: 5, budget: { usd: 5 } });
    expect(summary).toMatchObject({ reason: 'complete', budget: undefined });
  });

  it('in dollars is refused where a target has no prices', () => {
    const unpriced = { ...target(usage), id: 'no prices' };
    const options = { targets: [target(usage, { prices }), unpriced], prompts: ['x'], budget: { usd: 1 } };
    expect(() => compare(options)).toThrow(/no prices for "no prices"/);
    expect(() => compare({ ...options, budget: { tokens: 0 } })).toThrow(/budget\.tokens must be a number above 0/);
  });
});
