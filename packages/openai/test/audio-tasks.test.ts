import type { TaskInput } from '@x/core';
import { describe, expect, test } from 'vitest';
import { audio, flac, image, mp3, ogg, png, wav, webm } from './media.ts';
import { provider } from './provider.ts';
import { entriesOf, failureOf, giving, stubFetch } from './stub.ts';

const elsewhere = 'https://api.groq.com/openai/v1';

describe('text-to-speech', () => {
  type Input = TaskInput<'text-to-speech'>;
  const input: Input = { model: 'tts-1', text: 'Good morning' };

  test.each<readonly [string, Input, string | undefined, object]>([
    ['words alone', input, undefined, { model: 'tts-1', input: 'Good morning', voice: 'alloy' }],
    [
      'every setting',
      { ...input, voice: 'nova', format: 'wav', parameters: { speed: 2 } },
      undefined,
      { model: 'tts-1', input: 'Good morning', voice: 'nova', response_format: 'wav', speed: 2 },
    ],
    ['at a host with voices and formats of its own', input, elsewhere, { model: 'tts-1', input: 'Good morning' }],
    [
      'a format that only another host has',
      { ...input, format: 'mulaw' },
      elsewhere,
      { model: 'tts-1', input: 'Good morning', response_format: 'mulaw' },
    ],
  ])('%s', async (_, asked, baseUrl, body) => {
    const prepared = await provider({ baseUrl }).prepare('text-to-speech', asked);
    expect(prepared.url).toBe(`${baseUrl ?? 'https://api.openai.com/v1'}/audio/speech`);
    expect(JSON.parse(JSON.stringify(prepared.body))).toEqual(body);
    expect(prepared.warnings).toEqual([]);
  });

  test.each<readonly [string, Partial<Input>, string]>([
    ['an empty text', { text: '' }, 'text is empty'],
    ['an unknown format', { format: 'midi' }, 'mp3, opus'],
    ['a format by the name of something else', { format: 'toString' }, 'format'],
    ['a text that is too long', { text: 'a'.repeat(4_097) }, '4096'],
  ])('%s is refused before the call', async (_, wrong, says) => {
    const { fetch, seen } = stubFetch(() => Response.json({}));
    const error = await failureOf(provider({ apiKey: 'k', fetch }).run('text-to-speech', { ...input, ...wrong }));
    expect(error.code).toBe('invalid-request');
    expect(error.message).toContain(says);
    expect(seen).toEqual([]);
  });

  test('the longest text is counted in characters', async () => {
    const { body } = await provider().prepare('text-to-speech', { ...input, text: '🙂'.repeat(4_096) });
    expect(body).toMatchObject({ input: '🙂'.repeat(4_096) });
  });

  test.each<readonly [string | undefined, string, Uint8Array<ArrayBuffer>, string]>([
    [undefined, 'audio/mpeg', mp3, 'audio/mpeg'],
    ['wav', 'application/octet-stream', wav, 'audio/wav'],
    ['opus', 'audio/opus', ogg, 'audio/ogg'],
    ['aac', 'audio/aac', Uint8Array.of(1, 2, 3), 'audio/aac'],
    ['aac', 'application/octet-stream', Uint8Array.of(1, 2, 3), 'audio/aac'],
    ['pcm', 'audio/pcm', Uint8Array.of(0xff, 0xfb, 0, 0), 'audio/pcm'],
    ['pcm', 'application/octet-stream', Uint8Array.of(0xff, 0xfb, 0, 0), 'audio/pcm'],
    ['mulaw', 'application/octet-stream', Uint8Array.of(1, 2), 'application/octet-stream'],
  ])('%s as %s gives bytes and their type', async (format, type, bytes, mediaType) => {
    const { fetch } = stubFetch(() => new Response(bytes, { headers: { 'content-type': type } }));
    const output = await provider({ apiKey: 'k', fetch, baseUrl: elsewhere }).run('text-to-speech', {
      ...input,
      format,
    });
    expect(output.audio).toEqual({ mediaType, data: bytes });
  });

  test.each<readonly [string, () => Response, string]>([
    ['JSON', () => Response.json({ ok: true }), 'no audio'],
    ['no bytes', () => new Response(new Uint8Array(), { headers: { 'content-type': 'audio/mpeg' } }), 'empty'],
  ])('%s is no answer', async (_, respond, says) => {
    const { fetch } = stubFetch(respond);
    const error = await failureOf(provider({ apiKey: 'k', fetch }).run('text-to-speech', input));
    expect(error.code).toBe('bad-response');
    expect(error.message).toContain(says);
  });
});

