import { describe, expect, it } from 'vitest';
import { sandbox } from '../src/index.ts';
import { toBase64 } from '../src/media/base64.ts';
import { readImageHeader } from '../src/media/image-size.ts';
import { base, framesOf, post, postJson } from './support/call.ts';
import { postForm } from './support/form.ts';
import { noMedium, picture, sound } from './support/media.ts';

const generations = '/openai/v1/images/generations';
const edits = '/openai/v1/images/edits';
const transcriptions = '/openai/v1/audio/transcriptions';
const speech = '/openai/v1/audio/speech';

const refusedBodies: Readonly<
  Record<string, readonly [path: string, body: object, param: string | null, code: string | null]>
> = {
  'no prompt': [generations, { model: 'gpt-image-1' }, 'prompt', 'missing_required_parameter'],
  'a format that the model does not know': [
    generations,
    { model: 'gpt-image-1', prompt: 'a', response_format: 'url' },
    'response_format',
    'unknown_parameter',
  ],
  'a size that the model does not draw': [
    generations,
    { model: 'dall-e-3', prompt: 'a', size: '256x256' },
    'size',
    'invalid_value',
  ],
  'two at once': [generations, { model: 'dall-e-3', prompt: 'a', n: 2 }, 'n', 'invalid_value'],
  'too many': [generations, { model: 'gpt-image-1', prompt: 'a', n: 11 }, 'n', 'integer_above_max_value'],
  'a prompt that is blocked': [generations, { model: 'sandbox/prompt-block', prompt: 'a' }, null, 'moderation_blocked'],
  'an edit of nothing': [edits, { prompt: 'a' }, 'image', 'missing_required_parameter'],
  'an edit of no image': [
    edits,
    { prompt: 'a', images: [{ image_url: 'data:image/png;base64,AAAA' }] },
    'images[0].image_url',
    'invalid_image_file',
  ],
  'speech without a voice': [speech, { model: 'tts-1', input: 'a' }, 'voice', 'missing_required_parameter'],
  'speech too fast': [
    speech,
    { model: 'tts-1', input: 'a', voice: 'alloy', speed: 5 },
    'speed',
    'integer_above_max_value',
  ],
  'no moderation input': ['/openai/v1/moderations', {}, 'input', 'missing_required_parameter'],
  'more texts than an embeddings request takes': [
    '/openai/v1/embeddings',
    { model: 'm', input: Array.from({ length: 2049 }, () => 'a') },
    'input',
    'array_above_max_length',
  ],
};

const refusedForms: Readonly<
  Record<string, readonly [path: string, fields: Parameters<typeof postForm>[1], param: string, code: string | null]>
> = {
  'no file': [transcriptions, { model: 'whisper-1' }, 'file', 'missing_required_parameter'],
  'no sound': [transcriptions, { model: 'whisper-1', file: noMedium }, 'file', null],
  'a format of another model': [
    transcriptions,
    { model: 'gpt-4o-transcribe', file: sound, response_format: 'verbose_json' },
    'response_format',
    'unsupported_value',
  ],
  'no image': [edits, { model: 'gpt-image-1', prompt: 'a', image: noMedium }, 'image[0]', 'invalid_image_file'],
};

