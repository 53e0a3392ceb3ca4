import { parseDuration } from '@x/core/adapter';
import { expect, test } from 'vitest';
import { readRetryHint } from '../src/wire/retry-hints.ts';

test.each([
  ['12ms', 12],
  ['0s', 0],
  ['1s', 1000],
  ['6m0s', 360_000],
  ['1h2m3.5s', 3_723_500],
  ['34.4s', 34_400],
  ['', undefined],
  ['5', undefined],
  ['s', undefined],
  ['1d', undefined],
])('parseDuration(%j) is %j', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

const now = Date.parse('2026-01-01T00:00:00Z');

test.each<[string, Record<string, string>, number | undefined]>([
  ['nothing', {}, undefined],
  ['milliseconds before seconds', { 'retry-after-ms': '250', 'retry-after': '9' }, 250],
  ['seconds', { 'retry-after': '1.5' }, 1500],
  ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7000],
  ['a date that has passed', { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
  ['words', { 'retry-after': 'soon' }, undefined],
  ['an empty header', { 'retry-after-ms': '', 'retry-after': '' }, undefined],
  ['the longer reset', { 'x-ratelimit-reset-requests': '12ms', 'x-ratelimit-reset-tokens': '6s' }, 6000],
  [
    'the reset of what is used up',
    {
      'x-ratelimit-reset-requests': '2s',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-tokens': '6m0s',
      'x-ratelimit-remaining-tokens': '500',
    },
    2000,
  ],
  ['the rate limit field', { ratelimit: '"api";r=0;t=27' }, 27_000],
])('%s', (_, headers, hint) => {
  expect(readRetryHint(new Headers(headers), true, now)).toBe(hint);
});
