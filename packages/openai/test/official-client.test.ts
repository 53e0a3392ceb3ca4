import type { TaskInput, TaskOutput } from '@x/core';
import OpenAI, { AzureOpenAI, toFile } from 'openai';
import { describe, expect, test } from 'vitest';
import { flac, jpeg, mp3, png, pngBase64 } from './media.ts';
import { provider } from './provider.ts';
import { entriesOf, type Seen, stubFetch } from './stub.ts';

type Provider = ReturnType<typeof provider>;

/** One call as both make it, against the same answer, and what each says of it in one shape. */
interface Case {
  readonly name: string;
  readonly respond: () => Response;
  readonly theirs: (client: OpenAI) => Promise<unknown>;
  readonly ours: (client: Provider) => Promise<unknown>;
}

const imagesOf = async (work: Promise<TaskOutput<'text-to-image'>>) => {
  const { images, usage, warnings } = await work;
  return { images, tokens: usage?.totalTokens, warnings };
};
const drawn = (input: TaskInput<'text-to-image'>) => (client: Provider) => imagesOf(client.run('text-to-image', input));
const edited = (input: TaskInput<'image-to-image'>) => (client: Provider) =>
  imagesOf(client.run('image-to-image', input));
const said = (input: TaskInput<'text-to-speech'>) => async (client: Provider) =>
  (await client.run('text-to-speech', input)).audio;
const heard = (input: TaskInput<'automatic-speech-recognition'>) => async (client: Provider) => {
  const { text, chunks = [] } = await client.run('automatic-speech-recognition', input);
  return { text, chunks };
};
const judged = (input: TaskInput<'moderation'>) => async (client: Provider) => {
  const { flagged, labels } = await client.run('moderation', input);
  return { flagged, scores: Object.fromEntries(labels.map(({ label, score }) => [label, score])) };
};

const images = () =>
  Response.json({
    created: 1,
    data: [{ b64_json: pngBase64 }, { b64_json: pngBase64 }],
    output_format: 'png',
    usage: { input_tokens: 3, output_tokens: 40, total_tokens: 43 },
  });
const readImages = ({ data, output_format, usage }: OpenAI.ImagesResponse) => ({
  images: data?.map(({ b64_json = '' }) => ({
    mediaType: `image/${output_format}`,
    data: Uint8Array.from(Buffer.from(b64_json, 'base64')),
  })),
  tokens: usage?.total_tokens,
  warnings: [],
});

const spoken = (bytes: Uint8Array<ArrayBuffer>, type: string) => () =>
  new Response(bytes, { headers: { 'content-type': type } });
const readSpeech = async (response: Response) => ({
  mediaType: response.headers.get('content-type'),
  data: await response.bytes(),
});

const segments = [
  { id: 0, text: ' Hello', start: 0, end: 1.5 },
  { id: 1, text: ' you', start: 1.5, end: 2.25 },
];
const scores = { hate: 0.01, violence: 0.9, 'self-harm/intent': 0.2 };
const image = { mediaType: 'image/png', data: png, filename: 'cat.png' } as const;
const mask = { mediaType: 'image/png', data: png, filename: 'mask.png' } as const;
const recording = { mediaType: 'audio/flac', data: flac, filename: 'talk.flac' } as const;
const pngFile = (name: string) => toFile(png, name, { type: 'image/png' });
const flacFile = () => toFile(flac, 'talk.flac', { type: 'audio/flac' });

