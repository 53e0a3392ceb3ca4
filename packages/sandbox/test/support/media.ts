import { toBase64 } from '../../src/media/base64.ts';
import { encodePng } from '../../src/media/png.ts';
import { encodeWav } from '../../src/media/wav.ts';

/** A chequered picture of 40 by 30 pixels. */
export const picture = encodePng({ width: 40, height: 30, isSet: (column, row) => (column + row) % 2 === 0 });
export const pictureText = toBase64(picture);

/** Half a second of silence. */
export const sound = encodeWav(new Array<number>(4000).fill(0), 8000);
export const soundText = toBase64(sound);

/** Bytes that are no medium. */
export const noMedium = Uint8Array.from([1, 2, 254, 255]);

/** The bytes of an answer as base64, which compares as bytes do not. */
export async function bytesOf(answer: Blob | Response): Promise<string> {
  return toBase64(new Uint8Array(await answer.arrayBuffer()));
}

/** The smallest request of each media task on hf-inference, with a model that has it. */
export const mediaCalls = {
  'image-classification': ['google/vit-base-patch16-224', picture],
  'object-detection': ['facebook/detr-resnet-50', picture],
  'image-segmentation': ['facebook/detr-resnet-50-panoptic', { inputs: pictureText }],
  'image-to-text': ['nlpconnect/vit-gpt2-image-captioning', picture],
  'zero-shot-image-classification': [
    'openai/clip-vit-base-patch32',
    { inputs: pictureText, parameters: { candidate_labels: ['cat', 'dog'] } },
  ],
  'visual-question-answering': [
    'dandelin/vilt-b32-finetuned-vqa',
    { inputs: { image: pictureText, question: 'How many cats?' } },
  ],
  'document-question-answering': [
    'impira/layoutlm-document-qa',
    { inputs: { image: pictureText, question: 'What is the invoice number?' } },
  ],
  'text-to-image': ['black-forest-labs/FLUX.1-schnell', { inputs: 'a cat' }],
  'image-to-image': ['timbrooks/instruct-pix2pix', picture],
  'text-to-speech': ['facebook/mms-tts-eng', { inputs: 'Hello there' }],
  'automatic-speech-recognition': ['openai/whisper-large-v3', sound],
  'audio-classification': ['superb/hubert-large-superb-er', sound],
} as const satisfies Readonly<Record<string, readonly [model: string, body: Uint8Array<ArrayBuffer> | object]>>;
