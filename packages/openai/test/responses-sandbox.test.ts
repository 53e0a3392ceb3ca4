import { jsonSchema } from '@x/core';
import { sandbox } from '@x/sandbox';
import { expect, test } from 'vitest';
import { openai } from '../src/index.ts';
import { weather } from './responses-inputs.ts';

const provider = openai({ apiKey: 'sandbox', fetch: sandbox().fetch });
const model = 'gpt-5-mini';

test('an answer, whole and streamed', async () => {
  const input = { model, prompt: 'Why is the sky blue?' };
  const ran = await provider.run('chat', input);
  expect(ran).toMatchObject({ text: expect.stringContaining('sky'), finishReason: 'stop', warnings: [] });
  expect(ran.meta.rawFinishReason).toBe('completed');
  const streamed = await provider.stream('chat', input).result();
  expect([streamed.text, streamed.usage]).toEqual([ran.text, ran.usage]);
});

test('a call of a tool, and the answer to its result', async () => {
  const user = { role: 'user', content: 'What is the weather in Graz?' } as const;
  const tools = { weather };
  const asked = await provider.run('chat', { model, messages: [user], tools, toolChoice: { name: 'weather' } });
  const [call] = asked.toolCalls;
  expect(call).toMatchObject({ name: 'weather', input: { city: expect.any(String) } });
  const result = { type: 'tool-result', id: call?.id ?? '', name: 'weather', output: 'sunny' } as const;
  const messages = [user, { role: 'assistant', content: asked.content }, { role: 'tool', content: [result] }] as const;
  expect(await provider.run('chat', { model, messages, tools })).toMatchObject({ finishReason: 'stop' });
});

test('an answer by a schema', async () => {
  const schema = jsonSchema({ type: 'object', properties: { city: { type: 'string' } } });
  const { text } = await provider.run('chat', { model, prompt: 'Graz?', responseFormat: { type: 'json', schema } });
  expect(JSON.parse(text)).toHaveProperty('city');
});
