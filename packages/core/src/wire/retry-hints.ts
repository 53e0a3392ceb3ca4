/** Vendors say how long to wait in several ways; these are the ones that HTTP headers carry. */

const SECOND = 1000;

/** "1.5" seconds, or an HTTP date (RFC 9110 §10.2.3). */
function retryAfter(value: string, now: number): number | undefined {
  const seconds = Number(value);
  if (value.trim() !== '' && Number.isFinite(seconds)) return seconds * SECOND;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date - now;
}

const unitMs: Readonly<Record<string, number>> = { h: 3600 * SECOND, m: 60 * SECOND, s: SECOND, ms: 1 };

/** A duration as Go and protobuf print it: "6m0s", "34.4s", "12ms". Undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|ms|m|s))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)) {
    total += Number(amount) * (unitMs[unit] ?? 0);
  }
  return total;
}

/** OpenAI states when each limit is whole again on every response; only one that is used up is worth waiting for. */
function openAiReset(headers: Headers): number | undefined {
  const waits = ['requests', 'tokens'].flatMap((kind) => {
    const left = Number(headers.get(`x-ratelimit-remaining-${kind}`) ?? 0);
    const wait = parseDuration(headers.get(`x-ratelimit-reset-${kind}`) ?? '');
    return wait === undefined || left > 0 ? [] : [wait];
  });
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

/** `RateLimit: "api";r=0;t=27` (draft-ietf-httpapi-ratelimit-headers), as the Hugging Face Hub sends it. */
function rateLimitField(value: string | null): number | undefined {
  const seconds = /(?:^|[;,\s])t=(\d+)/.exec(value ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * SECOND;
}

/**
 * How long the response's headers ask to wait, in milliseconds; never negative.
 *
 * @param limited Whether the response says that a limit was hit; the state of limits means nothing otherwise.
 * @param now Milliseconds since the epoch, against which an HTTP date is read.
 */
export function readRetryHint(headers: Headers, limited: boolean, now: number): number | undefined {
  const exact = headers.get('retry-after-ms');
  const after = headers.get('retry-after');
  const hint =
    (exact !== null && exact.trim() !== '' && Number.isFinite(Number(exact)) ? Number(exact) : undefined) ??
    (after === null ? undefined : retryAfter(after, now)) ??
    (limited ? (openAiReset(headers) ?? rateLimitField(headers.get('ratelimit'))) : undefined);
  return hint === undefined ? undefined : Math.max(0, hint);
}
