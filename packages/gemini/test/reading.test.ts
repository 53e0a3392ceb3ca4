import { describe, expect, test } from 'vitest';
import { answering, read, saying } from './stub-fetch.ts';

describe('parts', () => {
  test('words, thoughts and calls keep their order; neighbours of one kind are joined', async () => {
    const output = await read(
      answering([
        { text: 'I think ', thought: true },
        { text: 'so.', thought: true },
        { text: 'Let me ' },
        { text: 'look.' },
        { functionCall: { name: 'look', args: { at: 'sky' } } },
        { functionCall: { name: 'listen', id: 'c1' } },
        { text: 'And?' },
      ]),
    );
    expect(output.content).toEqual([
      { type: 'reasoning', text: 'I think so.' },
      { type: 'text', text: 'Let me look.' },
      {
        type: 'tool-call',
        id: expect.stringMatching(/^call_/),
        name: 'look',
        input: { at: 'sky' },
        rawArguments: '{"at":"sky"}',
      },
      { type: 'tool-call', id: 'c1', name: 'listen', input: {}, rawArguments: '{}' },
      { type: 'text', text: 'And?' },
    ]);
    expect(output).toMatchObject({
      text: 'Let me look.And?',
      reasoning: 'I think so.',
      finishReason: 'tool-calls',
      meta: { rawFinishReason: 'STOP' },
    });
  });

  test('media come out as bytes', async () => {
    const { content } = await read(
      answering([
        { inlineData: { mimeType: 'image/png', data: 'AQID' } },
        { inlineData: { mimeType: 'audio/L16;rate=24000', data: 'AQID' }, thoughtSignature: 's' },
        { inlineData: { mimeType: 'application/pdf', data: 'AQID' } },
      ]),
    );
    const data = new Uint8Array([1, 2, 3]);
    expect(content).toEqual([
      { type: 'image', media: { mediaType: 'image/png', data } },
      {
        type: 'audio',
        media: { mediaType: 'audio/L16;rate=24000', data },
        providerMetadata: { gemini: { thoughtSignature: 's' } },
      },
      { type: 'file', media: { mediaType: 'application/pdf', data } },
    ]);
  });

  test('media that are not base64 are said to be unreadable', async () => {
    await expect(read(answering([{ inlineData: { mimeType: 'image/png', data: '<*>' } }]))).rejects.toMatchObject({
      code: 'bad-response',
      message: expect.stringContaining('inlineData'),
    });
  });

  test("what Gemini's own tools did is kept whole", async () => {
    const code = { language: 'PYTHON', code: 'print(1)' };
    const { content, text } = await read(
      answering([
        { executableCode: code, thoughtSignature: 's' },
        { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } },
        { somethingNew: { a: 1 } },
        { text: '1' },
      ]),
    );
    expect(text).toBe('1');
    expect(content.slice(0, 3)).toEqual([
      {
        type: 'provider-tool',
        name: 'executableCode',
        data: code,
        providerMetadata: { gemini: { thoughtSignature: 's' } },
      },
      {
        type: 'provider-tool',
        name: 'codeExecutionResult',
        data: { outcome: 'OUTCOME_OK', output: '1' },
        providerMetadata: { gemini: {} },
      },
      { type: 'provider-tool', name: 'somethingNew', data: { a: 1 }, providerMetadata: { gemini: {} } },
    ]);
  });

  test('a picture that was only thought of is no picture of the answer', async () => {
    const { content } = await read(
      answering([
        { inlineData: { mimeType: 'image/png', data: 'AQID' }, thought: true },
        { inlineData: { mimeType: 'image/png', data: 'BAUG' } },
      ]),
    );
    expect(content.map(({ type }) => type)).toEqual(['provider-tool', 'image']);
  });

  test.each([[{}], [null], ['text'], [{ text: '' }], [{ text: 5 }]])('%j is not a part', async (part) => {
    const { content } = await read(answering([part, { text: 'Hi' }] as object[]));
    expect(content.at(-1)).toEqual({ type: 'text', text: 'Hi' });
    expect(content.every(({ type }) => type === 'text' || type === 'provider-tool')).toBe(true);
  });

  test('candidates but the first are not read', async () => {
    const second = { content: { parts: [{ text: 'two' }] }, finishReason: 'SAFETY', index: 1 };
    const first = { content: { parts: [{ text: 'one' }] }, finishReason: 'STOP' };
    expect(await read({ candidates: [second, first] })).toMatchObject({ text: 'one', finishReason: 'stop' });
  });

  test('of candidates that lack their number the first is read', async () => {
    const unnumbered = (text: string) => ({ content: { parts: [{ text }] }, finishReason: 'STOP' });
    const answer = await read({ candidates: [unnumbered('one'), unnumbered('two')] });
    expect([answer.text, answer.content.length]).toEqual(['one', 1]);
  });
});

