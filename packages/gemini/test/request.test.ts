import { type ChatInput, jsonSchema, type Message, tool } from '@x/core';
import { gemini } from '@x/gemini';
import { describe, expect, test } from 'vitest';

const user = (content: Message['content']): Message => ({ role: 'user', content });
const model = 'gemini-2.5-flash';
const prepare = (input: Partial<ChatInput>, stream = false) =>
  gemini().prepare('chat', { model, ...(input.messages ? {} : { prompt: 'Hello' }), ...input }, { stream });
const hello = [{ role: 'user', parts: [{ text: 'Hello' }] }];

describe('where a call goes', () => {
  const root = 'https://generativelanguage.googleapis.com/v1beta';
  test.each([
    ['gemini-2.5-flash', 'models/gemini-2.5-flash'],
    ['models/gemini-2.5-flash', 'models/gemini-2.5-flash'],
    ['tunedModels/mine-1', 'tunedModels/mine-1'],
    ['models/../tunedModels/x?key=1#', 'models/..%2FtunedModels%2Fx%3Fkey%3D1%23'],
    ['../files/1', 'models/..%2Ffiles%2F1'],
  ])('%s', async (name, path) => {
    expect((await prepare({ model: name })).url).toBe(`${root}/${path}:generateContent`);
    expect((await prepare({ model: name }, true)).url).toBe(`${root}/${path}:streamGenerateContent?alt=sse`);
  });

  test('baseUrl takes the place of all before the path', async () => {
    const { url } = await gemini({ baseUrl: 'http://127.0.0.1:9/v1beta/' }).prepare('chat', { model, prompt: 'Hi' });
    expect(url).toBe('http://127.0.0.1:9/v1beta/models/gemini-2.5-flash:generateContent');
  });
});