describe('pictures, sounds and moderation are refused:', () => {
  it.each(Object.entries(refusedBodies))('%s', async (_, [path, body, param, code]) => {
    const response = await post(path, body);
    expect(await response.json()).toMatchObject({ error: { param, code } });
    expect(response.status).toBe(400);
  });

  it.each(Object.entries(refusedForms))('%s', async (_, [path, fields, param, code]) => {
    const response = await postForm(path, fields);
    expect(await response.json()).toMatchObject({ error: { param, code } });
    expect(response.status).toBe(400);
  });

  it('a form that is cut off', async () => {
    const headers = { authorization: 'Bearer k', 'content-type': 'multipart/form-data; boundary=x' };
    const response = await sandbox().fetch(base + transcriptions, { method: 'POST', headers, body: '--x\r\nhalf' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('multipart');
  });

  it('models that OpenAI does not have', async () => {
    expect((await post(generations, { model: 'does-not-exist', prompt: 'a' })).status).toBe(404);
  });
});

describe('pictures', () => {
  it('are the same at their address as in bytes, in this process too', async () => {
    const own = sandbox();
    const request = { model: 'dall-e-2', prompt: 'a cat', size: '256x256' };
    const asked = async (format: string) =>
      (
        await own.fetch('https://api.openai.com/v1/images/generations', {
          method: 'POST',
          headers: { authorization: 'Bearer k' },
          body: JSON.stringify({ ...request, response_format: format }),
        })
      ).json();
    const { data: places } = await asked('url');
    const { data: texts } = await asked('b64_json');
    expect(places[0].url).toMatch(/^https:\/\/api\.openai\.com\/v1\/sandbox-pictures\/256x256-/u);
    const bytes = new Uint8Array(await (await own.fetch(places[0].url)).arrayBuffer());
    expect(toBase64(bytes)).toBe(texts[0].b64_json);
    expect(readImageHeader(bytes)).toMatchObject({ width: 256, height: 256 });
  });

  it('are not at other addresses', async () => {
    const response = await sandbox().fetch(`${base}/openai/v1/sandbox-pictures/9999x1-ab.png`);
    expect(response.status).toBe(404);
  });

  it('are edited out of addresses too', async () => {
    const image_url = `data:image/png;base64,${toBase64(picture)}`;
    const body = { model: 'gpt-image-1', prompt: 'a', images: [{ image_url }, { image_url: 'https://e.org/a.png' }] };
    expect(await postJson(edits, body)).toMatchObject({ data: [{ b64_json: expect.any(String) }] });
  });
});

describe('sounds', () => {
  it('are streamed as events where asked', async () => {
    const body = { model: 'gpt-4o-mini-tts', input: 'Hello', voice: 'alloy', stream_format: 'sse' };
    const { frames } = await framesOf(await post(speech, body));
    expect(frames[0]).toContain('"speech.audio.delta"');
    expect(frames.at(-1)).toMatch(/"speech.audio.done".*"total_tokens"/u);
  });

  it.each([
    ['srt', /^1\n00:00:00,000 --> 00:00:00,\d{3}\n\[sandbox\]/u],
    ['vtt', /^WEBVTT\n\n00:00:00\.000 --> 00:00:00\.\d{3}\n\[sandbox\]/u],
  ])('are written as %s', async (format, words) => {
    const response = await postForm(transcriptions, { model: 'whisper-1', file: sound, response_format: format });
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/u);
    expect(await response.text()).toMatch(words);
  });
});

describe('faults of pictures and sounds', () => {
  it.each([
    ['empty', { data: [] }],
    ['wrong-shape', { sandbox: 'JSON that carries no answer' }],
  ])('%s', async (name, expected) => {
    const own = sandbox({ slowFrameDelay: 1 });
    expect(await postJson(generations, { model: `sandbox/${name}`, prompt: 'a', size: '64x64' }, own)).toMatchObject(
      expected,
    );
  });

  it('429 of a form', async () => {
    expect((await postForm(transcriptions, { model: 'sandbox/429', file: sound })).status).toBe(429);
  });

  it('a text that is slow or cut', async () => {
    const written = async (name: string): Promise<string> => {
      const fields = { model: `sandbox/${name}`, file: sound, response_format: 'text' };
      return (await postForm(transcriptions, fields, sandbox({ slowFrameDelay: 1 }))).text();
    };
    const [whole, slow, cut] = [await written('sound'), await written('slow'), await written('cut-stream')];
    expect(slow).toBe(whole);
    expect(whole.startsWith(cut) && cut.length < whole.length).toBe(true);
  });

  it('a stream of a transcript that is cut', async () => {
    const fields = { model: 'sandbox/cut-stream', file: sound, stream: 'true' };
    const { frames } = await framesOf(await postForm(transcriptions, fields));
    expect(frames.join('')).toContain('transcript.text.delta');
    expect(frames.join('')).not.toContain('transcript.text.done');
  });

  it('a stream of speech that fails', async () => {
    const body = { model: 'sandbox/error-mid', input: 'Hello there', voice: 'alloy', stream_format: 'sse' };
    const { frames } = await framesOf(await post(speech, body));
    expect(frames.at(-1)).toContain('"server_error"');
  });
});
