import { type ChatInput, type ChatOutput, jsonSchema, type ToolCallPart, tool } from '@x/core';
import type { AnswerScript, ScriptedToolCall } from '../../wires/wire-fixture.ts';
import { answerReply, call, type Outcome } from '../call.ts';
import { expectAnswer, expectTrue } from '../expectations.ts';
import type { ScenarioTable, Trial } from '../scenario.ts';
import { prompt } from '../texts.ts';

const city = jsonSchema<{ city: string }>({
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
});
const tools = {
  weather: tool({ description: 'The weather in a city', input: city }),
  clock: tool({ description: 'The time', input: jsonSchema({ type: 'object', properties: {} }) }),
};
/** A question for which the model may call tools. */
export const toolInput: Partial<ChatInput> = { prompt, tools };

const weather: ScriptedToolCall = { id: 'call_weather_1', name: 'weather', arguments: ['{"ci', 'ty":"Łó', 'dź"}'] };
const elsewhere: ScriptedToolCall = { id: 'call_weather_2', name: 'weather', arguments: ['{"city"', ':"Graz"}'] };
const clock: ScriptedToolCall = { id: 'call_clock_3', name: 'clock', arguments: [] };

/** An answer with two calls, for scenarios that are about something else. */
export const toolAnswer: AnswerScript = { toolCalls: [weather, elsewhere] };

/** Calls of functions. */
export const toolCallScenarios: ScenarioTable = ({ wire }) => [
  ...wire.finishWords['tool-calls'].map((finishWord) => ({
    name: `a tool call that ends as ${finishWord}`,
    needs: 'tool-calls' as const,
    async check(trial: Trial) {
      const outcome = await call(trial, answerReply(trial, { toolCalls: [weather], finishWord }), { input: toolInput });
      expectCalls(trial, outcome, [{ name: 'weather', input: { city: 'Łódź' } }]);
    },
  })),
  {
    name: 'a tool call after some text',
    needs: 'tool-calls',
    async check(trial) {
      const script = { text: ['Let me ', 'look.'], toolCalls: [weather] };
      const outcome = await call(trial, answerReply(trial, script), { input: toolInput });
      expectCalls(trial, outcome, [{ name: 'weather', input: { city: 'Łódź' } }]);
      trial.expect(outcome.output?.content.map((part) => part.type)).toEqual(['text', 'tool-call']);
    },
  },
  {
    name: 'a tool call without arguments',
    needs: 'tool-calls',
    async check(trial) {
      const outcome = await call(trial, answerReply(trial, { toolCalls: [clock] }), { input: toolInput });
      expectCalls(trial, outcome, [{ name: 'clock', input: {} }]);
    },
  },
  {
    name: 'parallel tool calls',
    needs: 'parallel-tool-calls',
    async check(trial) {
      const script = { toolCalls: [weather, elsewhere, clock] };
      const outcome = await call(trial, answerReply(trial, script), { input: toolInput });
      expectCalls(trial, outcome, [
        { name: 'weather', input: { city: 'Łódź' } },
        { name: 'weather', input: { city: 'Graz' } },
        { name: 'clock', input: {} },
      ]);
    },
  },
  {
    name: 'tool calls whose pieces come by turns',
    modes: ['stream'],
    needs: 'interleaved-tool-calls',
    async check(trial) {
      const script = { toolCalls: [weather, elsewhere], interleaved: true };
      const outcome = await call(trial, answerReply(trial, script), { input: toolInput });
      expectCalls(trial, outcome, [
        { name: 'weather', input: { city: 'Łódź' } },
        { name: 'weather', input: { city: 'Graz' } },
      ]);
    },
  },
  {
    name: 'malformed tool arguments are data',
    needs: 'malformed-tool-arguments',
    async check(trial) {
      const broken = { ...weather, arguments: ['{"city": ', 'Łódź'] };
      const outcome = await call(trial, answerReply(trial, { toolCalls: [broken] }), { input: toolInput });
      expectAnswer(trial.expect, outcome, { finishReason: 'tool-calls' });
      const calls = outcome.output?.toolCalls.map(({ name, invalid, rawArguments, input }) => {
        return { name, invalid, rawArguments, hasInput: input !== undefined };
      });
      trial.expect(calls).toEqual([{ name: 'weather', invalid: true, rawArguments: '{"city": Łódź', hasInput: false }]);
    },
  },
];

function expectCalls(
  { expect }: Trial,
  outcome: Outcome,
  expected: readonly Pick<ToolCallPart, 'name' | 'input'>[],
): void {
  expectAnswer(expect, outcome, { finishReason: 'tool-calls' });
  const calls = callsOf(outcome.output);
  expect(calls.map(({ name, input }) => ({ name, input }))).toEqual(expected);
  const written = calls.map(({ rawArguments }): unknown => JSON.parse(rawArguments || '{}'));
  expect(written).toEqual(expected.map(({ input }) => input));
  const ids = new Set(calls.map(({ id }) => id));
  expectTrue(expect, 'every call has an id of its own', ids.size === calls.length && !ids.has(''));
}

const callsOf = (output: ChatOutput | undefined): readonly ToolCallPart[] => output?.toolCalls ?? [];
