import type { ScriptedResponse } from '../../scripted-fetch/reply.ts';
import type { WrongShapeFixture } from '../../wires/wire-fixture.ts';
import { call } from '../call.ts';
import { expectError, expectTrue, messageOf } from '../expectations.ts';
import type { Scenario, ScenarioTable, Trial } from '../scenario.ts';

const page = '<!doctype html><html><body><h1>Bad gateway</h1><p>The lift is out of order.</p></body></html>';
const pageReply = (status: number): ScriptedResponse => ({
  status,
  text: page,
  headers: { 'content-type': 'text/html; charset=utf-8' },
});

/** Bodies that carry no answer. */
export const unreadableBodyScenarios: ScenarioTable = ({ wire }) => [
  ...wire.wrongShapes.map(wrongShapeScenario),
  {
    name: 'a body that is not JSON',
    async check(trial) {
      const run = { text: '{"an answer', headers: { 'content-type': 'application/json' } };
      const stream = { frames: ['data: {"an answer\n\n'] };
      const outcome = await call(trial, trial.mode === 'run' ? run : stream);
      expectError(trial.expect, outcome, { code: 'bad-response', retryable: false });
    },
  },
  {
    name: 'an empty body',
    async check(trial) {
      const empty = trial.mode === 'run' ? { text: '' } : { frames: [] };
      const code = trial.mode === 'run' ? 'bad-response' : 'interrupted';
      expectError(trial.expect, await call(trial, empty), { code, partial: null });
    },
  },
  {
    name: 'an empty list',
    async check(trial) {
      // To one who asked for a stream, a list is a stream, and this one has no end.
      const code = trial.mode === 'run' ? 'bad-response' : 'interrupted';
      expectError(trial.expect, await call(trial, { json: [] }), { code, partial: null });
    },
  },
  {
    name: "a gateway's page with status 502 is named and not shown",
    async check(trial) {
      const outcome = await call(trial, pageReply(502));
      expectError(trial.expect, outcome, { code: 'server', status: 502, retryable: true });
      expectPageNamed(trial, outcome.error);
    },
  },
  {
    name: 'a page with status 200 is named and not shown',
    async check(trial) {
      const outcome = await call(trial, pageReply(200));
      expectError(trial.expect, outcome, { code: 'bad-response', retryable: false });
      expectPageNamed(trial, outcome.error);
    },
  },
];

const wrongShapeScenario = ({ name, body }: WrongShapeFixture): Scenario => ({
  name: `a body of the wrong shape: ${name}`,
  async check(trial) {
    const outcome = await call(trial, { json: body });
    expectError(trial.expect, outcome, { code: 'bad-response', partial: null });
  },
});

function expectPageNamed({ expect }: Trial, error: unknown): void {
  const message = messageOf(error);
  expectTrue(expect, 'the message names the content type', message.includes('text/html'));
  expectTrue(expect, 'the message shows nothing of the page', !/<|Bad gateway|lift/.test(message));
}
