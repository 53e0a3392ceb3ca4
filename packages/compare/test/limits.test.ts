import { type ErrorCode, InferenceError } from '@x/core';
import { describe, expect, it } from 'vitest';
import { Patience } from '../src/engine/patience.ts';
import { type ComparisonEvent, type ComparisonOptions, compare, type Target } from '../src/index.ts';
import { collect } from './collect.ts';
import { forever, type Script, scripted } from './scripted-provider.ts';
import { TestClock } from './test-clock.ts';

const failure = (code: ErrorCode, more: { status?: number; retryAfterMs?: number } = {}) =>
  new InferenceError({ code, provider: 'p', message: `It says ${code}.`, status: 400, ...more });

const target = (id: string, scriptFor: (call: number) => Script, more: Partial<Target> = {}): Target => ({
  id,
  provider: scripted(id, (_input, call) => scriptFor(call)),
  model: 'm',
  ...more,
});

const callsOf = ({ provider }: Target): number => ('calls' in provider ? (provider.calls as unknown[]).length : 0);

const eventsOf = (options: ComparisonOptions): Promise<ComparisonEvent[]> => collect(compare(options).events());
const resultsOf = (events: readonly ComparisonEvent[]) =>
  events.flatMap((event) => (event.type === 'cell-end' ? [event.result] : []));

describe('a call that fails', () => {
  it('is made again after the time that the vendor asks for, and counts once', async () => {
    const clock = new TestClock();
    const error = failure('rate-limit', { retryAfterMs: 1500 });
    const a = target('a', (call) => (call < 2 ? { deltas: ['half'], error } : { deltas: ['whole'] }));
    const events = await eventsOf({ targets: [a], prompts: ['x'], clock });
    expect(resultsOf(events)).toMatchObject([{ status: 'ok', text: 'whole', attempts: 3 }]);
    expect(events.filter(({ type }) => type === 'retry')).toMatchObject([
      { attempt: 1, waitMs: 1500, error },
      { attempt: 2, waitMs: 1500 },
    ]);
    expect(clock.waits).toEqual([1500, 1500]);
  });

  it.each<[string, ErrorCode, number]>([
    ['may pass', 'server', 1 + 3],
    ['is for good', 'invalid-request', 1],
  ])('is made as often as its kind is worth: %s', async (_what, code, calls) => {
    const a = target('a', () => ({ error: failure(code) }));
    const events = await eventsOf({ targets: [a], prompts: ['x'], clock: new TestClock() });
    expect(resultsOf(events)).toMatchObject([{ status: 'error', error: { code }, attempts: calls }]);
    expect(callsOf(a)).toBe(calls);
  });

  it('does not let the provider retry beside the engine', async () => {
    const seen: unknown[] = [];
    const { provider, ...rest } = target('a', () => ({}));
    const stream: typeof provider.stream = (task, input, options) => {
      seen.push(options?.retry);
      return provider.stream(task, input, options);
    };
    await compare({ targets: [{ ...rest, provider: { ...provider, stream } }], prompts: ['x'] }).done;
    expect(seen).toEqual([{ limit: 0 }]);
  });
});

