import type { ChatOutput } from '@x/core';
import type { AnswerScript, UsageFixture } from '../../wires/wire-fixture.ts';
import { answerReply, call, type Outcome, plainAnswer, plainText } from '../call.ts';
import { expectAnswer, expectTrue } from '../expectations.ts';
import type { Scenario, ScenarioTable } from '../scenario.ts';
import { unicodePieces } from '../texts.ts';

/** Lengths that fall inside every kind of UTF-8 sequence, and inside CRLF. */
const cuts = [1, 2, 3, 5, 7] as const;

const unicode: AnswerScript = { text: unicodePieces };
const unicodeText = unicodePieces.join('');

/** Answers that came well. */
export const answerScenarios: ScenarioTable = ({ wire }) => [
  {
    name: 'an answer',
    async check(trial) {
      const outcome = await call(trial, answerReply(trial, plainAnswer));
      expectAnswer(trial.expect, outcome, {
        text: plainText,
        content: [{ type: 'text', text: plainText }],
        toolCalls: [],
        finishReason: 'stop',
        warnings: [],
      });
    },
  },
  {
    name: 'an answer says where it came from',
    async check(trial) {
      const [word] = wire.finishWords.stop;
      const outcome = await call(trial, answerReply(trial, plainAnswer));
      const { meta } = answerOf(outcome);
      trial
        .expect({ model: meta.model, rawFinishReason: meta.rawFinishReason, attempts: meta.attempts })
        .toEqual({ model: wire.servedModel, rawFinishReason: word, attempts: 1 });
    },
  },
  {
    name: 'an empty answer',
    async check(trial) {
      const outcome = await call(trial, answerReply(trial, { text: [''] }));
      expectAnswer(trial.expect, outcome, { text: '', toolCalls: [], finishReason: 'stop' });
    },
  },
  {
    name: 'reasoning is no part of the text',
    needs: 'reasoning',
    async check(trial) {
      const script = { reasoning: ['First ', 'the sum.'], text: ['It is ', '42.'] };
      const outcome = await call(trial, answerReply(trial, script));
      expectAnswer(trial.expect, outcome, { text: 'It is 42.', reasoning: 'First the sum.', finishReason: 'stop' });
    },
  },
  ...cuts.map(unicodeScenario),
  {
    name: 'unicode in one piece',
    async check(trial) {
      const outcome = await call(trial, { ...answerReply(trial, unicode), cut: 'whole' });
      expectAnswer(trial.expect, outcome, { text: unicodeText });
    },
  },
  ...wire.usages.map(usageScenario),
  {
    name: 'no usage is no usage, and not zero',
    async check(trial) {
      const outcome = await call(trial, answerReply(trial, { ...plainAnswer, usage: null }));
      trial.expect(answerOf(outcome).usage ?? 'none').toEqual('none');
    },
  },
];

const unicodeScenario = (cut: number): Scenario => ({
  name: `unicode, cut every ${cut === 1 ? 'byte' : `${cut} bytes`}`,
  async check(trial) {
    const outcome = await call(trial, { ...answerReply(trial, unicode), cut });
    expectAnswer(trial.expect, outcome, { text: unicodeText, finishReason: 'stop' });
  },
});

const usageScenario = ({ name, wire, usage }: UsageFixture): Scenario => ({
  name: `usage: ${name}`,
  async check(trial) {
    const outcome = await call(trial, answerReply(trial, { ...plainAnswer, usage: wire }));
    expectAnswer(trial.expect, outcome, { usage });
    const { inputTokens, outputTokens, totalTokens } = answerOf(outcome).usage ?? {};
    if (totalTokens === undefined) return;
    expectTrue(trial.expect, 'input + output = total', (inputTokens ?? 0) + (outputTokens ?? 0) === totalTokens);
  },
});

function answerOf({ output, error }: Outcome): ChatOutput {
  if (output === undefined) throw error;
  return output;
}
