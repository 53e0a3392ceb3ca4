import { scriptedFetch } from '../../scripted-fetch/scripted-fetch.ts';
import {
  answerReply,
  callProvider,
  errorReply,
  inputFor,
  makeProvider,
  plainAnswer,
  unfinishedReply,
} from '../call.ts';
import { expectTrue } from '../expectations.ts';
import type { ScenarioTable } from '../scenario.ts';
import { watchedSignal } from '../watched-signal.ts';

const CALLS = 1_000;

/** One signal, shared by every call of an application for as long as it runs. */
export const leakScenarios: ScenarioTable = ({ wire }) => [
  {
    name: `${CALLS} calls on one signal leave no listener`,
    async check(trial) {
      const { signal, listeners, wasHeeded } = watchedSignal();
      const failure = errorReply(wire.rejection('no'));
      const answer = answerReply(trial, plainAnswer);
      const cut = unfinishedReply(trial, plainAnswer, 'break');
      const kinds = [answer, failure, cut];
      const fetch = scriptedFetch((_, count) => kinds[count % kinds.length] ?? answer);
      const provider = makeProvider(trial.subject, fetch);
      for (let made = 0; made < CALLS; made++) await callProvider(trial, provider, fetch, { options: { signal } });
      expectTrue(trial.expect, 'the signal is heeded', wasHeeded());
      trial.expect(listeners()).toEqual(0);
    },
  },
  {
    name: 'streams that are left early leave no listener',
    modes: ['stream'],
    async check(trial) {
      const { signal, listeners } = watchedSignal();
      const fetch = scriptedFetch(unfinishedReply(trial, plainAnswer, 'hang'));
      const provider = makeProvider(trial.subject, fetch);
      for (let made = 0; made < 20; made++) {
        for await (const event of provider.stream('chat', inputFor(trial.subject), { signal })) {
          if (event.type === 'text-delta') break;
        }
      }
      trial.expect(listeners()).toEqual(0);
      trial.expect(fetch.requests.filter(({ state }) => state !== 'closed').length).toEqual(0);
    },
  },
];
