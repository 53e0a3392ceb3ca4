import { answerReply, call, plainAnswer, plainText, unfinishedReply } from '../call.ts';
import { expectAnswer, expectError } from '../expectations.ts';
import type { Scenario, ScenarioTable } from '../scenario.ts';

/** Milliseconds after which a wait that has no end is to be given up. */
const LIMIT = 25;
/** The same where an answer comes in time, so that a busy machine does not make it late. */
const AMPLE = 120;

const fetches = [
  { ignoresSignal: false, over: '' },
  { ignoresSignal: true, over: ', over a fetch that ignores signals' },
] as const;

/** The three timers: the error says which. */
export const timerScenarios: ScenarioTable = () => [
  ...fetches.flatMap(timeoutScenarios),
  {
    name: 'a timeout before the headers is tried again',
    async check(trial) {
      const provider = { timeout: { firstByte: AMPLE }, retry: { limit: 1 } };
      const outcome = await call(trial, [{ hangs: true }, answerReply(trial, plainAnswer)], { provider });
      expectAnswer(trial.expect, outcome, { text: plainText });
    },
  },
  {
    name: 'a timeout before the first token is tried again',
    async check(trial) {
      const provider = { timeout: { idle: AMPLE }, retry: { limit: 1 } };
      const stalled = { frames: [], ending: 'hang' } as const;
      const outcome = await call(trial, [stalled, answerReply(trial, plainAnswer)], { provider });
      expectAnswer(trial.expect, outcome, { text: plainText });
    },
  },
  {
    name: 'the wait for the headers does not count as idle',
    async check(trial) {
      const late = { ...answerReply(trial, plainAnswer), delayMs: 2 * AMPLE };
      const provider = { timeout: { idle: AMPLE } };
      expectAnswer(trial.expect, await call(trial, late, { provider }), { text: plainText });
    },
  },
  {
    name: 'the body does not count as a wait for headers, nor all of it as one wait',
    async check(trial) {
      // Three pieces or more in either mode, and so longer in all than any of its waits may be.
      const cut = trial.mode === 'run' ? 100 : 500;
      const slow = { ...answerReply(trial, plainAnswer), cut, betweenMs: AMPLE };
      const provider = { timeout: { firstByte: AMPLE, idle: 2 * AMPLE } };
      expectAnswer(trial.expect, await call(trial, slow, { provider }), { text: plainText });
    },
  },
  {
    name: "a broken attempt's timer does not strike the next",
    async check(trial) {
      const broken = { frames: [], ending: 'break' } as const;
      const late = { ...answerReply(trial, plainAnswer), delayMs: 600 };
      // Longer than the break takes to be noticed and shorter than the next attempt's headers.
      const provider = { timeout: { idle: 500 }, retry: { limit: 1 } };
      expectAnswer(trial.expect, await call(trial, [broken, late], { provider }), { text: plainText });
    },
  },
  {
    name: "a call's own timeouts go before the provider's",
    async check(trial) {
      const settings = { provider: { timeout: { firstByte: 60_000 } }, options: { timeout: { firstByte: LIMIT } } };
      const outcome = await call(trial, { hangs: true }, settings);
      expectError(trial.expect, outcome, { code: 'timeout', timer: 'firstByte' });
    },
  },
];

const timeoutScenarios = ({ ignoresSignal, over }: (typeof fetches)[number]): readonly Scenario[] => [
  {
    name: `no headers within firstByte${over}`,
    async check(trial) {
      const provider = { timeout: { firstByte: LIMIT } };
      const outcome = await call(trial, { hangs: true }, { provider, ignoresSignal });
      expectError(trial.expect, outcome, { code: 'timeout', timer: 'firstByte', retryable: true, partial: null });
    },
  },
  {
    name: `nothing of the body within idle${over}`,
    async check(trial) {
      const provider = { timeout: { idle: LIMIT } };
      const outcome = await call(trial, { frames: [], ending: 'hang' }, { provider, ignoresSignal });
      expectError(trial.expect, outcome, { code: 'timeout', timer: 'idle', retryable: true, partial: null });
      trial.expect(outcome.fetch.requests.map(({ state }) => state)).toEqual(['closed']);
    },
  },
  {
    name: `nothing more within idle, after the first token${over}`,
    modes: ['stream'],
    async check(trial) {
      const provider = { timeout: { idle: LIMIT }, retry: { limit: 1 } };
      const stalled = unfinishedReply(trial, plainAnswer, 'hang');
      const outcome = await call(trial, stalled, { provider, ignoresSignal });
      expectError(trial.expect, outcome, { code: 'timeout', timer: 'idle', retryable: false, partial: plainText });
      trial.expect(outcome.fetch.requests.map(({ state }) => state)).toEqual(['closed']);
    },
  },
  {
    name: `total, while waiting for the headers${over}`,
    async check(trial) {
      const provider = { timeout: { total: LIMIT }, retry: { limit: 2 } };
      const outcome = await call(trial, { hangs: true }, { provider, ignoresSignal });
      expectError(trial.expect, outcome, { code: 'timeout', timer: 'total', retryable: false, partial: null });
      trial.expect(outcome.fetch.requests.length).toEqual(1);
    },
  },
  {
    name: `total, in the body${over}`,
    async check(trial) {
      const provider = { timeout: { total: LIMIT }, retry: { limit: 2 } };
      const stalled = unfinishedReply(trial, plainAnswer, 'hang');
      const outcome = await call(trial, stalled, { provider, ignoresSignal });
      const partial = trial.mode === 'stream' ? plainText : null;
      expectError(trial.expect, outcome, { code: 'timeout', timer: 'total', retryable: false, partial });
    },
  },
  {
    name: `a host that ends its answer and not its body loses nothing${over}`,
    modes: ['stream'],
    async check(trial) {
      const provider = { timeout: { idle: LIMIT } };
      const lingering = { ...answerReply(trial, plainAnswer), ending: 'hang' } as const;
      const outcome = await call(trial, lingering, { provider, ignoresSignal });
      expectAnswer(trial.expect, outcome, { text: plainText, finishReason: 'stop' });
    },
  },
];
