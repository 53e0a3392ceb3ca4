import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { type AnswerScript, responsesWire, type ScriptedReply, scriptedFetch } from '../src/index.ts';

const script: AnswerScript = {
  reasoning: ['Let ', 'me see.'],
  text: ['Grüß', 'e, ', '世界'],
  toolCalls: [{ id: 'call_1', name: 'weather', arguments: ['{"city":', '"Graz"}'] }],
};

const expected = {
  model: responsesWire.servedModel,
  status: 'completed',
  output_text: 'Grüße, 世界',
  output: [
    { type: 'reasoning', summary: [{ text: 'Let me see.' }] },
    { type: 'message' },
    { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Graz"}' },
  ],
  usage: { total_tokens: 19 },
};

describe("OpenAI's client reads the responses wire", () => {
  const client = (reply: ScriptedReply) =>
    new OpenAI({ apiKey: 'test', maxRetries: 0, fetch: scriptedFetch(reply) }).responses;
  const question = { model: 'm', input: 'Hi' };

  test('whole', async () => {
    expect(await client({ json: responsesWire.answer(script) }).create(question)).toMatchObject(expected);
  });

  test.each([false, true])('as a stream, interleaved: %s', async (interleaved) => {
    const { content, end } = responsesWire.stream({ ...script, interleaved });
    const response = await client({ frames: [...content, ...end], cut: 5 })
      .stream(question)
      .finalResponse();
    expect(response).toMatchObject(expected);
  });

  test.each(responsesWire.errors.filter(({ body }) => typeof body !== 'string'))('$code: $name', async (row) => {
    const ask = client({ status: row.status, json: row.body }).create(question);
    await expect(ask).rejects.toMatchObject({ status: row.status, error: (row.body as { error: object }).error });
  });
});
