import { scriptedFetch } from '../../scripted-fetch/scripted-fetch.ts';
import {
  answerReply,
  call,
  callProvider,
  errorReply,
  inputFor,
  makeProvider,
  plainAnswer,
  unfinishedReply,
} from '../call.ts';
import { expectError } from '../expectations.ts';
import { pause, until } from '../pause.ts';
import type { Scenario, ScenarioTable, Trial } from '../scenario.ts';

/** Some implementations of fetch do not heed the signal that they are given; the call has to end all the same. */
const fetches = [
  { ignoresSignal: false, over: '' },
  { ignoresSignal: true, over: ', over a fetch that ignores signals' },
] as const;
type FetchKind = (typeof fetches)[number];

/** The caller's signal. */
export const abortScenarios: ScenarioTable = () => [
  {
    name: 'a signal that is already aborted sends nothing',
    async check(trial) {
      const options = { signal: AbortSignal.abort() };
      const outcome = await call(trial, answerReply(trial, plainAnswer), { options, ignoresSignal: true });
      expectError(trial.expect, outcome, { code: 'aborted', retryable: false, partial: null });
      trial.expect(outcome.fetch.requests.length).toEqual(0);
    },
  },
  ...fetches.flatMap((kind) => [beforeHeaders(kind), inBody(kind), inStream(kind)]),
  {
    name: 'an abort while it waits to try again',
    async check(trial) {
      const row = trial.subject.wire.errors.find(({ code }) => code === 'overloaded' || code === 'rate-limit');
      if (row === undefined) throw new Error('The wire has no error that is tried again. Add a row');
      const fetch = scriptedFetch(errorReply({ ...row, headers: { ...row.headers, 'retry-after': '30' } }));
      const outcome = await abortWhen(trial, fetch, () => fetch.requests[0]?.state === 'ended');
      expectError(trial.expect, outcome, { code: 'aborted', retryable: false, partial: null });
      trial.expect(fetch.requests.length).toEqual(1);
    },
  },
];

const beforeHeaders = ({ ignoresSignal, over }: FetchKind): Scenario => ({
  name: `an abort before the headers${over}`,
  async check(trial) {
    const fetch = scriptedFetch({ hangs: true }, { ignoresSignal });
    const outcome = await abortWhen(trial, fetch, () => fetch.requests.length === 1);
    expectError(trial.expect, outcome, { code: 'aborted', retryable: false, partial: null });
    trial.expect(fetch.requests.map(({ state }) => state)).toEqual([ignoresSignal ? 'waiting' : 'closed']);
  },
});

const inBody = ({ ignoresSignal, over }: FetchKind): Scenario => ({
  name: `an abort in mid-body${over}`,
  modes: ['run'],
  async check(trial) {
    const fetch = scriptedFetch(unfinishedReply(trial, plainAnswer, 'hang'), { ignoresSignal });
    const outcome = await abortWhen(trial, fetch, () => fetch.requests[0]?.state === 'open');
    expectError(trial.expect, outcome, { code: 'aborted', retryable: false });
    trial.expect(fetch.requests.map(({ state }) => state)).toEqual(['closed']);
  },
});

const inStream = ({ ignoresSignal, over }: FetchKind): Scenario => ({
  name: `an abort in mid-stream${over}`,
  modes: ['stream'],
  async check(trial) {
    const fetch = scriptedFetch(unfinishedReply(trial, plainAnswer, 'hang'), { ignoresSignal });
    const caller = new AbortController();
    const stream = makeProvider(trial.subject, fetch).stream('chat', inputFor(trial.subject), {
      signal: caller.signal,
    });
    let text = '';
    let error: unknown;
    try {
      for await (const piece of stream.text()) {
        text += piece;
        if (text === 'Hello there') caller.abort();
      }
    } catch (thrown) {
      error = thrown;
    }
    expectError(trial.expect, { error }, { code: 'aborted', retryable: false, partial: 'Hello there' });
    await pause();
    trial.expect(fetch.requests.map(({ state }) => state)).toEqual(['closed']);
  },
});

/** Makes a call and aborts it a moment after something has happened. */
async function abortWhen(trial: Trial, fetch: ReturnType<typeof scriptedFetch>, holds: () => boolean) {
  const caller = new AbortController();
  const provider = makeProvider(trial.subject, fetch, { retry: { limit: 2 } });
  const outcome = callProvider(trial, provider, fetch, { options: { signal: caller.signal } });
  await until(holds);
  await pause(5);
  caller.abort();
  return outcome;
}
