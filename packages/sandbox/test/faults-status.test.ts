import { describe, expect, it } from 'vitest';
import { chat, vendors } from './support/call.ts';

type Expected = Readonly<Record<(typeof vendors)[number], readonly [status: number, inBody: RegExp]>>;

/** What each fault that is an HTTP error looks like at each vendor. */
const statusFaults: Readonly<Record<string, Expected>> = {
  '429': {
    openai: [429, /rate_limit_exceeded/u],
    gemini: [429, /RESOURCE_EXHAUSTED/u],
    hf: [429, /Rate limit reached/u],
  },
  '429-retry-after': {
    openai: [429, /try again in 1500ms/u],
    gemini: [429, /"retryDelay":"1.5s"/u],
    hf: [429, /Rate limit/u],
  },
  quota: { openai: [429, /insufficient_quota/u], gemini: [429, /PerDay/u], hf: [402, /monthly included credits/u] },
  '402': { openai: [429, /insufficient_quota/u], gemini: [429, /PerDay/u], hf: [402, /monthly included credits/u] },
  '410': { openai: [404, /deprecated/u], gemini: [404, /no longer available/u], hf: [410, /no longer supported/u] },
  'not-served': {
    openai: [404, /model_not_found/u],
    gemini: [404, /is not found/u],
    hf: [400, /model_not_supported/u],
  },
  '403': { openai: [403, /not allowed/u], gemini: [403, /SERVICE_DISABLED/u], hf: [403, /sufficient permissions/u] },
  gated: { openai: [403, /verified/u], gemini: [403, /PERMISSION_DENIED/u], hf: [403, /restricted/u] },
  'context-length': {
    openai: [400, /context_length_exceeded/u],
    gemini: [400, /exceeds the maximum/u],
    hf: [422, /max_new_tokens/u],
  },
  '503-loading': { openai: [503, /overloaded/u], gemini: [503, /UNAVAILABLE/u], hf: [503, /"estimated_time":1.5/u] },
  '500': { openai: [500, /server_error/u], gemini: [500, /INTERNAL/u], hf: [500, /unknown error/u] },
  '502-html': { openai: [502, /<html>/u], gemini: [502, /<html>/u], hf: [502, /<html>/u] },
};

const statusRows = Object.entries(statusFaults).flatMap(([name, expected]) =>
  vendors.flatMap((vendor) => [false, true].map((stream) => ({ name, vendor, stream, expected: expected[vendor] }))),
);

describe('faults that are HTTP errors', () => {
  it.each(statusRows)('$name at $vendor (stream: $stream)', async ({ name, vendor, stream, expected }) => {
    const response = await chat(vendor, `sandbox/${name}`, stream);
    expect(response.status).toBe(expected[0]);
    expect(await response.text()).toMatch(expected[1]);
    expect(response.headers.get('x-sandbox')).toBe('true');
  });

  it('hints how long to wait as each vendor does', async () => {
    const openai = await chat('openai', 'sandbox/429-retry-after', false);
    expect(openai.headers.get('retry-after-ms')).toBe('1500');
    expect(openai.headers.get('retry-after')).toBe('2');
    expect(openai.headers.get('x-ratelimit-remaining-requests')).toBe('0');
    const hf = await chat('hf', 'sandbox/429-retry-after', false);
    expect(hf.headers.get('ratelimit')).toBe('"api";r=0;t=2');
    const gemini = await chat('gemini', 'sandbox/429-retry-after', false);
    expect(gemini.headers.get('retry-after')).toBeNull();
  });

  it('hints nothing with a plain 429', async () => {
    const { headers } = await chat('openai', 'sandbox/429', false);
    const hints = [...headers.keys()].filter((name) => /^retry-after|^x-ratelimit/u.test(name));
    expect(hints).toEqual([]);
  });

  it('names HTML as what it is', async () => {
    const response = await chat('openai', 'sandbox/502-html', false);
    expect(response.headers.get('content-type')).toBe('text/html');
  });
});
