import { type ChatInput, type ChatOutput, jsonSchema } from '@x/core';
import { scriptedFetch } from '../../scripted-fetch/scripted-fetch.ts';
import type { AnswerScript } from '../../wires/wire-fixture.ts';
import { answerReply, call, callProvider, inputFor, makeProvider, plainAnswer, plainText } from '../call.ts';
import { expectError, expectTrue } from '../expectations.ts';
import type { Scenario, ScenarioTable, Trial } from '../scenario.ts';
import { prompt } from '../texts.ts';
import { toolAnswer, toolInput } from './tool-calls.ts';

/** Inputs that mean nothing; none of them is sent. */
const unusable: readonly { readonly name: string; readonly input: Partial<ChatInput> }[] = [
  { name: 'an empty prompt', input: { prompt: '' } },
  { name: 'a prompt of white space', input: { prompt: ' \n\t' } },
  { name: 'prompt and messages', input: { prompt, messages: [{ role: 'user', content: prompt }] } },
  { name: 'neither prompt nor messages', input: {} },
  { name: 'no messages', input: { messages: [] } },
  { name: 'no model', input: { model: '', prompt } },
];

/** What is refused before it is sent, and what can be sent again. */
export const inputScenarios: ScenarioTable = () => [
  ...unusable.map(({ name, input }) => refused(name, input)),
  {
    name: 'a task that the provider does not have is refused before any request',
    async check({ subject, mode, expect }) {
      const fetch = scriptedFetch({ json: {} });
      const provider = makeProvider(subject, fetch);
      // What a caller without types can do.
      const task = 'no-such-task' as 'chat';
      const ask =
        mode === 'run' ? () => provider.run(task, inputFor(subject)) : streamed(provider, task, subject.model);
      const error: unknown = await ask().catch((thrown: unknown) => thrown);
      expectError(expect, { error }, { code: 'unsupported', retryable: false });
      expect(fetch.requests.length).toEqual(0);
    },
  },
  {
    name: 'system, history and prompt reach the wire',
    modes: ['run'],
    async check({ subject, expect }) {
      const { body } = await makeProvider(subject, scriptedFetch({ json: {} })).prepare('chat', {
        model: subject.model,
        system: 'You are the system text.',
        messages: [
          { role: 'user', content: 'The first question.' },
          { role: 'assistant', content: 'The first answer.' },
          { role: 'user', content: [{ type: 'text', text: 'The second question.' }] },
        ],
      });
      const texts = ['You are the system text.', 'The first question.', 'The first answer.', 'The second question.'];
      expect(texts.filter((text) => !JSON.stringify(body).includes(text))).toEqual([]);
    },
  },
  {
    name: "the vendor's own settings are sent as given",
    modes: ['run'],
    async check({ subject, expect }) {
      const provider = makeProvider(subject, scriptedFetch({ json: {} }));
      const providerOptions = { [provider.id]: { theirs: 'by id' }, stranger: { others: 'not sent' } };
      const input = { model: subject.model, prompt, parameters: { mine: 'as given' }, providerOptions };
      const body = JSON.stringify((await provider.prepare('chat', input)).body);
      const sent = ['as given', 'by id', 'not sent'].filter((text) => body.includes(text));
      expect(sent).toEqual(['as given', 'by id']);
    },
  },
  {
    name: 'the schema of an answer reaches the wire',
    needs: 'structured-output',
    modes: ['run'],
    async check({ subject, expect }) {
      const schema = jsonSchema({
        type: 'object',
        properties: { lighthouse: { type: 'string' } },
        required: ['lighthouse'],
      });
      const provider = makeProvider(subject, scriptedFetch({ json: {} }));
      const input = { model: subject.model, prompt, responseFormat: { type: 'json', schema } } as const;
      const { body, warnings } = await provider.prepare('chat', input);
      expect({ sent: JSON.stringify(body).includes('"lighthouse"'), warnings }).toEqual({ sent: true, warnings: [] });
    },
  },
  nextMessage('a text', plainAnswer, [plainText]),
  {
    ...nextMessage('reasoning and a text', { reasoning: ['Hm.'], text: [plainText] }, [plainText]),
    needs: 'reasoning',
  },
  { ...nextMessage('tool calls', toolAnswer, ['weather', 'Łódź', 'Graz', 'sunny']), needs: 'parallel-tool-calls' },
];

const refused = (name: string, input: Partial<ChatInput>): Scenario => ({
  name: `${name} is refused`,
  async check(trial) {
    const outcome = await call(trial, answerReply(trial, plainAnswer), { input });
    expectError(trial.expect, outcome, { code: 'invalid-request', retryable: false, status: null });
    trial.expect(outcome.fetch.requests.length).toEqual(0);
  },
});

/** The stream itself must not throw where it is made. */
function streamed(provider: ReturnType<typeof makeProvider>, task: 'chat', model: string): () => Promise<ChatOutput> {
  const stream = provider.stream(task, { model, prompt });
  return () => stream.result();
}

const nextMessage = (name: string, script: AnswerScript, texts: readonly string[]): Scenario => ({
  name: `what was answered is a valid message of the next call: ${name}`,
  async check(trial) {
    const fetch = scriptedFetch(answerReply(trial, script));
    const provider = makeProvider(trial.subject, fetch);
    const { output } = await callProvider(trial, provider, fetch, { input: toolInput });
    const prepared = await provider.prepare('chat', followUp(trial, output));
    const body = JSON.stringify(prepared.body);
    trial.expect(texts.filter((text) => !body.includes(text))).toEqual([]);
    expectTrue(trial.expect, 'there is no warning', prepared.warnings.length === 0);
  },
});

function followUp({ subject }: Trial, output: ChatOutput | undefined): ChatInput {
  const { content = [], toolCalls = [] } = output ?? {};
  const results = toolCalls.map(({ id, name }) => ({ type: 'tool-result', id, name, output: 'sunny' }) as const);
  const { tools } = toolInput;
  return {
    model: subject.model,
    tools,
    messages: [
      { role: 'user', content: prompt },
      { role: 'assistant', content },
      ...(results.length > 0 ? [{ role: 'tool', content: results } as const] : []),
      { role: 'user', content: 'And now?' },
    ],
  };
}
