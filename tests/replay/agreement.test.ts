import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { chatDisagreements, geminiDisagreements } from '../../scripts/replay/witness/agreement.ts';
import { readChatCompletion, readChatCompletionStream } from '../../scripts/replay/witness/chat-completions.ts';
import { readGenerateContent, readStreamGenerateContent } from '../../scripts/replay/witness/gemini.ts';
import { readWithGoogle, readWithOpenAI } from '../../scripts/replay/witness/official-clients.ts';

const answering =
  (body: string, type = 'application/json') =>
  async () =>
    new Response(body, { headers: { 'content-type': type } });

function read<T>(reading: T | undefined): T {
  if (reading === undefined) throw new Error('the witness does not read it');
  return reading;
}

const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
const call = { id: 'a', type: 'function', function: { name: 'add', arguments: '{"x":1}' } };
const parts = [{ text: 'hm', thought: true }, { text: 'Hi' }, { functionCall: { name: 'add', args: { x: 1 } } }];
const response = {
  candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP' }],
  usageMetadata: { promptTokenCount: 1 },
};

describe('the two witnesses read the same', () => {
  test('in a chat completion', async () => {
    const message = { role: 'assistant', content: 'Hi', tool_calls: [call] };
    const body = JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'tool_calls' }], usage });
    const official = await readWithOpenAI(answering(body), false);
    expect(chatDisagreements(read(readChatCompletion(body)), official)).toEqual([]);
  });

  test('in a streamed chat completion', async () => {
    const envelope = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' };
    const chunks = [
      { choices: [{ index: 0, delta: { role: 'assistant', content: 'H' }, finish_reason: null }] },
      {
        choices: [
          { index: 0, delta: { content: 'i', tool_calls: [{ index: 0, ...call }] }, finish_reason: 'tool_calls' },
        ],
      },
      { choices: [], usage },
    ];
    const body = `${chunks.map((chunk) => `data: ${JSON.stringify({ ...envelope, ...chunk })}\n\n`).join('')}data: [DONE]\n\n`;
    const official = await readWithOpenAI(answering(body, 'text/event-stream'), true);
    expect(chatDisagreements(read(readChatCompletionStream(body)), official)).toEqual([]);
  });

  test('in an answer of Gemini, whole and streamed', async () => {
    const body = JSON.stringify(response);
    const streamed = `data: ${body}\r\n\r\n`;
    expect(geminiDisagreements(read(readGenerateContent(body)), await readWithGoogle(answering(body), false))).toEqual(
      [],
    );
    const official = await readWithGoogle(answering(streamed, 'text/event-stream'), true);
    expect(geminiDisagreements(read(readStreamGenerateContent(streamed)), official)).toEqual([]);
  });
});

test('a difference is one line that names both readings', async () => {
  const body = JSON.stringify({
    choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
  });
  const ours = { ...read(readChatCompletion(body)), text: 'Ho' };
  expect(chatDisagreements(ours, await readWithOpenAI(answering(body), false))).toEqual([
    'text: witness "Ho", official client "Hi"',
  ]);
});

test('a client that fails is a difference, unless the witness saw a failure too', async () => {
  const body = 'data: {"choices":[{"index":0,"delta":{"content":"H"},"finish_reason":null}]}\n\n';
  const official = await readWithOpenAI(answering(body, 'text/event-stream'), true);
  const ours = read(readChatCompletionStream(body));
  expect(chatDisagreements(ours, official)).toEqual([]);
  expect(chatDisagreements({ ...ours, complete: true }, official)).toEqual([expect.stringContaining('client fails')]);
});

test('the witnesses share no code with the adapters', async () => {
  const folder = new URL('../../scripts/replay/witness/', import.meta.url);
  const files = await readdir(folder);
  const sources = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
  expect(files.length).toBeGreaterThan(5);
  for (const source of sources) expect(source).not.toMatch(/from '(?:@x\/|\.\.\/)/);
});
