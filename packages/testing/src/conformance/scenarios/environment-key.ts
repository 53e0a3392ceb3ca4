import type { EnvironmentKey, SubjectOptions } from '../../subject.ts';
import { answerReply, call, plainAnswer } from '../call.ts';
import { dump } from '../dump.ts';
import { expectError, expectTrue } from '../expectations.ts';
import type { Scenario, ScenarioTable, Trial } from '../scenario.ts';
import { environmentKey, passedKey } from '../texts.ts';

const elsewhere = 'https://elsewhere.example/v1';

/** Keys of the environment go to the vendor's own hosts, keys that are passed to where they were passed for. */
export const environmentKeyScenarios: ScenarioTable = () => [
  sends('goes to the vendor', { apiKey: undefined }, environmentKey),
  sends('does not go to another baseUrl', { apiKey: undefined, baseUrl: elsewhere }, undefined),
  sends('gives way to a key that is passed', { apiKey: passedKey }, passedKey),
  sends('is not needed where a key is passed with a baseUrl', { apiKey: passedKey, baseUrl: elsewhere }, passedKey),
  {
    name: 'without any key the vendor is not asked',
    needs: 'environment-key',
    check: (trial) =>
      withEnvironment(trial, undefined, async () => {
        const outcome = await call(trial, answerReply(trial, plainAnswer), { provider: { apiKey: undefined } });
        expectError(trial.expect, outcome, { code: 'auth', retryable: false, status: null });
        trial.expect(outcome.fetch.requests.length).toEqual(0);
      }),
  },
];

const sends = (name: string, provider: SubjectOptions, key: string | undefined): Scenario => ({
  name: `the environment's key ${name}`,
  needs: 'environment-key',
  check: (trial) =>
    withEnvironment(trial, environmentKey, async () => {
      const { fetch } = await call(trial, answerReply(trial, plainAnswer), { provider });
      const sent = dump(fetch.requests.map(({ url, headers, body }) => ({ url, headers, body })));
      for (const candidate of [environmentKey, passedKey]) {
        const expected = candidate === key;
        const what = `${candidate} is ${expected ? '' : 'not '}sent`;
        expectTrue(trial.expect, what, sent.includes(candidate) === expected);
      }
      trial.expect(fetch.requests.length).toEqual(1);
    }),
});

/** Sets the vendor's variable for as long as some work takes. */
async function withEnvironment(
  { subject: { environment } }: Trial,
  value: string | undefined,
  work: () => Promise<void>,
): Promise<void> {
  if (environment === undefined) {
    throw new Error("The subject has no environment. Give it the variable's name and process.env, or declare the lack");
  }
  const { name, variables } = environment;
  const before = variables[name];
  put(environment, value);
  try {
    await work();
  } finally {
    put({ name, variables }, before);
  }
}

/** Setting a member of `process.env` to undefined would make it the text "undefined". */
function put({ name, variables }: EnvironmentKey, value: string | undefined): void {
  if (value === undefined) delete variables[name];
  else variables[name] = value;
}
