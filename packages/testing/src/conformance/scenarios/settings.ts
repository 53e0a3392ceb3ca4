import type { Sampling } from '@x/core';
import { settings } from '../../difference.ts';
import { scriptedFetch } from '../../scripted-fetch/scripted-fetch.ts';
import { answerReply, call, inputFor, makeProvider, plainAnswer, plainText } from '../call.ts';
import { expectAnswer, expectError } from '../expectations.ts';
import type { Scenario, ScenarioTable } from '../scenario.ts';
import { prompt } from '../texts.ts';

type Setting = (typeof settings)[number];

/** Values that stand nowhere else in a request. */
const values: Required<{ readonly [K in Setting]: NonNullable<Sampling[K]> }> = {
  maxTokens: 7_321,
  temperature: 0.4321,
  topP: 0.8765,
  topK: 37,
  stop: ['END OF ANSWER'],
  seed: 918_273,
  presencePenalty: 0.1357,
  frequencyPenalty: 0.2468,
};

const inputWith = (setting: Setting) => ({ prompt, [setting]: values[setting] });

/** A setting is sent, or it is declared as lacking and its loss is told. */
export const settingScenarios: ScenarioTable = () => settings.map(taken);

/** What becomes of a setting that is declared as lacking. */
export const droppedSettingScenarios: ScenarioTable = ({ lacks = [], wire }) =>
  settings.filter((setting) => [...lacks, ...wire.lacks].includes(`setting:${setting}`)).flatMap(dropped);

const taken = (setting: Setting): Scenario => ({
  name: `${setting} is sent`,
  needs: `setting:${setting}`,
  modes: ['run'],
  async check({ subject, expect }) {
    const provider = makeProvider(subject, scriptedFetch({ json: {} }));
    const { body, warnings } = await provider.prepare('chat', inputFor(subject, inputWith(setting)));
    const value = values[setting];
    const written = JSON.stringify(Array.isArray(value) ? value[0] : value);
    expect({ sent: JSON.stringify(body).includes(written), warnings }).toEqual({ sent: true, warnings: [] });
  },
});

const dropped = (setting: Setting): readonly Scenario[] => [
  {
    name: `${setting} is dropped with a warning`,
    async check(trial) {
      const outcome = await call(trial, answerReply(trial, plainAnswer), { input: inputWith(setting) });
      expectAnswer(trial.expect, outcome, { text: plainText });
      const warnings = outcome.output?.warnings.map((warning) => ({ type: warning.type, setting: warning.setting }));
      trial.expect(warnings).toEqual([{ type: 'unsupported', setting }]);
    },
  },
  {
    name: `${setting} is dropped in silence where that is asked for`,
    async check(trial) {
      const settings = { input: inputWith(setting), options: { onUnsupported: 'ignore' } } as const;
      const outcome = await call(trial, answerReply(trial, plainAnswer), settings);
      expectAnswer(trial.expect, outcome, { text: plainText, warnings: [] });
    },
  },
  {
    name: `${setting} is refused where that is asked for`,
    async check(trial) {
      const settings = { input: inputWith(setting), options: { onUnsupported: 'error' } } as const;
      const outcome = await call(trial, answerReply(trial, plainAnswer), settings);
      expectError(trial.expect, outcome, { code: 'unsupported', retryable: false });
      trial.expect(outcome.fetch.requests.length).toEqual(0);
    },
  },
];
