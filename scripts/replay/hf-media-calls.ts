/** One call of the Hugging Face adapter for each task whose input or answer is a picture or a sound. */
import { createHash } from 'node:crypto';
import { modelAsked, textsAsked } from './asked.ts';
import type { Calls } from './hf-call.ts';
import type { Recorded } from './recordings.ts';
import { AUDIO, PICTURE } from './stand-in-media.ts';
import { at, listAt, parseJson, stringAt } from './witness/json.ts';

type MediaTask =
  | 'text-to-image'
  | 'image-to-image'
  | 'image-to-text'
  | 'image-classification'
  | 'zero-shot-image-classification'
  | 'object-detection'
  | 'image-segmentation'
  | 'visual-question-answering'
  | 'document-question-answering'
  | 'automatic-speech-recognition'
  | 'audio-classification'
  | 'text-to-speech';

export const MEDIA_CALLS: Calls<MediaTask> = {
  'text-to-image': async (hf, recorded) => {
    const prompt = textsAsked(recorded)[0] ?? 'A tortoise';
    return picturesOf(await hf.run('text-to-image', { model: model(recorded), prompt }));
  },
  'image-to-image': async (hf, recorded) =>
    picturesOf(await hf.run('image-to-image', { ...imageInput(recorded), prompt: 'A tortoise' })),
  'image-to-text': async (hf, recorded) => ({ text: (await hf.run('image-to-text', imageInput(recorded))).text }),
  'image-classification': async (hf, recorded) => ({
    labels: (await hf.run('image-classification', imageInput(recorded))).labels,
  }),
  'zero-shot-image-classification': async (hf, recorded) => {
    const input = { ...imageInput(recorded), labels: labelsAsked(recorded) };
    return { labels: (await hf.run('zero-shot-image-classification', input)).labels };
  },
  'object-detection': async (hf, recorded) => ({
    objects: (await hf.run('object-detection', imageInput(recorded))).objects,
  }),
  'image-segmentation': async (hf, recorded) => {
    const { segments } = await hf.run('image-segmentation', imageInput(recorded));
    return { segments: segments.map(({ mask, ...segment }) => ({ ...segment, mask: fingerprint(mask) })) };
  },
  'visual-question-answering': async (hf, recorded) => ({
    answers: (await hf.run('visual-question-answering', questionInput(recorded))).answers,
  }),
  'document-question-answering': async (hf, recorded) => ({
    answers: (await hf.run('document-question-answering', questionInput(recorded))).answers,
  }),
  'automatic-speech-recognition': async (hf, recorded) => {
    const input = { ...audioInput(recorded), timestamps: hasChunks(recorded) };
    const { text, chunks } = await hf.run('automatic-speech-recognition', input);
    return { text, chunks };
  },
  'audio-classification': async (hf, recorded) => ({
    labels: (await hf.run('audio-classification', audioInput(recorded))).labels,
  }),
  'text-to-speech': async (hf, recorded) => {
    const text = textsAsked(recorded)[0] ?? 'Hello';
    return { audio: fingerprint((await hf.run('text-to-speech', { model: model(recorded), text })).audio) };
  },
};

function model(recorded: Recorded): string {
  return modelAsked(recorded, 'any/model');
}

/** The pictures and sounds that were sent are not in the recordings; what stands in for them is not in the answer. */
function imageInput(recorded: Recorded) {
  return { model: model(recorded), image: PICTURE };
}

function audioInput(recorded: Recorded) {
  return { model: model(recorded), audio: AUDIO };
}

function questionInput(recorded: Recorded) {
  const question = stringAt(recorded.sent, 'inputs', 'question') ?? stringAt(recorded.sent, 'question') ?? 'What?';
  return { ...imageInput(recorded), question };
}

/** The labels that were asked for; where they were not kept, those that were answered. */
function labelsAsked({ sent, body }: Recorded): readonly string[] {
  const answer = typeof body === 'string' ? listAt(parseJson(body)) : [];
  const answered = answer.map((label) => stringAt(label, 'label') ?? '').filter((label) => label !== '');
  const asked = listAt(sent, 'parameters', 'candidate_labels').map(String);
  if (asked.length > 0) return asked;
  return answered.length > 0 ? answered : ['cat', 'dog'];
}

function hasChunks({ body }: Recorded): boolean {
  return typeof body === 'string' && at(parseJson(body), 'chunks') !== undefined;
}

interface Bytes {
  readonly mediaType: string;
  readonly data: Uint8Array;
}

function picturesOf({ images }: { readonly images: readonly Bytes[] }) {
  return { images: images.map(fingerprint) };
}

/** Bytes by their digest, so that a difference can be read. */
function fingerprint({ mediaType, data }: Bytes) {
  return { mediaType, sha256: createHash('sha256').update(data).digest('hex') };
}