const cases: readonly Case[] = [
  {
    name: 'images',
    respond: images,
    theirs: async (client) => readImages(await client.images.generate({ model: 'gpt-image-1', prompt: 'A cat' })),
    ours: drawn({ model: 'gpt-image-1', prompt: 'A cat' }),
  },
  {
    name: 'images with settings',
    respond: images,
    theirs: async (client) => {
      const settings = { size: '1024x1024', n: 2, quality: 'low', background: 'transparent' } as const;
      return readImages(await client.images.generate({ model: 'gpt-image-1', prompt: 'A cat', ...settings }));
    },
    ours: drawn({
      model: 'gpt-image-1',
      prompt: 'A cat',
      size: '1024x1024',
      count: 2,
      parameters: { quality: 'low', background: 'transparent' },
    }),
  },
  {
    name: 'images of DALL·E',
    respond: images,
    theirs: async (client) => {
      const settings = { n: 1, response_format: 'b64_json', style: 'natural' } as const;
      return readImages(await client.images.generate({ model: 'dall-e-3', prompt: 'A cat', ...settings }));
    },
    ours: drawn({ model: 'dall-e-3', prompt: 'A cat', count: 1, parameters: { style: 'natural' } }),
  },
  {
    name: 'an edit',
    respond: images,
    theirs: async (client) =>
      readImages(await client.images.edit({ model: 'gpt-image-1', prompt: 'Blue', image: await pngFile('cat.png') })),
    ours: edited({ model: 'gpt-image-1', prompt: 'Blue', image }),
  },
  {
    name: 'an edit with a mask and settings',
    respond: images,
    theirs: async (client) => {
      const files = { image: await pngFile('cat.png'), mask: await pngFile('mask.png') };
      const settings = { size: '1024x1024', n: 2, input_fidelity: 'high' } as const;
      return readImages(await client.images.edit({ model: 'gpt-image-1', prompt: 'Blue', ...files, ...settings }));
    },
    ours: edited({
      model: 'gpt-image-1',
      prompt: 'Blue',
      image,
      mask,
      size: '1024x1024',
      parameters: { n: 2, input_fidelity: 'high' },
    }),
  },
  {
    name: 'an edit of DALL·E, its image a JPEG without a name',
    respond: images,
    theirs: async (client) => {
      const file = await toFile(jpeg, 'image.jpg', { type: 'image/jpeg' });
      const settings = { model: 'dall-e-2', prompt: 'Blue', response_format: 'b64_json' } as const;
      return readImages(await client.images.edit({ ...settings, image: file }));
    },
    ours: edited({ model: 'dall-e-2', prompt: 'Blue', image: new Blob([jpeg], { type: 'image/jpeg' }) }),
  },
  {
    name: 'speech',
    respond: spoken(mp3, 'audio/mpeg'),
    theirs: async (client) =>
      readSpeech(await client.audio.speech.create({ model: 'tts-1', input: 'Hello', voice: 'alloy' })),
    ours: said({ model: 'tts-1', text: 'Hello' }),
  },
  {
    name: 'speech with settings',
    respond: spoken(flac, 'audio/flac'),
    theirs: async (client) => {
      const settings = { voice: 'nova', response_format: 'flac', speed: 1.5, instructions: 'Softly' } as const;
      return readSpeech(await client.audio.speech.create({ model: 'gpt-4o-mini-tts', input: 'Hello', ...settings }));
    },
    ours: said({
      model: 'gpt-4o-mini-tts',
      text: 'Hello',
      voice: 'nova',
      format: 'flac',
      parameters: { speed: 1.5, instructions: 'Softly' },
    }),
  },
  {
    name: 'a transcript',
    respond: () => Response.json({ text: 'Hello you' }),
    theirs: async (client) => {
      const file = await flacFile();
      const { text } = await client.audio.transcriptions.create({ model: 'gpt-4o-transcribe', file });
      return { text, chunks: [] };
    },
    ours: heard({ model: 'gpt-4o-transcribe', audio: recording }),
  },
  {
    name: 'a transcript with times, in a language, with settings',
    respond: () => Response.json({ text: 'Hello you', language: 'english', duration: 2.25, segments }),
    theirs: async (client) => {
      const { text, segments: timed } = await client.audio.transcriptions.create({
        model: 'whisper-1',
        file: await flacFile(),
        language: 'en',
        response_format: 'verbose_json',
        timestamp_granularities: ['segment'],
        temperature: 0,
        prompt: 'Names: Ada',
      });
      return { text, chunks: timed?.map(({ text: words, start, end }) => ({ text: words, start, end })) };
    },
    ours: heard({
      model: 'whisper-1',
      audio: recording,
      language: 'en',
      timestamps: true,
      parameters: { temperature: 0, prompt: 'Names: Ada' },
    }),
  },
  {
    name: 'a transcript by speakers',
    respond: () => Response.json({ text: 'Hello you', segments }),
    theirs: async (client) => {
      const answer: object = await client.audio.transcriptions.create({
        model: 'gpt-4o-transcribe-diarize',
        file: await flacFile(),
        response_format: 'diarized_json',
        chunking_strategy: 'auto',
        known_speaker_names: ['Ada', 'Bob'],
      });
      // The client's types know no answer of this form; it hands the body on.
      expect(answer).toEqual({ text: 'Hello you', segments });
      return { text: 'Hello you', chunks: segments.map(({ id: _, ...chunk }) => chunk) };
    },
    ours: heard({
      model: 'gpt-4o-transcribe-diarize',
      audio: recording,
      timestamps: true,
      parameters: { known_speaker_names: ['Ada', 'Bob'] },
    }),
  },
  {
    name: 'a moderation',
    respond: () => Response.json({ id: 'modr-1', model: 'm', results: [{ flagged: true, category_scores: scores }] }),
    theirs: async (client) => {
      const { results } = await client.moderations.create({ model: 'omni-moderation-latest', input: 'Hello' });
      const [verdict] = results;
      return { flagged: verdict?.flagged, scores: verdict?.category_scores };
    },
    ours: judged({ model: 'omni-moderation-latest', text: 'Hello' }),
  },
];

