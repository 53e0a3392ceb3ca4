import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Usage } from '@x/core';
import { priceOf, pricesDate } from '@x/core/price';
import { describe, expect, test } from 'vitest';

const usage = { inputTokens: 1_000, outputTokens: 100, totalTokens: 1_100 };
const mini = { provider: 'openai', model: 'gpt-5-mini-2025-08-07' };
/** A day on which the listed prices of these tests held. */
const at = new Date('2026-09-23T00:00:00Z');

describe('the data set', () => {
  // 0.25 and 2 dollars a million at OpenAI, 0.30 and 2.50 at Google, cached input a tenth (both vendors' price pages).
  const cases: readonly (readonly [string, { provider: string; model: string }, Usage, number])[] = [
    ['a dated model', mini, usage, 0.000_45],
    ['cached input', mini, { ...usage, cachedInputTokens: 1_000 }, 0.000_225],
    ['another vendor', { provider: 'gemini', model: 'gemini-2.5-flash' }, usage, 0.000_55],
    ['input alone', { provider: 'openai', model: 'text-embedding-3-small' }, { ...usage, outputTokens: 0 }, 0.000_02],
  ];
  test.each(cases)('prices %s', (_, meta, counts, amount) => {
    const price = priceOf(meta, counts, { at });
    expect(price?.amount).toBeCloseTo(amount, 9);
    expect(price).toMatchObject({ currency: 'USD', source: 'data-set', date: pricesDate });
  });

  test('prices what Hugging Face routes at the one who serves', () => {
    const price = priceOf({ provider: 'hf', model: 'meta-llama/Llama-3.3-70B-Instruct:groq' }, usage, { at });
    expect(price?.amount).toBeGreaterThan(0);
  });

  test('is dated by the version that is installed', () => {
    const place = createRequire(import.meta.url)
      .resolve('@pydantic/genai-prices')
      .replace(/dist\/.*$/, 'package.json');
    expect(JSON.parse(readFileSync(place, 'utf8'))).toMatchObject({ version: '0.1.8' });
  });
});

test.each<[string, { provider: string; model: string }, Usage | undefined]>([
  ['an unknown model', { provider: 'openai', model: 'no-such-model' }, usage],
  ['an unknown provider', { provider: 'mine', model: 'gpt-5-mini' }, usage],
  ['a routed model without its server', { provider: 'hf', model: 'meta-llama/Llama-3.3-70B-Instruct' }, usage],
  ['no usage', mini, undefined],
  ['half a usage', mini, { inputTokens: 5 }],
])('%s has no price, rather than none to pay', (_, meta, counts) => {
  expect(priceOf(meta, counts)).toBeUndefined();
});

describe('prices of one’s own', () => {
  const prices = {
    'openai:gpt-5-mini-2025-08-07': { input: 1, output: 10, cachedInput: 0.5 },
    'mine:*': { input: 2, output: 2 },
  };
  test('go before the data set', () => {
    const price = priceOf(mini, { ...usage, cachedInputTokens: 400 }, { prices });
    expect(price).toMatchObject({ source: 'given', currency: 'USD' });
    expect(price?.input).toBeCloseTo(0.000_8, 12);
    expect(price?.output).toBeCloseTo(0.001, 12);
  });
  test('may stand for every model of a provider', () => {
    expect(priceOf({ provider: 'mine', model: 'any' }, usage, { prices })?.amount).toBeCloseTo(0.002_2, 12);
  });
});

test('what a cache answered costs nothing', () => {
  expect(priceOf({ ...mini, cached: true }, usage)).toMatchObject({ amount: 0, source: 'cache' });
});
