import { describe, expect, test } from 'vitest';
import { ANYTHING, type Expectation, type ExpectedFacts } from '../../scripts/replay/witness/expectation.ts';
import {
  expectGemini,
  type GeminiReading,
  readGenerateContent,
  readStreamGenerateContent,
} from '../../scripts/replay/witness/gemini.ts';

function response(parts: readonly object[], finishReason?: string | number, usageMetadata?: object): object {
  return { candidates: [{ content: { role: 'model', parts }, finishReason, index: 0 }], usageMetadata };
}

function streamOf(...responses: readonly object[]): string {
  return responses.map((each) => `data: ${JSON.stringify(each)}\r\n\r\n`).join('');
}

function expectationsOf(reading: GeminiReading | undefined): readonly Expectation[] {
  if (reading === undefined) throw new Error('not read as an answer of Gemini');
  return expectGemini(reading);
}

function factsOf(reading: GeminiReading | undefined): ExpectedFacts {
  const [expectation] = expectationsOf(reading);
  if (expectation?.kind !== 'answer') throw new Error(`expected an answer, got ${JSON.stringify(expectation)}`);
  return expectation.facts;
}

const read = (body: object) => readGenerateContent(JSON.stringify(body));

describe('a whole answer', () => {
  test('keeps thoughts out of the text and adds their tokens to the output', () => {
    const usage = { promptTokenCount: 5, toolUsePromptTokenCount: 2, candidatesTokenCount: 3, thoughtsTokenCount: 4 };
    const parts = [{ text: 'hm', thought: true }, { text: 'O' }, { text: 'K' }];
    expect(factsOf(read(response(parts, 'STOP', { ...usage, totalTokenCount: 14 })))).toMatchObject({
      text: ['OK'],
      reasoning: ['hm'],
      finishReason: ['stop'],
      inputTokens: [7],
      outputTokens: [7],
      totalTokens: [14],
      reasoningTokens: [4],
    });
  });

  test('with calls ends as tool calls although the vendor says STOP', () => {
    const call = { functionCall: { name: 'add', args: { x: 1 } } };
    expect(factsOf(read(response([call], 'STOP')))).toMatchObject({
      finishReason: ['tool-calls'],
      toolCalls: [[{ id: ANYTHING, name: 'add', input: { x: 1 }, invalid: false }]],
    });
  });

  test.each([
    ['MAX_TOKENS', 'length'],
    ['SPII', 'content-filter'],
    ['MALFORMED_FUNCTION_CALL', 'other'],
    [2, 'length'],
  ])('that ends with %s ends as %s', (vendor, ours) => {
    expect(factsOf(read(response([], vendor)))['finishReason']).toEqual([ours]);
  });

  test('to a blocked prompt is a filtered answer', () => {
    const blocked = {
      promptFeedback: { blockReason: 'SAFETY' },
      usageMetadata: { promptTokenCount: 5, totalTokenCount: 5 },
    };
    expect(factsOf(read(blocked))).toMatchObject({
      text: [''],
      finishReason: ['content-filter'],
      outputTokens: [undefined, 0],
    });
  });
});

test('a body of another method is not read', () => {
  expect(read({ name: 'cachedContents/1' })).toBeUndefined();
  expect(readStreamGenerateContent('data: {"setupComplete":{}}\n\n')).toBeUndefined();
});

describe('a stream', () => {
  test('joins its responses and takes the last usage', () => {
    const body = streamOf(
      response([{ text: 'O' }], undefined, { promptTokenCount: 1, totalTokenCount: 1 }),
      response([{ text: 'K' }], 'STOP', { promptTokenCount: 1, candidatesTokenCount: 2, totalTokenCount: 3 }),
    );
    expect(factsOf(readStreamGenerateContent(body))).toMatchObject({
      text: ['OK'],
      finishReason: ['stop'],
      outputTokens: [2],
    });
  });

  test('may be the JSON array that comes without alt=sse', () => {
    const body = JSON.stringify([response([{ text: 'O' }]), response([{ text: 'K' }], 'STOP')]);
    expect(factsOf(readStreamGenerateContent(body))).toMatchObject({ text: ['OK'], finishReason: ['stop'] });
  });

  test('joins the pieces of a call with streamed arguments', () => {
    const piece = (fields: object) => response([{ functionCall: fields }]);
    const body = streamOf(
      piece({ name: 'add', willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.list[0].name', stringValue: 'a' }], willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.list[0].name', stringValue: 'b' }], willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.many', boolValue: false }], willContinue: true }),
      piece({}),
      response([{ functionCall: { name: 'stop' } }], 'STOP'),
    );
    expect(factsOf(readStreamGenerateContent(body))['toolCalls']).toMatchObject([
      [
        { name: 'add', input: { list: [{ name: 'ab' }], many: false } },
        { name: 'stop', input: {} },
      ],
    ]);
  });

  test('without a finish reason broke off', () => {
    expect(expectationsOf(readStreamGenerateContent(streamOf(response([{ text: 'O' }]))))).toEqual([
      { kind: 'error', codes: ['interrupted'] },
    ]);
  });

  test.each(['data: ', ''])('with an error after "%s" fails', (prefix) => {
    const error = JSON.stringify({ error: { code: 429, status: 'RESOURCE_EXHAUSTED' } });
    const body = `${streamOf(response([{ text: 'O' }]))}${prefix}${error}\n\n`;
    expect(expectationsOf(readStreamGenerateContent(body))).toEqual([
      { kind: 'error', codes: ['rate-limit', 'quota', 'overloaded'] },
    ]);
  });
});