/** A request as plain data; the order of a form's fields is chance in the official client. */
async function requestOf(seen: readonly Seen[]) {
  // Before it sends a form, the official client tries what `fetch` does with one, at an address that leads nowhere.
  const [request, another] = seen.filter(({ url }) => url.startsWith('https:'));
  if (request === undefined || another !== undefined) throw new Error('one request was expected');
  const { method, url, body } = request;
  const sent = body instanceof FormData ? [...(await entriesOf(body))].sort(byName) : body;
  return { method: method.toUpperCase(), url, body: sent };
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) => one.localeCompare(other);

describe('the official client sends the same and reads the same', () => {
  test.each(cases)('$name', async ({ respond, theirs, ours }) => {
    const official = stubFetch(respond);
    const client = new OpenAI({ apiKey: 'k', maxRetries: 0, fetch: official.fetch });
    const expected = await theirs(client);
    const own = stubFetch(respond);
    const found = await ours(provider({ apiKey: 'k', fetch: own.fetch }));
    expect(await requestOf(own.seen)).toEqual(await requestOf(official.seen));
    expect(found).toEqual(expected);
  });
});

describe('the official client for Azure calls the same place with the same key', () => {
  const completion = { choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }] };
  const complete = () => Response.json(completion);
  const speak = spoken(mp3, 'audio/mpeg');
  const endpoint = 'https://name.openai.azure.com';
  const apiVersion = '2024-10-21';

  test.each([
    ['a resource', endpoint, { endpoint }],
    ['a deployment', `${endpoint}/openai/deployments/mine`, { endpoint, deployment: 'mine' }],
  ])('%s', async (_, place, options) => {
    const baseUrl = `${place}?api-version=${apiVersion}`;
    const official = stubFetch(complete);
    const client = new AzureOpenAI({ apiKey: 'k', apiVersion, maxRetries: 0, fetch: official.fetch, ...options });
    const messages = [{ role: 'user', content: 'Hi' }] as const;
    await client.chat.completions.create({ model: 'gpt-4o', messages: [...messages] });
    const own = stubFetch(complete);
    await provider({ baseUrl, apiKey: 'k', fetch: own.fetch }).run('chat', { model: 'gpt-4o', messages });
    expect(await requestOf(own.seen)).toEqual(await requestOf(official.seen));
    for (const name of ['api-key', 'authorization']) {
      expect(own.seen[0]?.headers.get(name)).toBe(official.seen[0]?.headers.get(name));
    }
  });

  test('speech', async () => {
    const official = stubFetch(speak);
    const client = new AzureOpenAI({ apiKey: 'k', apiVersion, maxRetries: 0, fetch: official.fetch, endpoint });
    await client.audio.speech.create({ model: 'tts', input: 'Hi', voice: 'alloy' });
    const own = stubFetch(speak);
    const azure = provider({ baseUrl: `${endpoint}?api-version=${apiVersion}`, apiKey: 'k', fetch: own.fetch });
    await azure.run('text-to-speech', { model: 'tts', text: 'Hi' });
    expect(await requestOf(own.seen)).toEqual(await requestOf(official.seen));
  });
});