describe('the conversation', () => {
  test('system messages become the system instruction, roles are renamed', async () => {
    const { body, warnings } = await prepare({
      system: 'Be brief.',
      messages: [
        { role: 'system', content: 'Be kind.' },
        user('Hi'),
        { role: 'assistant', content: 'Yes?' },
        user('Go'),
      ],
    });
    expect(body).toEqual({
      systemInstruction: { parts: [{ text: 'Be brief.' }, { text: 'Be kind.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [{ text: 'Yes?' }] },
        { role: 'user', parts: [{ text: 'Go' }] },
      ],
      generationConfig: {},
    });
    expect(warnings).toEqual([]);
  });

  test('a system message in between is moved to the front, with a warning', async () => {
    const { body, warnings } = await prepare({ messages: [user('Hi'), { role: 'system', content: 'Now sing.' }] });
    expect(body).toMatchObject({ systemInstruction: { parts: [{ text: 'Now sing.' }] } });
    expect(warnings).toMatchObject([{ type: 'changed', setting: 'messages' }]);
  });

  test('tools that are answered one by one are answered in one turn', async () => {
    const messages: Message[] = [
      user('Weather?'),
      {
        role: 'assistant',
        content: ['a', 'b'].map((id) => ({
          type: 'tool-call' as const,
          id,
          name: 'weather',
          input: { city: id },
          rawArguments: `{"city":"${id}"}`,
        })),
      },
      { role: 'tool', content: [{ type: 'tool-result', id: 'a', name: 'weather', output: { celsius: 20 } }] },
      {
        role: 'tool',
        content: [{ type: 'tool-result', id: 'b', name: 'weather', output: 'no such city', failed: true }],
      },
    ];
    expect((await prepare({ messages })).body).toMatchObject({
      contents: [
        {},
        {
          role: 'model',
          parts: [
            { functionCall: { id: 'a', name: 'weather', args: { city: 'a' } } },
            { functionCall: { id: 'b', name: 'weather', args: { city: 'b' } } },
          ],
        },
        {
          role: 'user',
          parts: [
            { functionResponse: { id: 'a', name: 'weather', response: { output: { celsius: 20 } } } },
            { functionResponse: { id: 'b', name: 'weather', response: { error: 'no such city' } } },
          ],
        },
      ],
    });
  });

  test.each([
    ['nothing but a system message', [{ role: 'system', content: 'Be kind.' }]],
    ['an empty user message', [user('')]],
    ['a tool message without results', [user('Hi'), { role: 'tool', content: [] }]],
    [
      'a tool call before any user message',
      [{ role: 'assistant', content: [{ type: 'tool-call', id: '1', name: 'f', input: {}, rawArguments: '{}' }] }],
    ],
  ] as [string, Message[]][])('%s is refused', async (_, messages) => {
    await expect(prepare({ messages })).rejects.toMatchObject({ code: 'invalid-request' });
  });

  test("a history may open with the model's words", async () => {
    const messages: Message[] = [{ role: 'assistant', content: 'Welcome!' }, user('Hi')];
    expect((await prepare({ messages })).body).toMatchObject({ contents: [{ role: 'model' }, { role: 'user' }] });
  });
});

describe('what other vendors left in a history', () => {
  const foreign: Message[] = [
    user('Weather?'),
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'Hm.', providerMetadata: { openai: { encrypted: 'x' } } },
        { type: 'provider-tool', name: 'web_search_call', data: { id: 'ws_1' } },
        { type: 'tool-call', id: 'call_1', name: 'f', input: undefined, rawArguments: '{"a', invalid: true },
      ],
    },
    { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', name: 'f', output: undefined }] },
  ];

  test('is left out, but for words and calls', async () => {
    expect((await prepare({ messages: foreign })).body).toMatchObject({
      contents: [
        {},
        { role: 'model', parts: [{ functionCall: { id: 'call_1', name: 'f', args: {} } }] },
        { role: 'user', parts: [{ functionResponse: { response: { output: null } } }] },
      ],
    });
  });

  test('an answer of which nothing is left is no turn', async () => {
    const messages: Message[] = [user('Hi'), { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm.' }] }];
    expect((await prepare({ messages })).body).toMatchObject({ contents: [{ role: 'user' }] });
  });

  test.each([
    ['gemini-3-pro-preview', 'c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I='],
    ['gemini-flash-latest', 'c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I='],
    ['gemini-2.5-flash', undefined],
    ['gemini-1.5-pro', undefined],
    ['gemma-3-27b-it', undefined],
  ])('to %s its calls have a signature: %s', async (name, signature) => {
    const { body } = await prepare({ model: name, messages: foreign });
    const { contents } = body as { contents: { parts: { thoughtSignature?: string }[] }[] };
    expect(contents[1]?.parts[0]?.thoughtSignature).toBe(signature);
  });
});

describe('media', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  test.each([
    ['bytes', { mediaType: 'image/png', data: bytes }, { inlineData: { mimeType: 'image/png', data: 'AQID' } }],
    ['base64', { mediaType: 'image/png', data: 'AQID' }, { inlineData: { mimeType: 'image/png', data: 'AQID' } }],
    ['a blob', new Blob([bytes], { type: 'image/png' }), { inlineData: { mimeType: 'image/png', data: 'AQID' } }],
    [
      'a data: address',
      { url: 'data:image/png;name=x;base64,AQID' },
      { inlineData: { mimeType: 'image/png', data: 'AQID' } },
    ],
    [
      'an https: address',
      { url: 'https://example.com/a.png', mediaType: 'image/png' },
      { fileData: { fileUri: 'https://example.com/a.png', mimeType: 'image/png' } },
    ],
    [
      'a file of the Files API',
      { url: 'https://generativelanguage.googleapis.com/v1beta/files/abc' },
      { fileData: { fileUri: 'https://generativelanguage.googleapis.com/v1beta/files/abc' } },
    ],
    ['a gs: address', { url: 'gs://bucket/a.png' }, { fileData: { fileUri: 'gs://bucket/a.png' } }],
  ])('%s', async (_, media, part) => {
    for (const type of ['image', 'audio', 'video', 'file'] as const) {
      const { body } = await prepare({ messages: [user([{ type, media }])] });
      expect(body).toMatchObject({ contents: [{ role: 'user', parts: [part] }] });
    }
  });

  test.each(['http://example.com/a.png', 'file:///etc/passwd', 'blob:abc', 'data:text/plain,hi'])(
    '%s is refused before the request',
    async (url) => {
      const messages = [user([{ type: 'image', media: { url } }])];
      await expect(prepare({ messages })).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining('Give the bytes as data instead'),
      });
    },
  );

  test("a part takes Gemini's own notes along", async () => {
    const messages = [
      user([
        {
          type: 'video',
          media: { url: 'https://www.youtube.com/watch?v=x' },
          providerMetadata: { gemini: { videoMetadata: { fps: 1 }, unknown: 1 }, openai: { detail: 'low' } },
        },
      ]),
    ];
    expect((await prepare({ messages })).body).toMatchObject({
      contents: [
        { parts: [{ fileData: { fileUri: 'https://www.youtube.com/watch?v=x' }, videoMetadata: { fps: 1 } }] },
      ],
    });
  });
});

