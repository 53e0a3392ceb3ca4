import type { ChatEvent } from '@x/core';
import type { StreamErrorFixture } from '../../wires/wire-fixture.ts';
import { answerReply, call, type Outcome, plainAnswer, plainText, unfinishedReply } from '../call.ts';
import { expectAnswer, expectError } from '../expectations.ts';
import type { Scenario, ScenarioTable, Trial } from '../scenario.ts';

/** A wait that the host asks for, short enough for a test. */
const soon = { 'retry-after-ms': '1' } as const;
const oneRetry = { provider: { retry: { limit: 1 } } } as const;

/** Streams that go wrong after the headers: nothing ever resolves with half an answer. */
export const streamErrorScenarios: ScenarioTable = ({ wire }) => [
  ...wire.streamErrors.flatMap((row) => [first(row), inMiddle(row, 'frames'), inMiddle(row, 'whole'), afterEnd(row)]),
  {
    name: 'a stream that is cut',
    modes: ['stream'],
    async check(trial) {
      const outcome = await call(trial, unfinishedReply(trial, plainAnswer, 'close'), oneRetry);
      expectBrokenOff(trial, outcome, 'interrupted');
    },
  },
  {
    name: 'a stream whose connection breaks',
    modes: ['stream'],
    async check(trial) {
      const outcome = await call(trial, unfinishedReply(trial, plainAnswer, 'break'), oneRetry);
      expectBrokenOff(trial, outcome, 'interrupted');
    },
  },
  {
    name: 'a connection that breaks before the first token is tried again',
    async check(trial) {
      const broken = { frames: [], ending: 'break' } as const;
      const once = await call(trial, broken);
      expectError(trial.expect, once, { code: 'interrupted', retryable: true, partial: null });
      const again = await call(trial, [broken, answerReply(trial, plainAnswer)], oneRetry);
      expectAnswer(trial.expect, again, { text: plainText });
    },
  },
  {
    name: 'a whole answer whose connection breaks half-way',
    modes: ['run'],
    async check(trial) {
      const outcome = await call(trial, unfinishedReply(trial, plainAnswer, 'break'));
      expectError(trial.expect, outcome, { code: 'interrupted', retryable: true });
    },
  },
  {
    name: 'a connection that breaks after the last frame loses nothing',
    modes: ['stream'],
    async check(trial) {
      const outcome = await call(trial, { ...answerReply(trial, plainAnswer), ending: 'break' });
      expectAnswer(trial.expect, outcome, { text: plainText, finishReason: 'stop' });
    },
  },
];

/** Nothing was handed out yet, so it is an error like any other, and tried again like any other. */
const first = ({ name, code, retryable, frame }: StreamErrorFixture): Scenario => ({
  name: `${name}, first in the stream, is ${code}${retryable ? ' and tried again' : ''}`,
  modes: ['stream'],
  async check(trial) {
    const outcome = await call(trial, { frames: [frame], headers: soon }, oneRetry);
    expectError(trial.expect, outcome, { code, retryable, partial: null });
    trial.expect(outcome.fetch.requests.length).toEqual(retryable ? 2 : 1);
    if (!retryable) return;
    const script = [{ frames: [frame], headers: soon }, answerReply(trial, plainAnswer)];
    expectAnswer(trial.expect, await call(trial, script, oneRetry), { text: plainText });
  },
});

const inMiddle = ({ name, code, frame }: StreamErrorFixture, cut: 'frames' | 'whole'): Scenario => ({
  name: `${name}, in mid-stream${cut === 'whole' ? ' and in one piece with the text' : ''}, is ${code} with what came before`,
  modes: ['stream'],
  async check(trial) {
    const { content } = trial.subject.wire.stream(plainAnswer);
    const outcome = await call(trial, { frames: [...content, frame], cut, headers: soon }, oneRetry);
    expectBrokenOff(trial, outcome, code);
  },
});

const afterEnd = ({ name, code, frame }: StreamErrorFixture): Scenario => ({
  name: `${name}, after the finish reason, is ${code}`,
  modes: ['stream'],
  async check(trial) {
    const { content, end } = trial.subject.wire.stream(plainAnswer);
    const outcome = await call(trial, { frames: [...content, ...end.slice(0, 1), frame] });
    expectError(trial.expect, outcome, { code, partial: plainText });
  },
});

/** The reader saw what `partial` says, and nobody tried again behind its back. */
function expectBrokenOff({ expect }: Trial, outcome: Outcome, code: StreamErrorFixture['code']): void {
  expectError(expect, outcome, { code, partial: plainText });
  expect(textOf(outcome.events)).toEqual(plainText);
  expect(outcome.fetch.requests.length).toEqual(1);
}

const textOf = (events: readonly ChatEvent[]): string =>
  events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
