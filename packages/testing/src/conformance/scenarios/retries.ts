import type { ErrorFixture } from '../../wires/wire-fixture.ts';
import { answerReply, call, errorReply, plainAnswer, plainText } from '../call.ts';
import { expectAnswer, expectError, expectTrue, messageOf } from '../expectations.ts';
import type { Scenario, ScenarioTable, Trial } from '../scenario.ts';
import { isRetryable } from './errors.ts';

/** The ways in which headers ask to wait, and the milliseconds that they mean. */
const headerHints: readonly {
  readonly name: string;
  readonly headers: Record<string, string>;
  readonly wait: number;
}[] = [
  { name: 'retry-after-ms', headers: { 'retry-after-ms': '4' }, wait: 4 },
  { name: 'retry-after in seconds', headers: { 'retry-after': '0' }, wait: 0 },
  { name: 'retry-after as a date', headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT' }, wait: 0 },
  {
    name: 'x-ratelimit-reset-requests',
    headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '5ms' },
    wait: 5,
  },
  {
    name: 'x-ratelimit-reset-tokens',
    headers: { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '0m0.006s' },
    wait: 6,
  },
  { name: 'RateLimit', headers: { ratelimit: '"api";r=0;t=0' }, wait: 0 },
];

const soon = { 'retry-after-ms': '1' } as const;

/** What is tried again, when, and how often. */
export const retryScenarios: ScenarioTable = ({ wire }) => [
  ...wire.errors.map((row) => (isRetryable(row) ? retried(row) : notRetried(row))),
  ...headerHints.map(({ name, headers, wait }) => hintScenario(name, (trial) => rateLimit(trial, headers), wait)),
  {
    ...hintScenario('the body', (trial) => bodyHint(trial, 7), 7),
    needs: 'body-retry-hint',
  },
  {
    name: 'a wait that the headers ask for goes before that of the body',
    needs: 'body-retry-hint',
    async check(trial) {
      const outcome = await call(trial, errorReply({ ...bodyHint(trial, 9_000), headers: { 'retry-after-ms': '2' } }));
      expectError(trial.expect, outcome, { retryAfterMs: 2 });
    },
  },
  {
    name: 'a wait beyond maxWait fails at once and says how long',
    async check(trial) {
      const row = rateLimit(trial, { 'retry-after': '120' });
      const outcome = await call(trial, errorReply(row), { provider: { retry: { limit: 2 } } });
      expectError(trial.expect, outcome, { code: 'rate-limit', retryAfterMs: 120_000 });
      trial.expect(outcome.fetch.requests.length).toEqual(1);
      expectTrue(trial.expect, 'the message says 120 s', /\b120(\.0)? ?s/.test(messageOf(outcome.error)));
    },
  },
  {
    name: 'retries end at their limit',
    async check(trial) {
      const row = rateLimit(trial, soon);
      const outcome = await call(trial, errorReply(row), { provider: { retry: { limit: 3 } } });
      expectError(trial.expect, outcome, { code: 'rate-limit' });
      trial.expect(outcome.fetch.requests.length).toEqual(4);
    },
  },
  {
    name: "a call's own retry policy goes before the provider's",
    async check(trial) {
      const settings = { provider: { retry: { limit: 3 } }, options: { retry: { limit: 1 } } };
      const outcome = await call(trial, errorReply(rateLimit(trial, soon)), settings);
      trial.expect(outcome.fetch.requests.length).toEqual(2);
    },
  },
  {
    name: 'a host that cannot be reached is tried again',
    async check(trial) {
      const failure = { fails: new TypeError('Failed to fetch') };
      expectError(trial.expect, await call(trial, failure), { code: 'network', retryable: true, partial: null });
      const settings = { provider: { retry: { limit: 1 } } };
      const outcome = await call(trial, [failure, answerReply(trial, plainAnswer)], settings);
      expectAnswer(trial.expect, outcome, { text: plainText });
      trial.expect(outcome.output?.meta.attempts).toEqual(2);
    },
  },
];

const retried = (row: ErrorFixture): Scenario => ({
  name: `${row.code} is tried again: ${row.name}`,
  needs: `error:${row.code}` as NonNullable<Scenario['needs']>,
  async check(trial) {
    const failure = errorReply({ ...row, headers: { ...row.headers, ...soon } });
    const settings = { provider: { retry: { limit: 1 } } };
    const outcome = await call(trial, [failure, answerReply(trial, plainAnswer)], settings);
    expectAnswer(trial.expect, outcome, { text: plainText });
    trial.expect(outcome.output?.meta.attempts).toEqual(2);
  },
});

/** Not even when a header asks for it. */
const notRetried = (row: ErrorFixture): Scenario => ({
  name: `${row.code} is not tried again: ${row.name}`,
  needs: `error:${row.code}` as NonNullable<Scenario['needs']>,
  async check(trial) {
    const failure = errorReply({ ...row, headers: { ...row.headers, ...soon } });
    const outcome = await call(trial, failure, { provider: { retry: { limit: 2 } } });
    expectError(trial.expect, outcome, { code: row.code, retryable: false });
    trial.expect(outcome.fetch.requests.length).toEqual(1);
  },
});

const hintScenario = (name: string, rowOf: (trial: Trial) => ErrorFixture, wait: number): Scenario => ({
  name: `a wait that is asked for by ${name}`,
  async check(trial) {
    const row = rowOf(trial);
    const once = await call(trial, errorReply(row));
    expectError(trial.expect, once, { code: row.code, retryAfterMs: wait });
    const settings = { provider: { retry: { limit: 1 } } };
    const again = await call(trial, [errorReply(row), answerReply(trial, plainAnswer)], settings);
    expectAnswer(trial.expect, again, { text: plainText });
  },
});

function rateLimit({ subject: { wire, name } }: Trial, headers: Record<string, string>): ErrorFixture {
  const row = wire.errors.find((error) => error.code === 'rate-limit' && isRetryable(error));
  if (row === undefined) throw new Error(`The wire of ${name} has no rate limit that waiting can fix. Add a row`);
  return { ...row, headers: { ...row.headers, ...headers } };
}

function bodyHint({ subject: { wire } }: Trial, milliseconds: number): ErrorFixture {
  const row = wire.bodyHint?.(milliseconds);
  if (row === undefined) throw new Error("The wire has no bodyHint. Add it, or 'body-retry-hint' to lacks");
  return row;
}
