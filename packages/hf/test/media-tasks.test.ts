import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { audio, image, png, pngBase64 } from './media.ts';
import { failureOf, giving } from './stub.ts';

const answering = (body: unknown) => hf({ fetch: giving(body), apiKey: 'hf_x' });
const model = 'org/model';
const bad = { code: 'bad-response', model };

type Shapes = readonly (readonly [what: string, body: unknown, expected: unknown])[];

const cat = { label: 'cat', score: 0.9 };
const dog = { label: 'dog', score: 0.1 };
const labelled: Shapes = [
  ['a list', [dog, cat], [cat, dog]],
  ['a batch of one', [[dog, cat]], [cat, dog]],
  ['one object', cat, [cat]],
  ['no scores', [{ label: 'cat' }], [{ label: 'cat' }]],
];
const noLabels: readonly (readonly [unknown])[] = [[[]], [{}], [[{ score: 1 }]], [[{ label: 1 }]]];

describe('image-classification', () => {
  test.each(labelled)('%s', async (_, body, expected) => {
    const output = await answering(body).run('image-classification', { model, image });
    expect(output).toMatchObject({ labels: expected, warnings: [], meta: { raw: body } });
  });
  test.each(noLabels)('%j is no answer', async (body) => {
    expect(await failureOf(answering(body).run('image-classification', { model, image }))).toMatchObject(bad);
  });
});

describe('zero-shot-image-classification', () => {
  const input = { model, image, labels: ['dog', 'cat'] };
  test.each(labelled)('%s', async (_, body, expected) => {
    expect((await answering(body).run('zero-shot-image-classification', input)).labels).toEqual(expected);
  });
  test.each([[[]], [['cat', ' ']]])('labels %j are refused', async (labels) => {
    const error = await failureOf(hf().run('zero-shot-image-classification', { ...input, labels }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('labels') });
  });
});

describe('audio-classification', () => {
  test.each(labelled)('%s', async (_, body, expected) => {
    expect((await answering(body).run('audio-classification', { model, audio })).labels).toEqual(expected);
  });
});

describe('object-detection', () => {
  const box = { xmin: 1, ymin: 2, xmax: 30, ymax: 40 };
  const shapes: Shapes = [
    [
      'a list, best first',
      [
        { ...dog, box },
        { ...cat, box },
      ],
      [
        { ...cat, box },
        { ...dog, box },
      ],
    ],
    ['a batch of one', [[{ ...cat, box }]], [{ ...cat, box }]],
    ['no scores', [{ label: 'cat', box }], [{ label: 'cat', box }]],
    ['nothing found', [], []],
  ];
  test.each(shapes)('%s', async (_, body, expected) => {
    expect((await answering(body).run('object-detection', { model, image })).objects).toEqual(expected);
  });
  test.each([[{}], [[cat]], [[{ box }]], [[{ ...cat, box: { xmin: 1 } }]]])('%j is no answer', async (body) => {
    expect(await failureOf(answering(body).run('object-detection', { model, image }))).toMatchObject(bad);
  });
});

describe('image-segmentation', () => {
  const mask = { mediaType: 'image/png', data: png };
  const shapes: Shapes = [
    [
      'several masks, best first',
      [
        { ...dog, mask: pngBase64 },
        { ...cat, mask: pngBase64 },
      ],
      [
        { ...cat, mask },
        { ...dog, mask },
      ],
    ],
    ['one mask', [{ ...cat, mask: pngBase64 }], [{ ...cat, mask }]],
    ['a batch of one', [[{ ...cat, mask: pngBase64 }]], [{ ...cat, mask }]],
    ['a data: address', [{ ...cat, mask: `data:image/png;base64,${pngBase64}` }], [{ ...cat, mask }]],
    ['no score', [{ label: 'sky', score: null, mask: pngBase64 }], [{ label: 'sky', mask }]],
    ['nothing found', [], []],
  ];
  test.each(shapes)('%s', async (_, body, expected) => {
    expect((await answering(body).run('image-segmentation', { model, image })).segments).toEqual(expected);
  });
  test.each([[{}], [[cat]], [[{ ...cat, mask: '' }]], [[{ ...cat, mask: 'not base64!' }]]])(
    '%j is no answer',
    async (body) => {
      expect(await failureOf(answering(body).run('image-segmentation', { model, image }))).toMatchObject(bad);
    },
  );
});

