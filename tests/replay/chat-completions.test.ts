import { describe, expect, test } from 'vitest';
import {
  type ChatReading,
  expectChat,
  readChatCompletion,
  readChatCompletionStream,
} from '../../scripts/replay/witness/chat-completions.ts';
import type { Expectation, ExpectedFacts } from '../../scripts/replay/witness/expectation.ts';

function whole(message: object, finish: string | null = 'stop', usage?: object): string {
  return JSON.stringify({ choices: [{ index: 0, message, finish_reason: finish }], usage });
}

function streamOf(...chunks: readonly (object | string)[]): string {
  return chunks.map((chunk) => `data: ${typeof chunk === 'string' ? chunk : JSON.stringify(chunk)}\n\n`).join('');
}

function delta(fields: object, finish: string | null = null, index = 0): object {
  return { choices: [{ index, delta: fields, finish_reason: finish }] };
}

function expectationsOf(reading: ChatReading | undefined): readonly Expectation[] {
  if (reading === undefined) throw new Error('not read as a chat completion');
  return expectChat(reading);
}

function factsOf(reading: ChatReading | undefined): ExpectedFacts {
  const [expectation] = expectationsOf(reading);
  if (expectation?.kind !== 'answer') throw new Error(`expected an answer, got ${JSON.stringify(expectation)}`);
  return expectation.facts;
}

describe('a whole answer', () => {
  test('has text, finish reason and counts that add up to the total', () => {
    const usage = {
      prompt_tokens: 10,
      completion_tokens: 2,
      total_tokens: 30,
      completion_tokens_details: { reasoning_tokens: 18 },
    };
    expect(factsOf(readChatCompletion(whole({ content: 'Hi' }, 'eos_token', usage)))).toMatchObject({
      text: ['Hi'],
      finishReason: ['stop'],
      inputTokens: [10],
      outputTokens: [20],
      totalTokens: [30],
      reasoningTokens: [18],
      cachedInputTokens: [undefined],
    });
  });

  test('that refuses is filtered, and its words are the text', () => {
    const facts = factsOf(readChatCompletion(whole({ content: null, refusal: 'No.' })));
    expect(facts).toMatchObject({ text: ['No.'], finishReason: ['content-filter'] });
  });

  test('with calls ends as tool calls although the vendor says stop', () => {
    const call = { id: 'a', type: 'function', function: { name: 'add', arguments: '{"x":1}' } };
    expect(factsOf(readChatCompletion(whole({ content: null, tool_calls: [call] })))).toMatchObject({
      finishReason: ['tool-calls'],
      toolCalls: [[{ id: 'a', name: 'add', input: { x: 1 }, invalid: false }]],
    });
  });

  test('flags arguments that are not JSON', () => {
    const call = { id: 'a', function: { name: 'add', arguments: '{"x":' } };
    const facts = factsOf(readChatCompletion(whole({ tool_calls: [call] }, 'tool_calls')));
    expect(facts['toolCalls']).toMatchObject([[{ name: 'add', invalid: true }]]);
  });

  test('takes a legacy function call for one tool call', () => {
    const message = { content: null, function_call: { name: 'add', arguments: '{}' } };
    expect(factsOf(readChatCompletion(whole(message, 'function_call')))).toMatchObject({
      finishReason: ['tool-calls'],
      toolCalls: [[{ name: 'add', input: {} }]],
    });
  });

  test('moves a leading thought to the reasoning', () => {
    const facts = factsOf(readChatCompletion(whole({ content: '<think>hm</think>\n\nYes' })));
    expect(facts).toMatchObject({ text: ['\n\nYes', 'Yes'], reasoning: ['hm', 'hm'] });
  });

  test('that was cut off inside its thought has no text', () => {
    const facts = factsOf(readChatCompletion(whole({ content: '<think>hm' }, 'length')));
    expect(facts).toMatchObject({ text: ['', ''], reasoning: ['hm', 'hm'], finishReason: ['length'] });
  });

  test('without a finish reason ends as other', () => {
    expect(factsOf(readChatCompletion(whole({ content: 'Hi' }, null)))['finishReason']).toEqual(['other']);
  });
});

test('a body that is not a completion is not read', () => {
  expect(readChatCompletion('{"object":"list"}')).toBeUndefined();
  expect(readChatCompletionStream('event: message-start\ndata: {"type":"message-start"}\n\n')).toBeUndefined();
});

describe('a stream', () => {
  test('joins text, reasoning and fragments of calls, and takes the last usage', () => {
    const fragment = (fields: object) => delta({ tool_calls: [{ index: 0, ...fields }] });
    const body = streamOf(
      { ...delta({ role: 'assistant', reasoning_content: 'hm' }), usage: { prompt_tokens: 1, total_tokens: 1 } },
      delta({ content: 'O' }),
      delta({ content: 'K' }),
      fragment({ id: 'a', function: { name: 'add', arguments: '' } }),
      fragment({ function: { arguments: '{"x":1}' } }),
      delta({}, 'tool_calls'),
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } },
      '[DONE]',
    );
    expect(factsOf(readChatCompletionStream(body))).toMatchObject({
      text: ['OK'],
      reasoning: ['hm', 'hm'],
      finishReason: ['tool-calls'],
      toolCalls: [[{ id: 'a', name: 'add', input: { x: 1 }, invalid: false }]],
      inputTokens: [3],
      outputTokens: [4],
    });
  });

  test('reads choice 0 alone', () => {
    const body = streamOf(delta({ content: 'a' }), delta({ content: 'b' }, 'stop', 1), delta({}, 'stop'));
    expect(factsOf(readChatCompletionStream(body))['text']).toEqual(['a']);
  });

  test('reads every token where the index counts tokens', () => {
    const body = streamOf(delta({ content: 'a' }), delta({ content: 'b' }, null, 1), delta({}, 'eos_token', 2));
    expect(factsOf(readChatCompletionStream(body))).toMatchObject({ text: ['ab'], finishReason: ['stop'] });
  });

  test('with [DONE] and no finish reason ends as other', () => {
    const body = streamOf(delta({ content: 'a' }), '[DONE]');
    expect(factsOf(readChatCompletionStream(body))['finishReason']).toEqual(['other']);
  });

  test('without either broke off', () => {
    expect(expectationsOf(readChatCompletionStream(streamOf(delta({ content: 'a' }))))).toEqual([
      { kind: 'error', codes: ['interrupted'] },
    ]);
  });

  test('with an error in it fails, also after the finish reason', () => {
    const body = streamOf(delta({ content: 'a' }, 'stop'), { error: { message: 'no', status_code: 429 } });
    expect(expectationsOf(readChatCompletionStream(body))).toEqual([
      { kind: 'error', codes: ['rate-limit', 'quota', 'overloaded'] },
    ]);
  });

  test('with an event that is not JSON fails', () => {
    const body = streamOf(delta({ content: 'a' }, 'stop'), '{"choices":');
    expect(expectationsOf(readChatCompletionStream(body))).toEqual([
      { kind: 'error', codes: ['bad-response', 'interrupted'] },
    ]);
  });
});
