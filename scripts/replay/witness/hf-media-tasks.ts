/** Reads the answers of the tasks with pictures and sounds, as `hf-tasks.ts` does those with texts. */
import type { ExpectedFacts } from './expectation.ts';
import { at, isRecord, listAt, numberAt, stringAt } from './json.ts';
import { asList, readLabels } from './labels.ts';
import { type Fingerprint, fingerprintOf, fingerprintOfText } from './media.ts';

/** The bytes that an address in an answer leads to. */
export type Linked = (address: string) => Uint8Array;
type MediaReader = (body: unknown, linked: Linked) => ExpectedFacts;

export const MEDIA_READERS: Readonly<Record<string, MediaReader>> = {
  'text-to-image': readPictures,
  'image-to-image': readPictures,
  'image-to-text': (body) => ({ text: [stringAt(asList(body)[0], 'generated_text')] }),
  'image-classification': (body) => ({ labels: [readLabels(listAt(body))] }),
  'zero-shot-image-classification': (body) => ({ labels: [readLabels(listAt(body))] }),
  'audio-classification': (body) => ({ labels: [readLabels(listAt(body))] }),
  'object-detection': (body) => ({ objects: inEitherOrder(listAt(body).map(readObject)) }),
  'image-segmentation': (body) => ({ segments: inEitherOrder(listAt(body).map(readSegment)) }),
  'visual-question-answering': readAnswers,
  'document-question-answering': readAnswers,
  'automatic-speech-recognition': (body) => ({ text: [stringAt(body, 'text')], chunks: [readChunks(body)] }),
};

/** An answer that is the picture or the sound itself. */
export function expectBytes(task: string, bytes: Uint8Array): ExpectedFacts {
  const print = fingerprintOf(bytes);
  return task === 'text-to-speech' ? { audio: [print] } : { images: [[print]] };
}

interface Scored {
  readonly score: number | undefined;
}

/** The contract names no order for what is found in a picture. */
function inEitherOrder<Found extends Scored>(found: readonly Found[]): readonly unknown[] {
  return [found, found.toSorted((left, right) => (right.score ?? 0) - (left.score ?? 0))];
}

function readObject(object: unknown) {
  return { label: stringAt(object, 'label'), score: numberAt(object, 'score'), box: at(object, 'box') };
}

function readSegment(segment: unknown) {
  const mask = fingerprintOfText(stringAt(segment, 'mask') ?? '');
  return { label: stringAt(segment, 'label'), score: numberAt(segment, 'score'), mask };
}

/** Places in a document count its words, and not characters as in a text: an adapter may leave them out. */
function readAnswers(body: unknown): ExpectedFacts {
  const answers = asList(body).map((answer) => ({
    text: stringAt(answer, 'answer'),
    score: numberAt(answer, 'score'),
  }));
  const placed = asList(body).map((answer, place) => ({
    ...answers[place],
    start: numberAt(answer, 'start'),
    end: numberAt(answer, 'end'),
  }));
  return { answers: [placed, answers] };
}

function readChunks(body: unknown): readonly unknown[] | undefined {
  if (at(body, 'chunks') === undefined) return undefined;
  return listAt(body, 'chunks').map((chunk) => ({
    text: stringAt(chunk, 'text'),
    start: numberAt(chunk, 'timestamp', 0),
    end: numberAt(chunk, 'timestamp', 1),
  }));
}

/** Other providers than Hugging Face answer with JSON that holds pictures, or only says where they lie. */
function readPictures(body: unknown, linked: Linked): ExpectedFacts {
  const pictures = ['images', 'data', 'output'].flatMap((field) => listAt(body, field));
  return { images: [pictures.map((picture) => readPicture(picture, linked))] };
}

function readPicture(picture: unknown, linked: Linked): Fingerprint | undefined {
  const held = stringAt(picture, 'b64_json') ?? stringAt(picture, 'image');
  if (held !== undefined) return fingerprintOfText(held);
  const address = isRecord(picture) ? stringAt(picture, 'url') : picture;
  if (typeof address !== 'string') return undefined;
  return address.startsWith('data:') ? fingerprintOfText(address) : fingerprintOf(linked(address));
}
