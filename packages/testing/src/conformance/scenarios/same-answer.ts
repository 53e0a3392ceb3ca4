import { type ChatEvent, type ChatOutput, collectChat } from '@x/core';
import { scriptedFetch } from '../../scripted-fetch/scripted-fetch.ts';
import type { AnswerScript } from '../../wires/wire-fixture.ts';
import { answerReply, inputFor, makeProvider, plainAnswer } from '../call.ts';
import type { Scenario, ScenarioTable, Trial } from '../scenario.ts';
import { unicodePieces } from '../texts.ts';
import { toolAnswer, toolInput } from './tool-calls.ts';

interface Case {
  readonly name: string;
  readonly script: AnswerScript;
  readonly needs?: Scenario['needs'];
}

const cases: readonly Case[] = [
  { name: 'a text', script: plainAnswer },
  { name: 'a text beyond ASCII', script: { text: unicodePieces } },
  {
    name: 'a text after reasoning',
    script: { reasoning: ['Let ', 'me see.'], text: ['It is ', 'so.'] },
    needs: 'reasoning',
  },
  { name: 'tool calls', script: toolAnswer, needs: 'parallel-tool-calls' },
  { name: 'a text and a tool call', script: { text: ['Wait', '.'], ...toolAnswer }, needs: 'parallel-tool-calls' },
  { name: 'a refusal', script: { refusal: ['I will ', 'not.'] }, needs: 'refusal' },
  { name: 'nothing', script: { text: [''] } },
];

/** `run`, `stream().result()` and the fold of the bare events agree. */
export const sameAnswerScenarios: ScenarioTable = () =>
  cases.map(({ name, script, needs }) => ({
    name: `collectChat(stream) equals run: ${name}`,
    modes: ['stream'],
    needs,
    async check(trial) {
      const ran = await provider(trial, 'run', script).run('chat', inputFor(trial.subject, toolInput));
      const stream = provider(trial, 'stream', script).stream('chat', inputFor(trial.subject, toolInput));
      const folded = await collectChat(bare(stream));
      const collected = await collectChat(stream);
      trial.expect(comparable(folded)).toEqual(comparable(ran));
      trial.expect(comparable(collected)).toEqual(comparable(ran));
    },
  }));

const provider = (trial: Trial, mode: Trial['mode'], script: AnswerScript) =>
  makeProvider(trial.subject, scriptedFetch(answerReply({ ...trial, mode }, script)));

async function* bare(stream: AsyncIterable<ChatEvent>): AsyncGenerator<ChatEvent> {
  yield* stream;
}

/** Without what two calls cannot share: how long they took, the body, and ids that had to be made up. */
function comparable({ meta, content, toolCalls, ...rest }: ChatOutput): object {
  const { timing: _, raw: __, ...facts } = meta;
  const ids = new Map(toolCalls.map(({ id }, place) => [id, `call ${place + 1}`]));
  const renamed = <T extends object>(part: T): T =>
    'id' in part && typeof part.id === 'string' ? { ...part, id: ids.get(part.id) } : part;
  return { ...rest, meta: facts, content: content.map(renamed), toolCalls: toolCalls.map(renamed) };
}
