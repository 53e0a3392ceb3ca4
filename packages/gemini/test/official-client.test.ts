import { GoogleGenAI, type Model } from '@google/genai';
import { jsonSchema, tool } from '@x/core';
import { countTokens, gemini } from '@x/gemini';
import { type ServedSandbox, serveSandbox } from '@x/sandbox/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Google's client and this adapter ask the same sandbox and read the same from it. */
describe("what Google's own client reads", () => {
  let served: ServedSandbox;
  let official: GoogleGenAI;
  let options: { readonly apiKey: string; readonly baseUrl: string };
  let ours: ReturnType<typeof gemini>;

  beforeAll(async () => {
    served = await serveSandbox();
    official = new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: `${served.url}/gemini` } });
    options = { apiKey: 'key', baseUrl: `${served.url}/gemini/v1beta` };
    ours = gemini(options);
  });
  afterAll(() => served.close());

  const prompt = 'Tell me about rivers.';
  const image = 'gemini-2.5-flash-image';

  test('an answer, whole', async () => {
    const model = 'gemini-2.5-flash';
    const theirs = await official.models.generateContent({ model, contents: prompt });
    const output = await ours.run('chat', { model, prompt });
    const { promptTokenCount, candidatesTokenCount, totalTokenCount } = theirs.usageMetadata ?? {};
    expect(output).toMatchObject({
      text: theirs.text,
      usage: { inputTokens: promptTokenCount, outputTokens: candidatesTokenCount, totalTokens: totalTokenCount },
      meta: {
        // Made of the request, which the two clients write differently.
        id: expect.stringMatching(/^[0-9a-f]{22}$/),
        model: theirs.modelVersion,
        rawFinishReason: theirs.candidates?.[0]?.finishReason,
      },
    });
  });

  test('an answer, streamed', async () => {
    const model = 'gemini-2.5-pro';
    const theirs: string[] = [];
    for await (const { text } of await official.models.generateContentStream({ model, contents: prompt })) {
      if (text) theirs.push(text);
    }
    const pieces: string[] = [];
    for await (const text of ours.stream('chat', { model, prompt }).text()) pieces.push(text);
    expect(pieces).toEqual(theirs);
  });

  test('calls of tools', async () => {
    const model = 'gemini-3-pro-preview';
    const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    const question = 'What is the weather in Paris?';
    const functionDeclarations = [{ name: 'get_weather', parametersJsonSchema: parameters }];
    const theirs = await official.models.generateContent({
      model,
      contents: question,
      config: { tools: [{ functionDeclarations }] },
    });
    const { toolCalls } = await ours.run('chat', {
      model,
      prompt: question,
      tools: { get_weather: tool({ input: jsonSchema(parameters) }) },
    });
    expect(toolCalls.map(({ name, input }) => ({ name, args: input }))).toEqual(theirs.functionCalls);
    expect(toolCalls[0]?.providerMetadata).toEqual({
      gemini: { thoughtSignature: theirs.candidates?.[0]?.content?.parts?.[0]?.thoughtSignature },
    });
  });

  test('vectors', async () => {
    const model = 'gemini-embedding-001';
    const texts = ['a river', 'a mountain'];
    const { embeddings = [] } = await official.models.embedContent({
      model,
      contents: texts,
      config: { outputDimensionality: 64 },
    });
    const { vectors } = await ours.run('embedding', { model, texts, dimensions: 64 });
    expect(vectors).toHaveLength(embeddings.length);
    for (const [place, { values = [] }] of embeddings.entries()) {
      expect(values).toHaveLength(64);
      for (const [index, value] of values.entries()) expect(vectors[place]?.[index]).toBeCloseTo(value, 5);
    }
  });

  test('a count of tokens', async () => {
    const model = 'gemini-2.5-flash';
    const { totalTokens } = await official.models.countTokens({ model, contents: prompt });
    expect(await countTokens({ model, prompt }, options)).toEqual({
      totalTokens,
      details: [{ modality: 'TEXT', tokens: totalTokens }],
    });
  });

  test('a picture', async () => {
    const theirs = await official.models.generateContent({
      model: image,
      contents: 'A red house',
      config: { responseModalities: ['TEXT', 'IMAGE'], imageConfig: { aspectRatio: '16:9' } },
    });
    const { images } = await ours.run('text-to-image', { model: image, prompt: 'A red house', size: '1920x1080' });
    const { mimeType, data = '' } = theirs.candidates?.[0]?.content?.parts?.[0]?.inlineData ?? {};
    expect(images).toEqual([{ mediaType: mimeType, data: Uint8Array.from(Buffer.from(data, 'base64')) }]);
  });

  test('speech', async () => {
    const model = 'gemini-2.5-flash-preview-tts';
    const speechConfig = { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } };
    const theirs = await official.models.generateContent({
      model,
      contents: 'Good morning',
      config: { responseModalities: ['AUDIO'], speechConfig },
    });
    const { mimeType, data = '' } = theirs.candidates?.[0]?.content?.parts?.[0]?.inlineData ?? {};
    const samples = Uint8Array.from(Buffer.from(data, 'base64'));
    const call = { model, text: 'Good morning', voice: 'Kore' };
    expect((await ours.run('text-to-speech', { ...call, format: 'pcm' })).audio).toEqual({
      mediaType: mimeType,
      data: samples,
    });
    const { audio } = await ours.run('text-to-speech', call);
    expect([audio.mediaType, audio.data.slice(44)]).toEqual(['audio/wav', samples]);
  });

  test('models, one and all', async () => {
    const page = await official.models.get({ model: 'gemini-2.5-flash' });
    expect(await ours.catalog?.describe('gemini-2.5-flash')).toMatchObject({
      id: page.name?.replace('models/', ''),
      contextLength: page.inputTokenLimit,
      maxOutputTokens: page.outputTokenLimit,
    });
    const theirs: Model[] = [];
    for await (const model of await official.models.list({ config: { pageSize: 5 } })) theirs.push(model);
    const names: string[] = [];
    for await (const { id } of ours.catalog?.list() ?? []) names.push(`models/${id}`);
    expect(names).toEqual(theirs.map(({ name }) => name));
  });

  test('an unknown model', async () => {
    const theirs = await official.models
      .generateContent({ model: 'does-not-exist', contents: 'Hi' })
      .catch((error: { status: number }) => error.status);
    const failure = ours.run('chat', { model: 'does-not-exist', prompt: 'Hi' });
    await expect(failure).rejects.toMatchObject({ code: 'not-found', status: theirs });
  });
});