describe('automatic-speech-recognition', () => {
  type Input = TaskInput<'automatic-speech-recognition'>;
  const input: Input = { model: 'whisper-1', audio };
  const flacFile = { name: 'audio.flac', type: 'audio/flac', bytes: [...flac] };

  test.each<readonly [string, Input, readonly (readonly [string, unknown])[], readonly string[]]>([
    ['a recording alone', input, [['file', flacFile]], []],
    [
      'a language',
      { ...input, language: 'de' },
      [
        ['file', flacFile],
        ['language', 'de'],
      ],
      [],
    ],
    [
      'a language with its region',
      { ...input, language: 'pt-BR' },
      [
        ['file', flacFile],
        ['language', 'pt'],
      ],
      ['language'],
    ],
    [
      'times',
      { ...input, timestamps: true },
      [
        ['file', flacFile],
        ['response_format', 'verbose_json'],
        ['timestamp_granularities[]', 'segment'],
      ],
      [],
    ],
    ['no times', { ...input, timestamps: false }, [['file', flacFile]], []],
    [
      'times of a model without',
      { ...input, model: 'gpt-4o-transcribe', timestamps: true },
      [['file', flacFile]],
      ['timestamps'],
    ],
    [
      'times of a model that tells speakers apart',
      { ...input, model: 'gpt-4o-transcribe-diarize', timestamps: true },
      [
        ['file', flacFile],
        ['response_format', 'diarized_json'],
        ['chunking_strategy', 'auto'],
      ],
      [],
    ],
    [
      "the vendor's own settings",
      { ...input, parameters: { prompt: 'Names: Ada', temperature: 0 } },
      [
        ['file', flacFile],
        ['prompt', 'Names: Ada'],
        ['temperature', '0'],
      ],
      [],
    ],
  ])('%s', async (_, asked, fields, warned) => {
    const { url, body, warnings } = await provider().prepare('automatic-speech-recognition', asked);
    expect(url).toBe('https://api.openai.com/v1/audio/transcriptions');
    expect(await entriesOf(body)).toEqual([['model', asked.model], ...fields]);
    expect(warnings.map(({ setting }) => setting)).toEqual(warned);
  });

  test.each<readonly [string, Input['audio'], string, string]>([
    ['mp3 by its bytes', new Blob([mp3]), 'audio.mp3', 'audio/mpeg'],
    [
      'WebM of a recorder',
      new Blob([webm], { type: 'audio/webm;codecs=opus' }),
      'audio.webm',
      'audio/webm;codecs=opus',
    ],
    ['m4a by its bytes', new Blob(['\0\0\0\x18ftypM4A ']), 'audio.m4a', 'audio/mp4'],
    ['a film', { mediaType: 'video/mp4', data: Uint8Array.of(1) }, 'audio.m4a', 'video/mp4'],
    ['a name of its own', new File([wav], 'talk.wav', { type: 'audio/wav' }), 'talk.wav', 'audio/wav'],
    ['a name without an end', { mediaType: 'audio/wav', data: wav, filename: 'talk' }, 'talk.wav', 'audio/wav'],
    ['a type that nobody knows', { mediaType: 'audio/x-new', data: Uint8Array.of(1) }, 'audio', 'audio/x-new'],
    ['no type at all', { mediaType: '', data: Uint8Array.of(1) }, 'audio', 'application/octet-stream'],
  ])('the vendor is told the format by the name: %s', async (_, recording, name, type) => {
    const { body } = await provider().prepare('automatic-speech-recognition', { ...input, audio: recording });
    const [, [, file] = []] = await entriesOf(body);
    expect(file).toMatchObject({ name, type });
  });

  test.each<readonly [string, unknown, string, string]>([
    ['nothing', undefined, 'invalid-request', 'audio is missing'],
    ['silence of no bytes', new Blob([]), 'invalid-request', 'audio is empty'],
    ['an image', image, 'invalid-request', 'audio is image/png'],
    ['an image that is called a sound', { mediaType: 'audio/wav', data: png }, 'invalid-request', 'image/png'],
    ['a place', { url: 'https://example.com/a.mp3' }, 'unsupported', 'audio by url'],
  ])('%s is refused before the call', async (_, recording, code, says) => {
    const { fetch, seen } = stubFetch(() => Response.json({ text: 'a' }));
    const asked = { ...input, audio: recording } as Input;
    const error = await failureOf(provider({ apiKey: 'k', fetch }).run('automatic-speech-recognition', asked));
    expect(error.code).toBe(code);
    expect(error.message).toContain(says);
    expect(seen).toEqual([]);
  });

  const segments = [
    { id: 0, text: ' Hello', start: 0, end: 1.5, tokens: [1] },
    { id: 1, text: ' you', start: 1.5, end: 2, tokens: [2] },
  ];
  test.each<readonly [string, boolean | undefined, object, object]>([
    ['text alone', undefined, { text: 'Hello you' }, { text: 'Hello you' }],
    [
      'times, in seconds',
      true,
      { task: 'transcribe', duration: 2, text: 'Hello you', segments, usage: { type: 'duration', seconds: 2 } },
      { text: 'Hello you', chunks: segments.map(({ text, start, end }) => ({ text, start, end })) },
    ],
    [
      'tokens, where they are what is billed',
      undefined,
      { text: 'Hello', usage: { type: 'tokens', input_tokens: 14, output_tokens: 3, total_tokens: 17 } },
      { text: 'Hello', usage: { inputTokens: 14, outputTokens: 3, totalTokens: 17 } },
    ],
    ['a recording in which nothing is said', undefined, { text: '' }, { text: '' }],
  ])('gives %s', async (_, timestamps, body, expected) => {
    const fetch = giving(body);
    const output = await provider({ apiKey: 'k', fetch }).run('automatic-speech-recognition', { ...input, timestamps });
    const { meta: _meta, warnings, ...rest } = output;
    expect(rest).toEqual(expected);
    expect(warnings).toEqual([]);
  });

  test('an answer without text is none', async () => {
    const fetch = giving({ segments });
    const error = await failureOf(provider({ apiKey: 'k', fetch }).run('automatic-speech-recognition', input));
    expect(error).toMatchObject({ code: 'bad-response', message: expect.stringContaining('text is missing') });
  });
});