test('how the next token is drawn', async () => {
  const { body, warnings } = await prepare({
    maxTokens: 10,
    temperature: 0,
    topP: 0.9,
    topK: 40,
    seed: 7,
    stop: 'END',
    presencePenalty: 0.1,
    frequencyPenalty: 0.2,
    logprobs: 3,
  });
  expect(body).toEqual({
    contents: hello,
    generationConfig: {
      maxOutputTokens: 10,
      temperature: 0,
      topP: 0.9,
      topK: 40,
      seed: 7,
      stopSequences: ['END'],
      presencePenalty: 0.1,
      frequencyPenalty: 0.2,
      responseLogprobs: true,
      logprobs: 3,
    },
  });
  expect(warnings).toEqual([]);
});

test.each([
  [{ logprobs: true }, { responseLogprobs: true }],
  [{ logprobs: false }, {}],
  [{ stop: ['a', 'b'] }, { stopSequences: ['a', 'b'] }],
  [{ responseFormat: { type: 'text' } }, {}],
  [{ responseFormat: { type: 'json' } }, { responseMimeType: 'application/json' }],
  [
    { responseFormat: { type: 'json', schema: jsonSchema({ type: 'object' }) } },
    { responseMimeType: 'application/json', responseJsonSchema: { type: 'object' } },
  ],
] as [Partial<ChatInput>, object][])('%j', async (input, config) => {
  expect((await prepare(input)).body).toEqual({ contents: hello, generationConfig: config });
});

describe('how hard the model thinks', () => {
  type Row = [string, 'none' | 'minimal' | 'low' | 'medium' | 'high', object | undefined, string?];
  const budget = (thinkingBudget: number) => ({ thinkingBudget, includeThoughts: true });
  const level = (thinkingLevel: string) => ({ thinkingLevel, includeThoughts: true });
  test.each<Row>([
    ['gemini-2.5-flash', 'none', { thinkingBudget: 0, includeThoughts: false }],
    ['gemini-2.5-flash', 'minimal', budget(1024)],
    ['gemini-2.5-flash-lite', 'low', budget(1024)],
    ['models/gemini-2.5-flash', 'medium', budget(8192)],
    ['gemini-2.5-pro', 'high', budget(24576)],
    ['gemini-2.5-pro', 'none', { thinkingBudget: 128, includeThoughts: false }, 'changed'],
    ['gemini-3-flash-preview', 'none', { thinkingLevel: 'MINIMAL', includeThoughts: false }, 'changed'],
    ['gemini-3-flash-preview', 'minimal', level('MINIMAL')],
    ['gemini-3.5-flash', 'medium', level('MEDIUM')],
    ['gemini-3-pro-preview', 'medium', level('HIGH'), 'changed'],
    ['gemini-3.1-pro-preview', 'medium', level('MEDIUM')],
    ['gemini-3.1-pro-preview', 'minimal', level('LOW'), 'changed'],
    ['gemini-3.1-pro-preview', 'none', { thinkingLevel: 'LOW', includeThoughts: false }, 'changed'],
    ['gemini-pro-latest', 'high', level('HIGH')],
    ['gemini-flash-latest', 'low', level('LOW')],
    ['gemini-4-flash', 'low', level('LOW')],
    ['gemini-2.0-flash', 'high', undefined, 'unsupported'],
    ['gemini-2.0-flash', 'none', undefined],
    ['gemini-2.5-flash-preview-tts', 'low', undefined, 'unsupported'],
    ['gemma-3-27b-it', 'low', undefined, 'unsupported'],
  ])('%s at effort %s', async (name, effort, thinkingConfig, warning) => {
    const { body, warnings } = await prepare({ model: name, reasoning: { effort } });
    expect(body).toEqual({ contents: hello, generationConfig: thinkingConfig ? { thinkingConfig } : {} });
    expect(warnings.map(({ type, setting }) => [type, setting])).toEqual(
      warning === undefined ? [] : [[warning, 'reasoning.effort']],
    );
  });
});

