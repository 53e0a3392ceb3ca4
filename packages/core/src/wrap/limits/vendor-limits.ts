import { answerHeaders } from '../../contract/answer-headers.ts';
import { InferenceError } from '../../contract/error.ts';
import { parseDuration } from '../../wire/retry-hints.ts';

const SECOND = 1000;

/** What a vendor says is left of one limit. */
interface StatedLimit {
  readonly kind: 'requests' | 'tokens';
  readonly left: number;
  /** Milliseconds until the limit is whole again. */
  readonly resetMs: number;
}

/** `x-ratelimit-remaining-requests: 59` and `x-ratelimit-reset-requests: 1m3s`, as OpenAI and its kin send them. */
function remainingFields(headers: Headers, kind: StatedLimit['kind']): readonly StatedLimit[] {
  const left = headers.get(`x-ratelimit-remaining-${kind}`);
  const resetMs = parseDuration(headers.get(`x-ratelimit-reset-${kind}`) ?? '');
  if (left === null || left.trim() === '' || !Number.isFinite(Number(left)) || resetMs === undefined) return [];
  return [{ kind, left: Number(left), resetMs }];
}

/** `RateLimit: "api";r=0;t=27` (draft-ietf-httpapi-ratelimit-headers), as the Hugging Face Hub sends it. */
function rateLimitField(headers: Headers): readonly StatedLimit[] {
  const field = headers.get('ratelimit') ?? '';
  const left = /(?:^|[;,\s])r=(\d+)/.exec(field)?.[1];
  const reset = /(?:^|[;,\s])t=(\d+)/.exec(field)?.[1];
  if (left === undefined || reset === undefined) return [];
  return [{ kind: 'requests', left: Number(left), resetMs: Number(reset) * SECOND }];
}

/** Every limit that the headers of an answer state. */
const statedLimits = (headers: Headers): readonly StatedLimit[] => [
  ...remainingFields(headers, 'requests'),
  ...remainingFields(headers, 'tokens'),
  ...rateLimitField(headers),
];

/**
 * What a vendor last said about its limits for one model, less what was sent since.
 *
 * An answer's headers may or may not count the calls that were under way when they were written. Taking off those calls
 * is the careful reading; each of their answers puts the figure right.
 */
export class VendorLimits {
  /** Calls that were started and are not over. */
  #underWay = 0;
  #closedUntil = 0;
  readonly #left: Record<StatedLimit['kind'], { amount: number; until: number }> = {
    requests: { amount: 0, until: 0 },
    tokens: { amount: 0, until: 0 },
  };

  /** Milliseconds until the vendor takes a call of so many tokens; 0 when nothing is known against it. */
  wait(tokens: number, now: number): number {
    const needed = { requests: 1, tokens: Math.max(1, tokens) };
    let until = this.#closedUntil;
    for (const kind of ['requests', 'tokens'] as const) {
      const left = this.#left[kind];
      if (left.amount < needed[kind]) until = Math.max(until, left.until);
    }
    return Math.max(0, until - now);
  }

  /** Whether nothing is under way and nothing that was said still holds. */
  isSilent(now: number): boolean {
    const { requests, tokens } = this.#left;
    return this.#underWay === 0 && Math.max(this.#closedUntil, requests.until, tokens.until) <= now;
  }

  started(tokens: number): void {
    this.#underWay++;
    this.#left.requests.amount--;
    this.#left.tokens.amount -= tokens;
  }

  /** @param outcome The `meta` of the answer, or the error; undefined when there is neither. */
  ended(outcome: object | undefined, now: number): void {
    this.#underWay--;
    if (outcome === undefined) return;
    const headers = answerHeaders.get(outcome);
    for (const { kind, left, resetMs } of headers ? statedLimits(headers) : []) {
      this.#left[kind] = { amount: kind === 'requests' ? left - this.#underWay : left, until: now + resetMs };
    }
    if (InferenceError.is(outcome) && isFull(outcome)) this.#closedUntil = now + (outcome.retryAfterMs ?? 0);
  }
}

const isFull = ({ code }: InferenceError): boolean => code === 'rate-limit' || code === 'overloaded';
