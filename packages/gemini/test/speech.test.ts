import type { TaskInput } from '@x/core';
import { gemini } from '@x/gemini';
import { describe, expect, test } from 'vitest';
import { answering, geminiAt } from './stub-fetch.ts';

describe('text to speech', () => {
  const model = 'gemini-2.5-flash-preview-tts';
  const prepare = (input: Partial<TaskInput<'text-to-speech'>> = {}) =>
    gemini().prepare('text-to-speech', { model, text: 'Good morning.', ...input });
  const speak = (body: unknown, format?: string) =>
    geminiAt(() => Response.json(body)).provider.run('text-to-speech', { model, text: 'Good morning.', format });
  const sound = (data: string, mimeType = 'audio/L16;codec=pcm;rate=24000') => ({ inlineData: { mimeType, data } });

  test('asks for sound, in a voice', async () => {
    const { url, body, warnings } = await prepare({ voice: 'Kore' });
    expect(url).toMatch(/:generateContent$/);
    expect(body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Good morning.' }] }],
      generationConfig: {
        responseModalities: ['AUDIO'],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
      },
    });
    expect(warnings).toEqual([]);
  });

  test("several speakers go through the caller's own settings", async () => {
    const speechConfig = { multiSpeakerVoiceConfig: { speakerVoiceConfigs: [] } };
    const { body } = await prepare({ voice: 'Kore', parameters: { speechConfig } });
    expect(body).toMatchObject({ generationConfig: { speechConfig } });
    expect(body).not.toHaveProperty('generationConfig.speechConfig.voiceConfig');
  });

  test.each([
    [undefined, 0],
    ['wav', 0],
    ['pcm', 0],
    ['mp3', 1],
  ])('format %s has %i warnings', async (format, count) => {
    expect((await prepare({ format })).warnings.map(({ setting }) => setting)).toEqual(Array(count).fill('format'));
  });

  test.each([undefined, 'mp3'])('samples become a WAV file (format %s)', async (format) => {
    const { audio } = await speak(answering([sound('AQACAAMA'), sound('BAA=')]), format);
    expect(audio.mediaType).toBe('audio/wav');
    const view = new DataView(audio.data.buffer);
    const text = (place: number, length: number) =>
      new TextDecoder().decode(audio.data.subarray(place, place + length));
    expect([text(0, 4), text(8, 4), text(12, 4), text(36, 4)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
    expect({
      file: view.getUint32(4, true),
      format: view.getUint32(16, true),
      pcm: view.getUint16(20, true),
      channels: view.getUint16(22, true),
      rate: view.getUint32(24, true),
      bytesPerSecond: view.getUint32(28, true),
      frame: view.getUint16(32, true),
      bits: view.getUint16(34, true),
      data: view.getUint32(40, true),
    }).toEqual({
      file: 44,
      format: 16,
      pcm: 1,
      channels: 1,
      rate: 24_000,
      bytesPerSecond: 48_000,
      frame: 2,
      bits: 16,
      data: 8,
    });
    expect([0, 2, 4, 6].map((place) => view.getInt16(44 + place, true))).toEqual([1, 2, 3, 4]);
  });

  test('rate and channels are those of the media type', async () => {
    const { audio } = await speak(answering([sound('AQACAA==', 'audio/l16; rate=16000; channels=2')]));
    const view = new DataView(audio.data.buffer);
    expect([view.getUint32(24, true), view.getUint16(22, true), view.getUint32(28, true)]).toEqual([16_000, 2, 64_000]);
  });

  test('format pcm gives the samples as they came', async () => {
    const { audio } = await speak(answering([sound('AQAC'), sound('AAMA')]), 'pcm');
    expect(audio).toEqual({ mediaType: 'audio/L16;codec=pcm;rate=24000', data: Uint8Array.of(1, 0, 2, 0, 3, 0) });
  });

  test('a file that says itself what it is stays as it is', async () => {
    const { audio } = await speak(answering([sound('AQID', 'audio/mpeg')]));
    expect(audio).toEqual({ mediaType: 'audio/mpeg', data: Uint8Array.of(1, 2, 3) });
  });

  test.each([
    ['nothing', answering([], 'OTHER'), 'it stopped for OTHER'],
    ['words', answering([{ text: 'Good morning.' }]), 'it wrote a text instead'],
    ['a filter', answering([], 'PROHIBITED_CONTENT'), 'filtered the sound (PROHIBITED_CONTENT)'],
    ['half a sound', answering([sound('AQAC')], 'MAX_TOKENS'), 'Send a shorter text'],
  ])('%s is no sound', async (_, body, words) => {
    await expect(speak(body)).rejects.toMatchObject({ code: 'bad-response', message: expect.stringContaining(words) });
  });

  test('an empty text is refused', async () => {
    await expect(prepare({ text: '' })).rejects.toMatchObject({ code: 'invalid-request' });
  });
});

describe('speech to text', () => {
  const model = 'gemini-2.5-flash';
  const audio = { mediaType: 'audio/mp3', data: Uint8Array.of(1, 2, 3) };
  type Input = TaskInput<'automatic-speech-recognition'>;
  const prepare = (input: Partial<Input> = {}) =>
    gemini().prepare('automatic-speech-recognition', { model, audio, ...input });
  const hear = (body: unknown, input: Partial<Input> = {}) =>
    geminiAt(() => Response.json(body)).provider.run('automatic-speech-recognition', { model, audio, ...input });

  test('sends the recording with the request to write it down', async () => {
    const { url, body } = await prepare({ language: 'nb-NO' });
    expect(url).toMatch(/gemini-2\.5-flash:generateContent$/);
    expect(body).toEqual({
      contents: [
        {
          role: 'user',
          parts: [
            { text: expect.stringMatching(/word for word.*The language is nb-NO.*transcript alone/) },
            { inlineData: { mimeType: 'audio/mp3', data: 'AQID' } },
          ],
        },
      ],
      generationConfig: {},
    });
  });

  test('takes a recording by address', async () => {
    const { body } = await prepare({ audio: { url: 'gs://bucket/a.mp3' } });
    expect(body).toMatchObject({ contents: [{ parts: [{}, { fileData: { fileUri: 'gs://bucket/a.mp3' } }] }] });
  });

  test('asks for JSON where times are wanted', async () => {
    const { body } = await prepare({ timestamps: true });
    expect(body).toMatchObject({
      contents: [{ parts: [{ text: expect.stringContaining('in seconds') }, {}] }],
      generationConfig: {
        responseMimeType: 'application/json',
        responseJsonSchema: { properties: { segments: { type: 'array' } } },
      },
    });
  });

  test('gives the text', async () => {
    const usageMetadata = {
      promptTokenCount: 145,
      candidatesTokenCount: 10,
      totalTokenCount: 179,
      thoughtsTokenCount: 24,
    };
    const output = await hear({
      ...answering([{ text: 'Hm', thought: true }, { text: ' Hello there.\n' }]),
      usageMetadata,
    });
    expect(output).toMatchObject({ text: 'Hello there.', usage: { inputTokens: 145, outputTokens: 34 } });
    expect(output).not.toHaveProperty('chunks');
  });

  test('gives the times in seconds', async () => {
    const segments = [
      { start: 0, end: 1.5, text: 'Hello.' },
      { start: 1.5, end: null, text: ' Good bye. ' },
    ];
    const output = await hear(answering([{ text: JSON.stringify({ segments }) }]), { timestamps: true });
    expect(output).toMatchObject({ text: 'Hello. Good bye.' });
    expect(output.chunks).toEqual([
      { start: 0, end: 1.5, text: 'Hello.' },
      { start: 1.5, text: 'Good bye.' },
    ]);
  });

  test('silence is an empty transcript', async () => {
    expect(await hear(answering([]))).toMatchObject({ text: '' });
    const silent = await hear(answering([{ text: '{"segments":[]}' }]), { timestamps: true });
    expect([silent.text, silent.chunks]).toEqual(['', []]);
  });

  test.each([
    ['a transcript that was cut', answering([{ text: 'Hello' }], 'MAX_TOKENS'), false, 'in shorter pieces'],
    ['a filtered one', answering([], 'SPII'), false, 'filtered the transcript (SPII)'],
    ['segments that are no JSON', answering([{ text: 'Hello' }]), true, 'the segments are not JSON'],
    ['segments of another shape', answering([{ text: '{"segments":[{}]}' }]), true, 'segments.0'],
  ])('%s is an error', async (_, body, timestamps, words) => {
    await expect(hear(body, { timestamps })).rejects.toMatchObject({
      code: 'bad-response',
      message: expect.stringContaining(words),
    });
  });

  test.each<[name: string, audio: unknown, words: string]>([
    ['nothing', undefined, 'audio is missing'],
    ['a name', 'a.mp3', 'audio is missing'],
    ['an empty recording', { mediaType: 'audio/mp3', data: new Uint8Array() }, 'audio is empty'],
    ['an empty Blob', new Blob([], { type: 'audio/mp3' }), 'audio is empty'],
    ['a picture', { mediaType: 'image/png', data: Uint8Array.of(1) }, 'audio is image/png'],
    ['the address of a picture', { mediaType: 'image/png', url: 'gs://bucket/a.png' }, 'audio is image/png'],
  ])('%s is refused', async (_, given, words) => {
    await expect(prepare({ audio: given as Input['audio'] })).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining(words),
    });
  });

  test('a film and a Blob without a type are taken', async () => {
    for (const given of [{ mediaType: 'video/mp4', data: 'AQID' }, new Blob([Uint8Array.of(1)])]) {
      expect((await prepare({ audio: given })).body).toHaveProperty('contents.0.parts.1.inlineData.data');
    }
  });
});