describe('tools', () => {
  const parameters = { type: 'object', properties: { city: { type: 'string' } } };
  const weather = tool({ description: 'Tells the weather', input: jsonSchema<{ city: string }>(parameters) });
  const search = { provider: 'gemini', definition: { googleSearch: {} } };
  const declared = [
    { functionDeclarations: [{ name: 'weather', description: 'Tells the weather', parametersJsonSchema: parameters }] },
  ];

  test.each([
    [undefined, undefined],
    ['auto', { mode: 'AUTO' }],
    ['none', { mode: 'NONE' }],
    ['required', { mode: 'ANY' }],
    [{ name: 'weather' }, { mode: 'ANY', allowedFunctionNames: ['weather'] }],
  ] as const)('with the choice %j', async (toolChoice, functionCallingConfig) => {
    expect((await prepare({ tools: { weather }, toolChoice })).body).toEqual({
      contents: hello,
      tools: declared,
      ...(functionCallingConfig && { toolConfig: { functionCallingConfig } }),
      generationConfig: {},
    });
  });

  test("Gemini's own are passed on, another vendor's left out with a warning", async () => {
    const tools = { weather, search, other: { provider: 'openai', definition: { type: 'web_search' } } };
    const { body, warnings } = await prepare({ tools });
    expect(body).toMatchObject({ tools: [...declared, { googleSearch: {} }] });
    expect(warnings).toMatchObject([{ type: 'unsupported', setting: 'tools.other' }]);
  });

  test('settings that Gemini does not have are left out with a warning', async () => {
    const { body, warnings } = await prepare({ tools: { search }, toolChoice: 'required', parallelToolCalls: false });
    expect(body).toEqual({ contents: hello, tools: [{ googleSearch: {} }], generationConfig: {} });
    expect(warnings.map(({ setting }) => setting)).toEqual(['parallelToolCalls', 'toolChoice']);
  });

  test('a tool without a description still has one on the wire, which requires it', async () => {
    const { body } = await prepare({ tools: { f: tool({ input: jsonSchema({ type: 'object' }) }) } });
    expect(body).toMatchObject({ tools: [{ functionDeclarations: [{ name: 'f', description: '' }] }] });
  });
});

describe("settings of Gemini's own", () => {
  const safetySettings = [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }];

  test('each goes where it belongs', async () => {
    const { body } = await prepare({
      temperature: 0.1,
      parameters: {
        safetySettings,
        cached_content: 'cachedContents/1',
        labels: { team: 'a' },
        responseModalities: ['TEXT'],
        media_resolution: 'MEDIA_RESOLUTION_LOW',
        generationConfig: { topK: 5 },
        temperature: 0.2,
      },
      providerOptions: { gemini: { temperature: 0.3 }, openai: { store: true } },
    });
    expect(body).toEqual({
      contents: hello,
      safetySettings,
      cachedContent: 'cachedContents/1',
      labels: { team: 'a' },
      generationConfig: {
        temperature: 0.3,
        topK: 5,
        responseModalities: ['TEXT'],
        mediaResolution: 'MEDIA_RESOLUTION_LOW',
      },
    });
  });

  test('safety settings go by the name of the provider', async () => {
    const { body } = await prepare({ providerOptions: { gemini: { safetySettings }, openai: { safetySettings: [] } } });
    expect(body).toEqual({ contents: hello, safetySettings, generationConfig: {} });
  });

  test('tools are added to ours, toolConfig is merged with ours', async () => {
    const { body } = await prepare({
      tools: { f: tool({ input: jsonSchema({ type: 'object' }) }) },
      toolChoice: 'auto',
      providerOptions: {
        gemini: { tools: [{ codeExecution: {} }], toolConfig: { includeServerSideToolInvocations: true } },
      },
    });
    expect(body).toMatchObject({
      tools: [{ functionDeclarations: [{ name: 'f' }] }, { codeExecution: {} }],
      toolConfig: { functionCallingConfig: { mode: 'AUTO' }, includeServerSideToolInvocations: true },
    });
  });
});
