import type { ScriptedResponse } from '../../scripted-fetch/reply.ts';
import { scriptedFetch } from '../../scripted-fetch/scripted-fetch.ts';
import { answerReply, callProvider, makeProvider, plainAnswer, plainText } from '../call.ts';
import { dump } from '../dump.ts';
import { expectAnswer, expectError, expectTrue } from '../expectations.ts';
import type { Scenario, ScenarioTable } from '../scenario.ts';
import { passedKey } from '../texts.ts';

const redirect = (status: number, location: string): ScriptedResponse => ({ status, headers: { location } });

/** Where `fetch` by itself would carry some vendors' keys. */
const strangers: readonly { readonly name: string; readonly location: (from: URL) => string }[] = [
  { name: 'another host', location: () => 'https://elsewhere.example/steal' },
  { name: 'a subdomain', location: ({ host }) => `https://cdn.${host}/steal` },
  { name: 'another port', location: ({ hostname }) => `https://${hostname}:8443/steal` },
  { name: 'the same host in the clear', location: ({ host }) => `http://${host}/steal` },
];

/** Redirects are followed on the same origin only. */
export const redirectScenarios: ScenarioTable = () => [
  ...strangers.map(({ name, location }) => refused(name, location)),
  ...[307, 308].map(followed),
  {
    name: 'redirects without end are given up',
    async check(trial) {
      const fetch = scriptedFetch(({ url }) => redirect(307, new URL('/round', url).href));
      const outcome = await callProvider(trial, makeProvider(trial.subject, fetch), fetch);
      expectError(trial.expect, outcome, { retryable: false });
      expectTrue(trial.expect, 'there were fewer than 30 requests', fetch.requests.length < 30);
    },
  },
];

const refused = (name: string, location: (from: URL) => string): Scenario => ({
  name: `a redirect to ${name} is refused`,
  async check(trial) {
    const fetch = scriptedFetch(({ url }, count) =>
      count === 1 ? redirect(307, location(new URL(url))) : answerReply(trial, plainAnswer),
    );
    const provider = makeProvider(trial.subject, fetch, { retry: { limit: 2 } });
    const outcome = await callProvider(trial, provider, fetch);
    expectError(trial.expect, outcome, { retryable: false });
    trial.expect(fetch.requests.length).toEqual(1);
    expectTrue(trial.expect, 'the key does not come out', !dump(outcome.error).includes(passedKey));
  },
});

const followed = (status: number): Scenario => ({
  name: `a redirect on the same origin is followed with ${status}`,
  async check(trial) {
    const fetch = scriptedFetch([redirect(status, '/moved'), answerReply(trial, plainAnswer)]);
    const outcome = await callProvider(trial, makeProvider(trial.subject, fetch), fetch);
    expectAnswer(trial.expect, outcome, { text: plainText });
    const [first, second] = fetch.requests;
    trial.expect(second?.url).toEqual(new URL('/moved', first?.url).href);
    trial.expect({ method: second?.method, body: second?.body }).toEqual({ method: first?.method, body: first?.body });
    expectTrue(trial.expect, 'the key goes along', dump(second?.headers).includes(passedKey));
  },
});
