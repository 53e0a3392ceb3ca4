import { scriptedFetch } from '../../scripted-fetch/scripted-fetch.ts';
import {
  answerReply,
  call,
  callProvider,
  errorReply,
  inputFor,
  makeProvider,
  type Outcome,
  plainAnswer,
} from '../call.ts';
import { dump } from '../dump.ts';
import { expectError, expectTrue } from '../expectations.ts';
import type { ScenarioTable, Trial } from '../scenario.ts';
import { passedKey, prompt } from '../texts.ts';

/** Half of the prompt is still far more than what may be repeated. */
const quoted = prompt.slice(10, 60);

/** Keys and prompts never come out through an error. */
export const secretScenarios: ScenarioTable = ({ wire }) => [
  {
    name: 'the key is sent in a header and not in the address',
    async check(trial) {
      const { fetch } = await call(trial, answerReply(trial, plainAnswer));
      const [request] = fetch.requests;
      const headers = [...(request?.headers.values() ?? [])].join('\n');
      expectTrue(trial.expect, 'a header carries the key', headers.includes(passedKey));
      expectTrue(trial.expect, 'the address does not', request?.url.includes(passedKey) === false);
      expectTrue(trial.expect, 'the body does not', request?.body.includes(passedKey) === false);
    },
  },
  {
    name: 'a vendor that repeats the key and the prompt is not repeated',
    async check(trial) {
      const row = wire.rejection(`Refused ${prompt} and "${quoted}" with ${passedKey} and Bearer ${passedKey}.`);
      expectSecretsKept(trial, await call(trial, errorReply(row)));
    },
  },
  {
    name: "a vendor that repeats a message's text is not repeated",
    async check(trial) {
      const messages = [{ role: 'user', content: [{ type: 'text', text: prompt }] }] as const;
      const outcome = await call(trial, errorReply(wire.rejection(`Refused: ${prompt}`)), { input: { messages } });
      expectSecretsKept(trial, outcome);
    },
  },
  {
    name: 'a network failure that carries the request gives nothing of it away',
    async check(trial) {
      const request = { headers: { authorization: `Bearer ${passedKey}`, 'x-key': passedKey }, body: prompt };
      const cause = Object.assign(new Error(`connect failed for ${passedKey}`), { request, code: 'ECONNRESET' });
      const fails = Object.assign(new TypeError(`fetch failed: ${prompt}`, { cause }), { request });
      expectSecretsKept(trial, await call(trial, { fails }));
    },
  },
  {
    name: 'a body that breaks with an error of its own gives nothing away',
    async check(trial) {
      const outcome = await call(trial, { frames: [], ending: 'break' });
      expectSecretsKept(trial, outcome);
    },
  },
  {
    name: 'a body that cannot be read is not shown',
    async check(trial) {
      const text = `{"${prompt}": ${passedKey}`;
      const run = { text, headers: { 'content-type': 'application/json' } };
      expectSecretsKept(trial, await call(trial, trial.mode === 'run' ? run : { frames: [`data: ${text}\n\n`] }));
    },
  },
  {
    name: 'prepare() shows no key',
    modes: ['run'],
    async check({ subject, expect }) {
      const fetch = scriptedFetch({ json: {} });
      const provider = makeProvider(subject, fetch, { headers: { authorization: `Bearer ${passedKey}` } });
      const prepared = await provider.prepare('chat', inputFor(subject));
      expectTrue(expect, 'the key is not in it', !dump(prepared).includes(passedKey));
      expectTrue(expect, 'the prompt is in it', JSON.stringify(prepared.body).includes(prompt));
      expect(fetch.requests.length).toEqual(0);
    },
  },
  {
    name: 'a key that rotates is asked for at every call',
    async check(trial) {
      const fetch = scriptedFetch(answerReply(trial, plainAnswer));
      let asked = 0;
      const provider = makeProvider(trial.subject, fetch, { apiKey: async () => `${passedKey}-${++asked}` });
      await callProvider(trial, provider, fetch);
      await callProvider(trial, provider, fetch);
      const sent = fetch.requests.map(({ headers }) => /-(\d)$/m.exec([...headers.values()].join('\n'))?.[1]);
      trial.expect(sent).toEqual(['1', '2']);
    },
  },
];

function expectSecretsKept({ expect }: Trial, outcome: Outcome): void {
  expectError(expect, outcome, {});
  const shown = dump(outcome.error);
  expectTrue(expect, 'the key does not come out', !shown.includes(passedKey));
  for (let place = 0; place + 16 <= prompt.length; place++) {
    const run = prompt.slice(place, place + 16);
    expectTrue(expect, `the prompt's "${run}" does not come out`, !shown.includes(run));
  }
}