describe('a target that says it is too much', () => {
  it('is never waited for by the others, though it never gives in', async () => {
    const stuck = target('stuck', () => ({ error: failure('rate-limit', { retryAfterMs: 1000, status: 429 }) }));
    const good = target('good', () => ({}));
    let goodEnded = 0;
    let release = () => {};
    // The clock of the stuck target's waits does not move before the good one is through.
    const throughWithGood = new Promise<void>((resolve) => {
      release = resolve;
    });
    const clock = new (class extends TestClock {
      override async wait(ms: number): Promise<void> {
        await throughWithGood;
        await super.wait(ms);
      }
    })();
    const rows = Array.from({ length: 100 }, (_, n) => ({ n }));
    const options = { targets: [stuck, good], prompts: ['{{n}}'], rows, clock };
    const events: ComparisonEvent[] = [];
    for await (const event of compare(options).events()) {
      events.push(event);
      if (event.type === 'cell-end' && event.cell.target === 'good' && ++goodEnded === 100) release();
    }
    expect(events.at(-1)).toMatchObject({
      summary: {
        reason: 'complete',
        targets: [
          { target: 'stuck', ok: 0, stopped: { code: 'rate-limit' } },
          { target: 'good', ok: 100, failed: 0 },
        ],
      },
    });
    // Five cells in a row, or those in flight beside the fifth, and not a hundred.
    expect(callsOf(stuck)).toBeLessThan(40);
  });

  it('is asked by one slot at a time, until it answers', async () => {
    let [open, most] = [0, 0];
    const a = target(
      'a',
      (call) => {
        if (call < 4) return { error: failure('overloaded', { retryAfterMs: 10 }) };
        most = Math.max(most, ++open);
        return { until: new Promise<void>((resolve) => setImmediate(() => resolve(void open--))) };
      },
      { concurrency: 4 },
    );
    const summary = await compare({ targets: [a], prompts: ['x'], repeats: 20, clock: new TestClock() }).done;
    expect(summary).toMatchObject({ reason: 'complete', targets: [{ ok: 20 }] });
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('is started as often a minute as was allowed', async () => {
    const clock = new TestClock();
    const a = target('a', () => ({}), { requestsPerMinute: 60, concurrency: 1 });
    await compare({ targets: [a], prompts: ['x'], repeats: 4, clock }).done;
    expect(clock.waits).toEqual([1000, 1000, 1000]);
  });
});

describe('a circuit', () => {
  it.each<[string, ErrorCode, number | undefined, number]>([
    ['after five refusals in a row', 'auth', 401, 5],
    ['after five models that are not there', 'not-found', 404, 5],
    ['at once without a key', 'auth', undefined, 1],
    ['never for what lies in the question', 'invalid-request', 400, 12],
    ['never for answers that cannot be read', 'bad-response', 200, 12],
  ])('opens %s', async (_when, code, status, asked) => {
    const error = new InferenceError({ code, provider: 'p', message: 'No.', status });
    const a = target('a', () => ({ error }), { concurrency: 1 });
    const summary = await compare({ targets: [a], prompts: ['x'], repeats: 12, clock: new TestClock() }).done;
    expect(callsOf(a)).toBe(asked);
    expect(summary.targets[0]).toMatchObject({ failed: asked, skipped: 12 - asked });
    expect(summary.targets[0]?.stopped?.code).toBe(asked < 12 ? code : undefined);
    expect(summary.reason).toBe('complete');
  });

  it('counts failures in a row only', async () => {
    const a = target('a', (call) => (call % 5 === 4 ? {} : { error: failure('not-found') }), { concurrency: 1 });
    const { targets } = await compare({ targets: [a], prompts: ['x'], repeats: 20, clock: new TestClock() }).done;
    expect(targets).toMatchObject([{ ok: 4, failed: 16, skipped: 0, stopped: undefined }]);
  });
});

describe('patience', () => {
  const patience = (limits = {}) => new Patience(limits, () => 1);

  it('waits longer each time, at most eight seconds, and no longer than the target is worth', () => {
    const one = patience({ retries: 20, maxRetryWaitMs: 60_000 });
    const waits: (number | undefined)[] = [];
    let now = 0;
    for (let attempts = 1; attempts <= 14; attempts++) {
      const wait = one.waitAfter(failure('network'), attempts, now);
      waits.push(wait);
      now += wait ?? 0;
    }
    expect(waits.slice(0, 6)).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
    expect(waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0)).toBeLessThanOrEqual(60_000);
    expect(waits.at(-1)).toBeUndefined();
  });

  it('begins anew with every answer', () => {
    const one = patience({ maxRetryWaitMs: 1000 });
    expect(one.waitAfter(failure('rate-limit', { retryAfterMs: 900 }), 1, 0)).toBe(900);
    expect(one.waitAfter(failure('rate-limit', { retryAfterMs: 900 }), 2, 900)).toBeUndefined();
    one.answered();
    expect(one.waitAfter(failure('rate-limit', { retryAfterMs: 900 }), 1, 901)).toBe(900);
  });

  it('has a hundred retries in stock, of which an answer gives a fifth back', () => {
    const one = patience({ maxRetryWaitMs: Number.MAX_SAFE_INTEGER });
    const retry = () => one.waitAfter(failure('server', { retryAfterMs: 0 }), 1, 0) !== undefined;
    expect(Array.from({ length: 101 }, retry).filter(Boolean)).toHaveLength(100);
    for (let answers = 0; answers < 6; answers++) one.answered();
    expect([retry(), retry()]).toEqual([true, false]);
  });
});

describe('an abort', () => {
  it('ends a wait for a retry, and the cell is no result', async () => {
    const stop = new AbortController();
    const a = target('a', () => ({ error: failure('server', { retryAfterMs: 50_000 }) }));
    const hanging = target('hanging', () => ({ until: forever }));
    const events: ComparisonEvent[] = [];
    for await (const event of compare({ targets: [a, hanging], prompts: ['x'], signal: stop.signal }).events()) {
      events.push(event);
      if (event.type === 'retry') stop.abort();
    }
    expect(resultsOf(events)).toEqual([]);
    expect(events.at(-1)).toMatchObject({
      summary: { reason: 'interrupted', targets: [{ skipped: 1 }, { skipped: 1 }] },
    });
  });
});
