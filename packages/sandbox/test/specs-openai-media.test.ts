import { describe, expect, it } from 'vitest';
import { getJson, postJson } from './support/call.ts';
import { type Fields, postForm } from './support/form.ts';
import { picture, sound } from './support/media.ts';
import { specsFolder } from './support/shared.ts';
import { openaiChecks } from './support/specification.ts';

const absent = specsFolder === undefined;
const reason = absent ? ' (skipped: there are no specifications beside this repository)' : '';

const bodies: Readonly<Record<string, readonly [path: string, body: object, component: string]>> = {
  'pictures as bytes': [
    'images/generations',
    { model: 'gpt-image-1', prompt: 'a cat', quality: 'low' },
    'ImagesResponse',
  ],
  'pictures at addresses': ['images/generations', { prompt: 'a cat', size: '256x256', n: 2 }, 'ImagesResponse'],
  'moderation of a text': ['moderations', { input: 'I will kill you' }, 'CreateModerationResponse'],
  'moderation of parts': [
    'moderations',
    { input: [{ type: 'image_url', image_url: { url: 'https://e.org/a.png' } }] },
    'CreateModerationResponse',
  ],
};

const forms: Readonly<Record<string, readonly [path: string, fields: Fields, component: string]>> = {
  'an edited picture': [
    'images/edits',
    { model: 'gpt-image-1', prompt: 'in winter', image: picture },
    'ImagesResponse',
  ],
  'a transcript': [
    'audio/transcriptions',
    { model: 'gpt-4o-transcribe', file: sound },
    'CreateTranscriptionResponseJson',
  ],
  'a transcript with segments': [
    'audio/transcriptions',
    { model: 'whisper-1', file: sound, response_format: 'verbose_json', 'timestamp_granularities[]': 'word' },
    'CreateTranscriptionResponseVerboseJson',
  ],
};

describe.skipIf(absent)(`pictures, sounds and moderation and OpenAI's specification${reason}`, () => {
  it.each(Object.entries(bodies))('%s', async (_, [path, body, component]) => {
    expect(openaiChecks()(component)(await postJson(`/openai/v1/${path}`, body))).toEqual([]);
  });

  it.each(Object.entries(forms))('%s', async (_, [path, fields, component]) => {
    const answer = await (await postForm(`/openai/v1/${path}`, fields)).json();
    expect(openaiChecks()(component)(answer)).toEqual([]);
  });

  it('one model', async () => {
    expect(openaiChecks()('Model')(await getJson('/openai/v1/models/gpt-4o'))).toEqual([]);
  });
});