describe('image-to-text', () => {
  test.each([
    ['a list', [{ generated_text: 'a cat' }]],
    ['an object', { generated_text: 'a cat' }],
    ['a batch of one', [[{ generated_text: 'a cat' }]]],
  ])('%s', async (_, body) => {
    expect((await answering(body).run('image-to-text', { model, image })).text).toBe('a cat');
  });
  test.each([[[]], [{}], [[{ generated_text: 1 }]]])('%j is no answer', async (body) => {
    expect(await failureOf(answering(body).run('image-to-text', { model, image }))).toMatchObject(bad);
  });
});

describe.each(['visual-question-answering', 'document-question-answering'] as const)('%s', (task) => {
  const input = { model, image, question: 'How many?' };
  const shapes: Shapes = [
    [
      'a list, best first',
      [
        { answer: 'one', score: 0.1 },
        { answer: 'two', score: 0.9 },
      ],
      [
        { text: 'two', score: 0.9 },
        { text: 'one', score: 0.1 },
      ],
    ],
    ['an object', { answer: 'two', score: 0.9 }, [{ text: 'two', score: 0.9 }]],
    ['a batch of one', [[{ answer: 'two' }]], [{ text: 'two' }]],
    ['places of words', [{ answer: 'two', score: 0.9, start: 16, end: 16 }], [{ text: 'two', score: 0.9 }]],
  ];
  test.each(shapes)('%s', async (_, body, expected) => {
    expect((await answering(body).run(task, input)).answers).toEqual(expected);
  });
  test.each([[[]], [{}], [[{ score: 1 }]]])('%j is no answer', async (body) => {
    expect(await failureOf(answering(body).run(task, input))).toMatchObject(bad);
  });
  test('an image in base64 and a question are sent, and both are needed', async () => {
    const { body } = await hf().prepare(task, { ...input, parameters: { top_k: 2 } });
    expect(body).toEqual({ inputs: { image: pngBase64, question: 'How many?' }, parameters: { top_k: 2 } });
    const error = await failureOf(hf().run(task, { ...input, question: ' ' }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('question') });
  });
});

describe('automatic-speech-recognition', () => {
  const chunks = [
    { text: ' Hello', timestamp: [0, 1.5] },
    { text: ' you', timestamp: [1.5, null] },
  ];
  const timed = [
    { text: ' Hello', start: 0, end: 1.5 },
    { text: ' you', start: 1.5 },
  ];
  const shapes: Shapes = [
    ['text alone', { text: 'Hello you' }, { text: 'Hello you' }],
    ['a list', [{ text: 'Hello you' }], { text: 'Hello you' }],
    ['chunks', { text: 'Hello you', chunks }, { text: 'Hello you', chunks: timed }],
    ['chunks that are null', { text: 'Hello you', chunks: null }, { text: 'Hello you' }],
    ['silence', { text: '' }, { text: '' }],
  ];
  test.each(shapes)('%s', async (_, body, expected) => {
    const { meta, warnings, ...rest } = await answering(body).run('automatic-speech-recognition', { model, audio });
    expect(rest).toEqual(expected);
  });
  test.each([[[]], [{}], [{ text: 'x', chunks: [{ text: 'x' }] }], [{ text: 'x', chunks: [{ timestamp: [0, 1] }] }]])(
    '%j is no answer',
    async (body) => {
      expect(await failureOf(answering(body).run('automatic-speech-recognition', { model, audio }))).toMatchObject(bad);
    },
  );
  test('a language is left out with a warning', async () => {
    const { body, warnings } = await hf().prepare('automatic-speech-recognition', { model, audio, language: 'en' });
    expect(body).toBeInstanceOf(Blob);
    expect(warnings).toMatchObject([{ type: 'unsupported', setting: 'language' }]);
  });
});
