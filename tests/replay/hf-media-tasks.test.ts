import { describe, expect, test } from 'vitest';
import type { ExpectedFacts } from '../../scripts/replay/witness/expectation.ts';
import { expectTask } from '../../scripts/replay/witness/hf-tasks.ts';
import { fingerprintOf, mediaTypeOf } from '../../scripts/replay/witness/media.ts';

const linked = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]);
const address = 'https://files.test/a.png';
const held = new Uint8Array([0xff, 0xd8, 0xff, 2]);
const base64 = Buffer.from(held).toString('base64');

function facts(task: string, body: unknown): ExpectedFacts {
  const sent = body instanceof Uint8Array ? body : JSON.stringify(body);
  const [expectation] = expectTask(task, sent, { texts: [], linked: (asked) => (asked === address ? linked : held) });
  if (expectation?.kind !== 'answer') throw new Error(`expected an answer, got ${JSON.stringify(expectation)}`);
  return expectation.facts;
}

test('bytes are told apart by their beginning and their digest', () => {
  expect(mediaTypeOf(linked)).toBe('image/png');
  expect(mediaTypeOf(held)).toBe('image/jpeg');
  expect(mediaTypeOf(new TextEncoder().encode('fLaC'))).toBe('audio/flac');
  expect(mediaTypeOf(new Uint8Array())).toBe('application/octet-stream');
  expect(fingerprintOf(held).sha256).not.toBe(fingerprintOf(linked).sha256);
});

describe('pictures', () => {
  test('are the answer itself', () => {
    expect(facts('text-to-image', held)).toEqual({ images: [[fingerprintOf(held)]] });
    expect(facts('text-to-speech', held)).toEqual({ audio: [fingerprintOf(held)] });
  });

  test.each([
    [{ data: [{ b64_json: base64 }] }],
    [{ images: [{ image: base64 }] }],
    [{ images: [{ url: `data:image/jpeg;base64,${base64}` }] }],
  ])('are held by an answer: %j', (body) => {
    expect(facts('text-to-image', body)).toEqual({ images: [[fingerprintOf(held)]] });
  });

  test.each([[{ images: [{ url: address }] }], [{ data: [{ url: address }] }], [{ output: [address] }]])(
    'lie where an answer points: %j',
    (body) => {
      expect(facts('text-to-image', body)).toEqual({ images: [[fingerprintOf(linked)]] });
    },
  );
});

test('labels of pictures and sounds come best first', () => {
  const best = [
    { label: 'b', score: 0.9 },
    { label: 'a', score: 0.1 },
  ];
  for (const task of ['image-classification', 'zero-shot-image-classification', 'audio-classification']) {
    expect(facts(task, best.toReversed())).toEqual({ labels: [best] });
  }
});

test('what is found in a picture has its box or its mask, in the order of the answer or best first', () => {
  const box = { xmin: 1, ymin: 2, xmax: 3, ymax: 4 };
  const cat = { label: 'cat', score: 0.1, box };
  const dog = { label: 'dog', score: 0.9, box };
  expect(facts('object-detection', [cat, dog])).toEqual({
    objects: [
      [cat, dog],
      [dog, cat],
    ],
  });
  const segment = { label: 'cat', score: 0.1, mask: fingerprintOf(held) };
  expect(facts('image-segmentation', [{ label: 'cat', score: 0.1, mask: base64 }])).toEqual({
    segments: [[segment], [segment]],
  });
});

test('answers about a picture may keep their places or not', () => {
  const answer = { answer: 'us-001', score: 0.6, start: 16, end: 16 };
  const bare = { text: 'us-001', score: 0.6 };
  const readings = { answers: [[{ ...bare, start: 16, end: 16 }], [bare]] };
  expect(facts('document-question-answering', [answer])).toEqual(readings);
  expect(facts('visual-question-answering', answer)).toEqual(readings);
});

test('captions and transcripts are texts, with the times of their parts in seconds', () => {
  expect(facts('image-to-text', [{ generated_text: 'a giraffe ' }])).toEqual({ text: ['a giraffe '] });
  expect(facts('automatic-speech-recognition', { text: 'HE' })).toEqual({ text: ['HE'], chunks: [undefined] });
  const chunks = [{ text: ' He', timestamp: [0, 1.5] }];
  expect(facts('automatic-speech-recognition', { text: ' He', chunks })).toEqual({
    text: [' He'],
    chunks: [[{ text: ' He', start: 0, end: 1.5 }]],
  });
});
