import { hexDigits } from '../text/hash.ts';
import { countTokens } from '../text/tokens.ts';

const requestLimit = 10_000;
const tokenLimit = 2_000_000;

/** The headers that OpenAI sends with every answer. */
export function openaiHeaders(path: string, body: string): Readonly<Record<string, string>> {
  return {
    'x-request-id': `req_${hexDigits(path + body, 32)}`,
    'openai-version': '2020-10-01',
    'openai-organization': 'sandbox',
    'openai-processing-ms': '1',
  };
}

/** The state of the rate limits, which comes with successful answers. Resets are Go durations, which is not seconds. */
export function rateLimitHeaders(body: string): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit-requests': String(requestLimit),
    'x-ratelimit-limit-tokens': String(tokenLimit),
    'x-ratelimit-remaining-requests': String(requestLimit - 1),
    'x-ratelimit-remaining-tokens': String(Math.max(0, tokenLimit - countTokens(body))),
    'x-ratelimit-reset-requests': '6ms',
    'x-ratelimit-reset-tokens': '0s',
  };
}
