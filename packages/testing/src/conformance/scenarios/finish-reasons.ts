import type { FinishReason } from '@x/core';
import { answerReply, call, plainAnswer, plainText } from '../call.ts';
import { expectAnswer } from '../expectations.ts';
import type { Scenario, ScenarioTable } from '../scenario.ts';

const spoken: readonly FinishReason[] = ['stop', 'length', 'content-filter', 'other'];

/** Why an answer stopped; never an exception, and never another reason. */
export const finishReasonScenarios: ScenarioTable = ({ wire }) => [
  ...spoken.flatMap((reason) => wire.finishWords[reason].map((word) => finishScenario(reason, word))),
  {
    name: 'a blocked prompt is an answer',
    needs: 'prompt-block',
    async check(trial) {
      const reply = wire.promptBlock?.[trial.mode];
      if (reply === undefined) throw new Error("The wire has no promptBlock. Add it, or 'prompt-block' to lacks");
      const outcome = await call(trial, reply);
      expectAnswer(trial.expect, outcome, { text: '', toolCalls: [], finishReason: 'content-filter' });
    },
  },
  {
    name: 'a refusal is an answer, and its words are the text',
    needs: 'refusal',
    async check(trial) {
      const outcome = await call(trial, answerReply(trial, { refusal: ['I cannot ', 'help.'] }));
      expectAnswer(trial.expect, outcome, { text: 'I cannot help.', finishReason: 'content-filter' });
    },
  },
];

const finishScenario = (finishReason: FinishReason, word: string): Scenario => ({
  name: `${word} means ${finishReason}`,
  async check(trial) {
    const outcome = await call(trial, answerReply(trial, { ...plainAnswer, finishWord: word }));
    expectAnswer(trial.expect, outcome, { text: plainText, finishReason });
    trial.expect(outcome.output?.meta.rawFinishReason).toEqual(word);
  },
});
