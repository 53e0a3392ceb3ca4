import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type AnswerScript, chatCompletionsWire, geminiWire, type ScriptedReply, scriptedFetch } from '../src/index.ts';

// The wires are written by hand; that the vendors' own clients read the same in them is the proof that they are true.

const script: AnswerScript = {
  text: ['Grüß', 'e, ', '世界'],
  toolCalls: [{ id: 'call_1', name: 'weather', arguments: ['{"city":', '"Graz"}'] }],
};

describe("OpenAI's client reads the chat-completions wire", () => {
  const client = (reply: ScriptedReply) => new OpenAI({ apiKey: 'test', maxRetries: 0, fetch: scriptedFetch(reply) });
  const messages = [{ role: 'user', content: 'Hi' }] as const;

  test('whole', async () => {
    const reply = { json: chatCompletionsWire.answer(script) };
    const completion = await client(reply).chat.completions.create({ model: 'm', messages: [...messages] });
    expect(completion).toMatchObject({
      model: chatCompletionsWire.servedModel,
      choices: [
        {
          finish_reason: 'tool_calls',
          message: {
            content: 'Grüße, 世界',
            tool_calls: [{ id: 'call_1', function: { name: 'weather', arguments: '{"city":"Graz"}' } }],
          },
        },
      ],
      usage: { total_tokens: 19 },
    });
  });

  test('as a stream', async () => {
    const { content, end } = chatCompletionsWire.stream({ ...script, interleaved: true });
    const stream = client({ frames: [...content, ...end], cut: 5 }).chat.completions.stream({
      model: 'm',
      messages: [...messages],
    });
    const completion = await stream.finalChatCompletion();
    expect(completion.choices[0]?.message).toMatchObject({
      content: 'Grüße, 世界',
      tool_calls: [{ id: 'call_1', function: { name: 'weather', arguments: '{"city":"Graz"}' } }],
    });
  });

  test.each(chatCompletionsWire.errors.filter(({ body }) => typeof body !== 'string'))('$code: $name', async (row) => {
    const ask = client({ status: row.status, json: row.body }).chat.completions.create({
      model: 'm',
      messages: [...messages],
    });
    await expect(ask).rejects.toMatchObject({ status: row.status, error: (row.body as { error: object }).error });
  });
});

describe("Google's client reads the Gemini wire", () => {
  afterEach(() => void vi.unstubAllGlobals());
  const models = (reply: ScriptedReply) => {
    // It takes no fetch of one's own.
    vi.stubGlobal('fetch', scriptedFetch(reply));
    return new GoogleGenAI({ apiKey: 'test' }).models;
  };
  const question = { model: 'm', contents: 'Hi' };

  test('whole', async () => {
    const response = await models({ json: geminiWire.answer(script) }).generateContent(question);
    expect(response.candidates?.[0]).toMatchObject({ finishReason: 'STOP' });
    expect(response.functionCalls).toMatchObject([{ name: 'weather', args: { city: 'Graz' } }]);
    expect(response.usageMetadata?.totalTokenCount).toBe(19);
    expect(response.modelVersion).toBe(geminiWire.servedModel);
  });

  test('as a stream', async () => {
    const { content, end } = geminiWire.stream({ text: script.text });
    const stream = await models({ frames: [...content, ...end], cut: 5 }).generateContentStream(question);
    let text = '';
    let finishReason: string | undefined;
    for await (const chunk of stream) {
      text += chunk.text ?? '';
      finishReason = chunk.candidates?.[0]?.finishReason ?? finishReason;
    }
    expect({ text, finishReason }).toEqual({ text: 'Grüße, 世界', finishReason: 'STOP' });
  });

  test('a blocked prompt', async () => {
    const blocked = geminiWire.promptBlock?.run ?? {};
    const response = await models(blocked).generateContent(question);
    expect(response.promptFeedback?.blockReason).toBe('PROHIBITED_CONTENT');
    expect(response.candidates).toBe(undefined);
  });

  test.each(geminiWire.errors)('$code: $name', async ({ status, body }) => {
    await expect(models({ status, json: body }).generateContent(question)).rejects.toMatchObject({ status });
  });
});
