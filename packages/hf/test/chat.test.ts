import { collectChat } from '@x/core';
import { describe, expect, test } from 'vitest';
import { hf as narrow } from '../src/chat.ts';
import { hf } from '../src/index.ts';
import { failureOf, giving, inPieces, stubFetch } from './stub.ts';

const input = { model: 'org/model', prompt: 'Greet me' };
const said = { role: 'assistant', content: 'Grüß dich 👋', tool_calls: [] };
const usage = { prompt_tokens: 4, completion_tokens: 6, total_tokens: 10 };
const whole = { id: '', object: 'text_completion', created: 1, model: 'org/model-v2', usage };

const chunk = (delta: object, finish: string | null = null) =>
  JSON.stringify({ id: '', model: 'org/model-v2', choices: [{ index: 0, delta, finish_reason: finish }] });
const pieces = ['Grü', 'ß dich ', '👋'].map((content) => chunk({ role: 'assistant', content }));

/** How servers behind the router write the same events. */
const spellings: Readonly<Record<string, string>> = {
  'with [DONE]': `${[...pieces, chunk({}, 'eos_token')].map((event) => `data: ${event}\n\n`).join('')}data: [DONE]\n\n`,
  'without space and [DONE]': [...pieces, chunk({}, 'eos_token')].map((event) => `data:${event}\n\n`).join(''),
  'with names and CRLF': [...pieces, chunk({}, 'eos_token')]
    .map((event) => `event: message\r\ndata: ${event}\r\n\r\n`)
    .join(''),
  'without a last blank line': [...pieces, chunk({}, 'eos_token')].map((event) => `data: ${event}`).join('\n\n'),
};
const usageEvent = `data: ${JSON.stringify({ id: '', model: 'org/model-v2', choices: [], usage })}\n\n`;

describe('chat', () => {
  test('an answer of Text Generation Inference is read', async () => {
    const body = { ...whole, choices: [{ index: 0, message: said, logprobs: null, finish_reason: 'eos_token' }] };
    const output = await hf({ fetch: giving(body), apiKey: 'hf_x' }).run('chat', input);
    expect(output).toMatchObject({
      text: 'Grüß dich 👋',
      finishReason: 'stop',
      usage: { inputTokens: 4, outputTokens: 6, totalTokens: 10 },
      meta: { provider: 'hf', model: 'org/model-v2', rawFinishReason: 'eos_token', raw: body },
    });
  });

  test.each(Object.keys(spellings))('a stream %s equals the whole answer, wherever it is cut', async (name) => {
    const body = { ...whole, choices: [{ index: 0, message: said, finish_reason: 'eos_token' }] };
    const run = await hf({ fetch: giving(body), apiKey: 'hf_x' }).run('chat', input);
    for (const size of [1, 7, Number.POSITIVE_INFINITY]) {
      const { fetch } = stubFetch(() => inPieces(`${usageEvent}${spellings[name]}`, size));
      const streamed = await collectChat(hf({ fetch, apiKey: 'hf_x' }).stream('chat', input));
      const { meta: _, ...facts } = streamed;
      expect(facts).toEqual({ ...run, meta: undefined });
      expect(streamed.meta).toMatchObject({ model: 'org/model-v2', rawFinishReason: 'eos_token' });
    }
  });

  test('an error inside a good stream is an error', async () => {
    const event = { error: 'Input validation error: `seed` must be positive', error_type: 'validation' };
    for (const body of [`data:${JSON.stringify(event)}\n\n`, `data: ${JSON.stringify(event)}\n\n`]) {
      const { fetch } = stubFetch(() => inPieces(body));
      const error = await failureOf(hf({ fetch, apiKey: 'hf_x' }).stream('chat', input).result());
      expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('must be positive') });
    }
  });

  test('a stream without its end is interrupted, with what came', async () => {
    const { fetch } = stubFetch(() => inPieces(`data: ${pieces[0]}\n\n`));
    const error = await failureOf(collectChat(hf({ fetch, apiKey: 'hf_x' }).stream('chat', input)));
    expect(error).toMatchObject({ code: 'interrupted', partial: { text: 'Grü' } });
  });
});

test('the narrow door does chat alone, in the same way', async () => {
  const options = { provider: 'together', billTo: 'us' };
  expect(narrow(options).tasks).toEqual({ chat: true });
  expect(await narrow(options).prepare('chat', input)).toEqual(await hf(options).prepare('chat', input));
});
