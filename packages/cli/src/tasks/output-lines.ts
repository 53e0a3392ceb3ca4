import type { Answer, Fill, Label, MediaBytes, TaskName, TaskOutput } from '@x/core';

/** An answer for people: lines that are not yet safe to print. */
type Lines<K extends TaskName> = (output: TaskOutput<K>) => readonly string[];

const text = ({ text }: { readonly text: string }): readonly string[] => [text];

/** A score in its column, or a sign that the vendor stated none. */
const scored = (score: number | undefined): string => (score === undefined ? '    –' : score.toFixed(3));

const labels = ({ labels }: { readonly labels: readonly Label[] }): readonly string[] =>
  labels.map(({ label, score }) => `${scored(score)}  ${label}`);

const answers = ({ answers }: { readonly answers: readonly Answer[] }): readonly string[] =>
  answers.map(({ text, score }) => `${scored(score)}  ${text}`);

const images = ({ images }: { readonly images: readonly MediaBytes[] }): readonly string[] => images.map(mediaLine);

const mediaLine = ({ mediaType, data }: MediaBytes): string => `${mediaType}, ${data.byteLength} bytes`;

const fillLine = ({ token, text, score }: Fill): string => `${scored(score)}  ${token}  ${text}`;

/** How many numbers of a vector are shown. */
const shownNumbers = 4;

function vectorLine(vector: Float32Array): string {
  const first = [...vector.subarray(0, shownNumbers)].map((value) => value.toFixed(4)).join(', ');
  return `${vector.length} numbers: ${first}${vector.length > shownNumbers ? ', …' : ''}`;
}

const span = (start: number | undefined, end: number | undefined): string =>
  start === undefined ? '' : `  ${start}–${end ?? ''}`;

/** A task that is added to the contract and forgotten here does not compile. */
const linesByTask: { readonly [K in TaskName]: Lines<K> } = {
  chat: ({ text, toolCalls }) => [text, ...toolCalls.map(({ name, rawArguments }) => `→ ${name}(${rawArguments})`)],
  'text-generation': text,
  summarization: text,
  translation: text,
  'text-classification': labels,
  'zero-shot-classification': labels,
  'token-classification': ({ entities }) =>
    entities.map(({ label, text, score, start, end }) => `${scored(score)}  ${label}  ${text}${span(start, end)}`),
  'question-answering': answers,
  'table-question-answering': ({ answers }) =>
    answers.map(({ text, cells, aggregator }) => [text, aggregator, cells?.join(', ')].filter(Boolean).join('  ')),
  'fill-mask': ({ fills }) => fills.flatMap((mask, place) => [...(place === 0 ? [] : ['']), ...mask.map(fillLine)]),
  'sentence-similarity': ({ scores }) => scores.map((score, place) => `${scored(score)}  sentence ${place + 1}`),
  'text-ranking': ({ ranking }) => ranking.map(({ index, score }) => `${scored(score)}  document ${index + 1}`),
  embedding: ({ vectors }) => vectors.map(vectorLine),
  moderation: (output) => [output.flagged ? 'flagged' : 'not flagged', ...labels(output)],
  'text-to-image': images,
  'image-to-image': images,
  'image-to-text': text,
  'image-classification': labels,
  'zero-shot-image-classification': labels,
  'object-detection': ({ objects }) =>
    objects.map(({ label, score, box: { xmin, ymin, xmax, ymax } }) => {
      return `${scored(score)}  ${label}  (${xmin}, ${ymin}) to (${xmax}, ${ymax})`;
    }),
  'image-segmentation': ({ segments }) =>
    segments.map(({ label, score, mask }) => `${scored(score)}  ${label}  ${mediaLine(mask)}`),
  'visual-question-answering': answers,
  'document-question-answering': answers,
  'automatic-speech-recognition': ({ text, chunks = [] }) => [
    text,
    ...chunks.map(({ text, start, end }) => `${start}–${end ?? ''} s  ${text}`),
  ],
  'audio-classification': labels,
  'text-to-speech': ({ audio }) => [mediaLine(audio)],
};

/** An answer in lines that a person reads; not yet safe to print. */
export const outputLines = <K extends TaskName>(task: K, output: TaskOutput<K>): readonly string[] =>
  linesByTask[task](output);

/** Every image, mask and sound of an answer, in order. */
export function mediaOf(value: unknown): readonly MediaBytes[] {
  if (isMedia(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(mediaOf);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  // What the vendor sent is kept there as it came, and is no part of the answer.
  return Object.entries(value).flatMap(([name, member]) => (name === 'meta' ? [] : mediaOf(member)));
}

const isMedia = (value: unknown): value is MediaBytes =>
  typeof value === 'object' && value !== null && 'data' in value && value.data instanceof Uint8Array;
