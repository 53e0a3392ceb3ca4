import { InferenceClient } from '@huggingface/inference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAudioHeader } from '../src/media/audio-header.ts';
import { fromBase64 } from '../src/media/base64.ts';
import { readImageHeader } from '../src/media/image-size.ts';
import { type ServedSandbox, serveSandbox } from '../src/node.ts';
import { bytesOf, mediaCalls, picture, sound } from './support/media.ts';
import { redirected } from './support/redirected.ts';

const provider = 'hf-inference';
const image = new Blob([picture], { type: 'image/png' });
const audio = new Blob([sound], { type: 'audio/wav' });

describe('media and tables, by the @huggingface/inference client against the sandbox on a port', () => {
  let served: ServedSandbox;
  let client: InferenceClient;

  beforeAll(async () => {
    served = await serveSandbox();
    client = new InferenceClient('hf_sandbox', { fetch: redirected(served.url), retry_on_error: false });
  });
  afterAll(() => served.close());

  function modelOf<Task extends keyof typeof mediaCalls>(
    task: Task,
  ): { provider: typeof provider; model: (typeof mediaCalls)[Task][0] } {
    return { provider, model: mediaCalls[task][0] };
  }

  it('classifies images, with the labels of the model or of the request', async () => {
    const labels = await client.imageClassification({ ...modelOf('image-classification'), inputs: image });
    expect(labels).toHaveLength(5);
    const some = await client.imageClassification({
      ...modelOf('image-classification'),
      data: image,
      parameters: { top_k: 2 },
    });
    expect(some.slice(0, 2)).toEqual(labels.slice(0, 2));
    const [label] = await client.zeroShotImageClassification({
      ...modelOf('zero-shot-image-classification'),
      inputs: { image },
      parameters: { candidate_labels: ['cat', 'dog'] },
    });
    expect(['cat', 'dog']).toContain(label?.label);
  });

  it('detects objects and cuts segments within the image', async () => {
    const objects = await client.objectDetection({ ...modelOf('object-detection'), inputs: image });
    for (const { box } of objects) {
      expect(0 <= box.xmin && box.xmin < box.xmax && box.xmax <= 40).toBe(true);
      expect(0 <= box.ymin && box.ymin < box.ymax && box.ymax <= 30).toBe(true);
    }
    const segments = await client.imageSegmentation({ ...modelOf('image-segmentation'), inputs: image });
    expect(segments.length).toBeGreaterThan(0);
    for (const { mask } of segments) {
      expect(readImageHeader(fromBase64(mask) ?? new Uint8Array())).toEqual({
        type: 'image/png',
        width: 40,
        height: 30,
      });
    }
  });

  it('captions and answers questions', async () => {
    const caption = await client.imageToText({ ...modelOf('image-to-text'), data: image });
    expect(caption.generated_text).toContain('[sandbox] a picture of 40 by 30 pixels');
    const visual = await client.visualQuestionAnswering({
      ...modelOf('visual-question-answering'),
      inputs: { image, question: 'Is it a cat?' },
    });
    expect(['yes', 'no']).toContain(visual.answer);
    const document = await client.documentQuestionAnswering({
      ...modelOf('document-question-answering'),
      inputs: { image, question: 'What is the invoice number?' },
    });
    expect(document).toMatchObject({ answer: expect.any(String), start: 0, end: 0 });
  });

  it('draws', async () => {
    const drawn = await client.textToImage(
      { ...modelOf('text-to-image'), inputs: 'a cat', parameters: { width: 24, height: 16 } },
      { outputType: 'blob' },
    );
    expect(await headerOf(drawn)).toEqual({ type: 'image/png', width: 24, height: 16 });
    const redrawn = await client.imageToImage({ ...modelOf('image-to-image'), inputs: image });
    expect(await headerOf(redrawn)).toEqual({ type: 'image/png', width: 40, height: 30 });
    const shaped = await client.imageToImage({
      ...modelOf('image-to-image'),
      inputs: image,
      parameters: { prompt: 'in winter' },
    });
    expect(await bytesOf(shaped)).not.toBe(await bytesOf(redrawn));
  });

  it('speaks, listens and tells sounds apart', async () => {
    const spoken = await client.textToSpeech({ ...modelOf('text-to-speech'), inputs: 'Hello there' });
    expect(spoken.type).toBe('audio/wav');
    const bytes = new Uint8Array(await spoken.arrayBuffer());
    expect(readAudioHeader(bytes)).toEqual({ type: 'audio/wav', seconds: 0.1 });
    const { text } = await client.automaticSpeechRecognition({
      ...modelOf('automatic-speech-recognition'),
      data: spoken,
    });
    expect(text).toBe(`[sandbox] ${bytes.length} bytes of audio/wav came, and nobody listened.`);
    const labels = await client.audioClassification({ ...modelOf('audio-classification'), data: audio });
    expect(labels.map(({ label }) => label).toSorted()).toEqual(['ang', 'hap', 'neu', 'sad']);
  });

  it('reads tables', async () => {
    const answer = await client.tableQuestionAnswering({
      provider,
      model: 'google/tapas-base-finetuned-wtq',
      inputs: {
        question: 'How many stars does the transformers repository have?',
        table: { Repository: ['Transformers', 'Datasets'], Stars: ['36542', '4512'] },
      },
    });
    expect(answer).toEqual({ answer: 'SUM > 36542', coordinates: [[0, 1]], cells: ['36542'], aggregator: 'SUM' });
  });
});

async function headerOf(file: Blob): Promise<unknown> {
  return readImageHeader(new Uint8Array(await file.arrayBuffer()));
}