describe('why it stopped', () => {
  test.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'content-filter'],
    ['RECITATION', 'content-filter'],
    ['LANGUAGE', 'content-filter'],
    ['BLOCKLIST', 'content-filter'],
    ['PROHIBITED_CONTENT', 'content-filter'],
    ['SPII', 'content-filter'],
    ['IMAGE_SAFETY', 'content-filter'],
    ['IMAGE_PROHIBITED_CONTENT', 'content-filter'],
    ['IMAGE_RECITATION', 'content-filter'],
    ['MODEL_ARMOR', 'content-filter'],
    ['JAILBREAK', 'content-filter'],
    ['OTHER', 'other'],
    ['IMAGE_OTHER', 'other'],
    ['NO_IMAGE', 'other'],
    ['MALFORMED_FUNCTION_CALL', 'other'],
    ['UNEXPECTED_TOOL_CALL', 'other'],
    ['TOO_MANY_TOOL_CALLS', 'other'],
    ['MISSING_THOUGHT_SIGNATURE', 'other'],
    ['SOMETHING_NEW', 'other'],
    ['constructor', 'other'],
  ])('%s is %s, with or without words', async (raw, finishReason) => {
    for (const parts of [[{ text: 'Well' }], []]) {
      expect(await read(answering(parts, raw))).toMatchObject({ finishReason, meta: { rawFinishReason: raw } });
    }
  });

  test('enums that are printed as numbers', async () => {
    expect(await read({ candidates: [{ content: {}, finishReason: 2 }] })).toMatchObject({ finishReason: 'length' });
  });

  test.each(['SAFETY', 'OTHER', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'IMAGE_SAFETY', 'MODEL_ARMOR', 'JAILBREAK'])(
    'a prompt that was blocked for %s is an answer',
    async (blockReason) => {
      const usageMetadata = { promptTokenCount: 4, totalTokenCount: 4 };
      for (const candidates of [undefined, []]) {
        expect(await read({ candidates, promptFeedback: { blockReason }, usageMetadata })).toMatchObject({
          text: '',
          content: [],
          finishReason: 'content-filter',
          usage: { inputTokens: 4 },
          meta: { rawFinishReason: blockReason },
        });
      }
    },
  );

  test.each([
    ['an empty object', {}],
    ['no candidates', { candidates: [] }],
    ['feedback without a reason', { candidates: [], promptFeedback: { safetyRatings: [] } }],
    ['candidates that are no list', { candidates: 'x' }],
    ['a candidate without content and reason', { candidates: [{ index: 0, content: { odd: true } }] }],
    ['only a second candidate', { candidates: [{ index: 1, finishReason: 'STOP' }] }],
    ['a list', [answering([{ text: 'Hi' }])]],
    ['null', null],
  ])('%s is no answer', async (_, body) => {
    await expect(read(body)).rejects.toMatchObject({ code: 'bad-response', retryable: false });
  });

  test('words without a reason are an answer all the same', async () => {
    expect(await read(saying([{ text: 'Hi' }]))).toMatchObject({ text: 'Hi', finishReason: 'other' });
  });
});

describe('counts', () => {
  test.each([
    [
      { promptTokenCount: 10, candidatesTokenCount: 5, thoughtsTokenCount: 7, totalTokenCount: 22 },
      { inputTokens: 10, outputTokens: 12, totalTokens: 22, reasoningTokens: 7 },
    ],
    [
      {
        promptTokenCount: 10,
        cachedContentTokenCount: 8,
        toolUsePromptTokenCount: 100,
        candidatesTokenCount: 5,
        totalTokenCount: 115,
      },
      { inputTokens: 110, outputTokens: 5, totalTokens: 115, cachedInputTokens: 8 },
    ],
    [
      { promptTokenCount: 15, thoughtsTokenCount: 2, totalTokenCount: 17 },
      { inputTokens: 15, outputTokens: 2, totalTokens: 17, reasoningTokens: 2 },
    ],
    [{ promptTokenCount: 10 }, { inputTokens: 10 }],
    [{ totalTokenCount: 10 }, { totalTokens: 10 }],
    [
      { candidatesTokenCount: 3, thoughtsTokenCount: 2 },
      { outputTokens: 5, reasoningTokens: 2 },
    ],
    [
      { promptTokenCount: 9, totalTokenCount: 3 },
      { inputTokens: 9, totalTokens: 3 },
    ],
    [{ trafficType: 'ON_DEMAND' }, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%j', async (usageMetadata, usage) => {
    const output = await read({ ...answering([{ text: 'Hi' }]), usageMetadata });
    expect(output.usage).toEqual(usage);
    expect('usage' in output).toBe(usage !== undefined);
  });
});

test('what the answer says about itself', async () => {
  const body = { ...answering([{ text: 'Hi' }]), responseId: 'r-1', modelVersion: 'gemini-2.5-flash-001' };
  expect((await read(body)).meta).toMatchObject({
    provider: 'gemini',
    id: 'r-1',
    model: 'gemini-2.5-flash-001',
    raw: body,
  });
  expect((await read(answering([{ text: 'Hi' }]))).meta).toMatchObject({ model: 'gemini-2.5-flash' });
});

test('log probabilities', async () => {
  const logprobsResult = {
    chosenCandidates: [{ token: 'Hi', logProbability: -0.1 }, { token: '!' }, { logProbability: -1 }],
    topCandidates: [
      {
        candidates: [
          { token: 'Hi', logProbability: -0.1 },
          { token: 'Ho', logProbability: -2 },
        ],
      },
    ],
  };
  const output = await read(saying([{ text: 'Hi!' }], { finishReason: 'STOP', logprobsResult }));
  expect(output.logprobs).toEqual([
    {
      token: 'Hi',
      logprob: -0.1,
      top: [
        { token: 'Hi', logprob: -0.1 },
        { token: 'Ho', logprob: -2 },
      ],
    },
    { token: '!', logprob: 0 },
  ]);
});
