import { describe, expect, it } from 'vitest';
import { postModel } from './support/call.ts';
import { bytesOf, mediaCalls, noMedium, picture, pictureText, sound, soundText } from './support/media.ts';

async function answerOf(model: string, body: Uint8Array<ArrayBuffer> | object): Promise<unknown> {
  return (await postModel(model, body)).json();
}

describe('media tasks of Hugging Face', () => {
  it.each(Object.entries(mediaCalls))('%s: the same request, the same bytes', async (_, [model, body]) => {
    const [once, again] = await Promise.all([postModel(model, body), postModel(model, body)]);
    expect(once.status).toBe(200);
    expect(await bytesOf(once)).toBe(await bytesOf(again));
  });

  it('takes raw bytes and base64 for the same', async () => {
    const model = 'facebook/detr-resnet-50';
    const raw = await answerOf(model, picture);
    expect(await answerOf(model, { inputs: pictureText })).toEqual(raw);
    expect(await answerOf(model, { inputs: `data:image/png;base64,${pictureText}` })).toEqual(raw);
    expect(await answerOf(model, { inputs: pictureText, parameters: { threshold: 1 } })).toEqual([]);
  });

  it.each([
    ['a/model-of-nothing-known', picture, 'label'],
    ['some/image-captioning', picture, 'generated_text'],
    ['some/yolo', picture, 'box'],
    ['a/model-of-nothing-known', sound, 'text'],
    ['a/model-of-nothing-known', { inputs: { image: pictureText, question: 'How many?' } }, 'answer'],
    ['some/docvqa', { inputs: { image: pictureText, question: 'How many?' } }, 'start'],
    ['a/model-of-nothing-known', { inputs: { query: 'a', table: { a: ['b'] } } }, 'cells'],
    ['a/model-of-nothing-known', { query: 'a', texts: ['b'] }, 'index'],
  ])('judges %s by what it is sent: %#', async (model, body, field) => {
    expect(JSON.stringify(await answerOf(model, body))).toContain(`"${field}":`);
  });

  it('gives chunks of speech with their times on request', async () => {
    const model = 'openai/whisper-large-v3';
    const ask = (timestamps: unknown) =>
      answerOf(model, { inputs: soundText, parameters: { return_timestamps: timestamps } });
    const text = `[sandbox] ${sound.length} bytes of audio/wav came, and nobody listened.`;
    expect(await ask(true)).toEqual({
      text,
      chunks: [
        { text: `[sandbox] ${sound.length} bytes of audio/wav came,`, timestamp: [0, 0.25] },
        { text: ' and nobody listened.', timestamp: [0.25, 0.5] },
      ],
    });
    expect(await ask('word')).toMatchObject({ text, chunks: { length: text.split(' ').length } });
    expect(await ask(false)).toEqual({ text });
  });

  it.each([
    ['an image that is none', 'facebook/detr-resnet-50', noMedium, /Error in `inputs`: Invalid image/u],
    ['base64 that is none', 'facebook/detr-resnet-50', { inputs: '***' }, /Error in `inputs`: Invalid image/u],
    ['a sound for an image', 'google/vit-base-patch16-224', sound, /Invalid image/u],
    ['an image for a sound', 'openai/whisper-large-v3', picture, /Error in `inputs`: Malformed soundfile/u],
    ['no labels', 'openai/clip-vit-base-patch32', picture, /Error in `parameters`: field required/u],
    ['no question', 'dandelin/vilt-b32-finetuned-vqa', { inputs: { image: pictureText } }, /`inputs.question`/u],
    ['no prompt', 'black-forest-labs/FLUX.1-schnell', {}, /Error in `inputs`: field required/u],
    ['too large a picture', 'black-forest-labs/FLUX.1-schnell', { inputs: 'x', parameters: { width: 9000 } }, /width/u],
    ['no text', 'facebook/mms-tts-eng', { inputs: ' ' }, /`inputs`/u],
  ])('refuses %s', async (_, model, body, words) => {
    const response = await postModel(model, body);
    expect(response.status).toBe(400);
    const { error } = await response.json();
    expect(error).toEqual([expect.stringMatching(words)]);
  });

  it('draws other pictures for other prompts, seeds and models', async () => {
    const draw = async (model: string, body: object) => bytesOf(await postModel(model, body));
    const first = await draw('black-forest-labs/FLUX.1-schnell', { inputs: 'a cat' });
    const others = [
      draw('black-forest-labs/FLUX.1-schnell', { inputs: 'a dog' }),
      draw('black-forest-labs/FLUX.1-schnell', { inputs: 'a cat', parameters: { seed: 1 } }),
      draw('stabilityai/stable-diffusion-xl-base-1.0', { inputs: 'a cat' }),
    ];
    for (const other of await Promise.all(others)) expect(other).not.toBe(first);
  });
});
