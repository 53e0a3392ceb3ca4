import type { TaskName } from '@x/core';
import { expect, test } from 'vitest';
import { type Case, labelled, official, provider, served } from './official.ts';

const drawer = 'stabilityai/stable-diffusion-xl-base-1.0';
const speaker = 'espnet/kan-bayashi_ljspeech_vits';

/** What the two are asked about is a picture and a sound that the server has made. */
const [image] = (await provider.run('text-to-image', { model: drawer, prompt: 'A cat on a sofa' })).images;
if (image === undefined) throw new Error('the server drew no picture');
const { audio } = await provider.run('text-to-speech', { model: speaker, text: 'Good morning, everybody' });

interface Bytes {
  readonly mediaType: string;
  readonly data: Uint8Array;
}

const blobOf = ({ mediaType, data }: Bytes) => new Blob([Uint8Array.from(data)], { type: mediaType });
const bytesOf = async (blob: Blob): Promise<Bytes> => ({ mediaType: blob.type, data: await blob.bytes() });

const picture = blobOf(image);
const sound = blobOf(audio);
const labels = ['cat', 'dog'];
const question = 'What is it?';
const models = {
  imageClassifier: 'google/vit-base-patch16-224',
  zeroShot: 'openai/clip-vit-base-patch32',
  detector: 'facebook/detr-resnet-50',
  segmenter: 'facebook/detr-resnet-50-panoptic',
  captioner: 'Salesforce/blip-image-captioning-base',
  visual: 'dandelin/vilt-b32-finetuned-vqa',
  document: 'impira/layoutlm-document-qa',
  editor: 'timbrooks/instruct-pix2pix',
  listener: 'openai/whisper-large-v3',
  soundClassifier: 'superb/hubert-large-superb-er',
} as const;

/** The official client gives the first of several answers. */
const first = <Item>(items: readonly Item[]): readonly Item[] => items.slice(0, 1);

const cases: Readonly<Partial<Record<TaskName, Case>>> = {
  'text-to-image': {
    theirs: async () => {
      const blob = await official.textToImage(
        { ...served, model: drawer, inputs: 'A dog', parameters: { width: 64, height: 32, seed: 7 } },
        { outputType: 'blob' },
      );
      return [await bytesOf(blob)];
    },
    ours: async () =>
      (await provider.run('text-to-image', { model: drawer, prompt: 'A dog', size: '64x32', seed: 7 })).images,
  },
  'image-to-image': {
    theirs: async () => {
      const input = { ...served, model: models.editor, inputs: picture, parameters: { prompt: 'Make it blue' } };
      return [await bytesOf(await official.imageToImage(input))];
    },
    ours: async () =>
      (await provider.run('image-to-image', { model: models.editor, image, prompt: 'Make it blue' })).images,
  },
  'image-to-text': {
    theirs: async () =>
      (await official.imageToText({ ...served, model: models.captioner, data: picture })).generated_text,
    ours: async () => (await provider.run('image-to-text', { model: models.captioner, image })).text,
  },
  'image-classification': {
    theirs: async () =>
      labelled(await official.imageClassification({ ...served, model: models.imageClassifier, data: picture })),
    ours: async () => (await provider.run('image-classification', { model: models.imageClassifier, image })).labels,
  },
  'zero-shot-image-classification': {
    theirs: async () => {
      const inputs = { image: picture };
      const parameters = { candidate_labels: labels };
      return labelled(
        await official.zeroShotImageClassification({ ...served, model: models.zeroShot, inputs, parameters }),
      );
    },
    ours: async () =>
      (await provider.run('zero-shot-image-classification', { model: models.zeroShot, image, labels })).labels,
  },
  'object-detection': {
    theirs: async () => {
      const objects = await official.objectDetection({ ...served, model: models.detector, data: picture });
      return objects.map(({ label, score, box }) => ({ label, score, box }));
    },
    ours: async () => (await provider.run('object-detection', { model: models.detector, image })).objects,
  },
  'image-segmentation': {
    theirs: async () => {
      const segments = await official.imageSegmentation({ ...served, model: models.segmenter, inputs: picture });
      return segments.map(({ label, score, mask }) => ({ label, score, mask }));
    },
    ours: async () => {
      const { segments } = await provider.run('image-segmentation', { model: models.segmenter, image });
      return segments.map(({ mask, ...segment }) => ({ ...segment, mask: Buffer.from(mask.data).toString('base64') }));
    },
  },
  'visual-question-answering': {
    theirs: async () => {
      const inputs = { image: picture, question };
      const { answer, score } = await official.visualQuestionAnswering({ ...served, model: models.visual, inputs });
      return [{ text: answer, score }];
    },
    ours: async () =>
      first((await provider.run('visual-question-answering', { model: models.visual, image, question })).answers),
  },
  'document-question-answering': {
    theirs: async () => {
      const inputs = { image: picture, question };
      const { answer, score } = await official.documentQuestionAnswering({ ...served, model: models.document, inputs });
      return [{ text: answer, score }];
    },
    ours: async () => {
      const { answers } = await provider.run('document-question-answering', {
        model: models.document,
        image,
        question,
      });
      return first(answers).map(({ text, score }) => ({ text, score }));
    },
  },
  'automatic-speech-recognition': {
    theirs: async () =>
      (await official.automaticSpeechRecognition({ ...served, model: models.listener, data: sound })).text,
    ours: async () => (await provider.run('automatic-speech-recognition', { model: models.listener, audio })).text,
  },
  'audio-classification': {
    theirs: async () =>
      labelled(await official.audioClassification({ ...served, model: models.soundClassifier, data: sound })),
    ours: async () => (await provider.run('audio-classification', { model: models.soundClassifier, audio })).labels,
  },
  'text-to-speech': {
    theirs: async () => bytesOf(await official.textToSpeech({ ...served, model: speaker, inputs: 'Good night' })),
    ours: async () => (await provider.run('text-to-speech', { model: speaker, text: 'Good night' })).audio,
  },
};

test.each(Object.entries(cases))('the official client and ours say the same: %s', async (_, { theirs, ours }) => {
  const expected = await theirs();
  expect(expected).toBeTruthy();
  expect(expected).not.toEqual([]);
  expect(await ours()).toEqual(expected);
});
