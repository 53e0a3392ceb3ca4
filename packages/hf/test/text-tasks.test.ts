import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { failureOf, giving, stubFetch } from './stub.ts';

const answering = (body: unknown) => hf({ fetch: giving(body), apiKey: 'hf_x' });
const model = 'org/model';
const text = 'My name is Ada and I live in Rome';
const bad = { code: 'bad-response', model };

type Shapes = readonly (readonly [what: string, body: unknown])[];

describe('summarization and translation', () => {
  const shapes = (field: string): Shapes => [
    ['a list', [{ [field]: 'short' }]],
    ['an object', { [field]: 'short' }],
    ['a batch of one', [[{ [field]: 'short' }]]],
    ['several of one text', [{ [field]: 'short' }, { [field]: 'other' }]],
    ['the general name', [{ generated_text: 'short' }]],
  ];
  test.each(shapes('summary_text'))('a summary in %s', async (_, body) => {
    const output = await answering(body).run('summarization', { model, text });
    expect(output).toMatchObject({ text: 'short', warnings: [], meta: { raw: body } });
  });
  test.each(shapes('translation_text'))('a translation in %s', async (_, body) => {
    expect((await answering(body).run('translation', { model, text })).text).toBe('short');
  });
  test.each([[[]], [[{}]], [[{ summary_text: 7 }]], ['short'], [null], [[{ translation_text: 'short' }]]])(
    '%j is no summary',
    async (body) => {
      expect(await failureOf(answering(body).run('summarization', { model, text }))).toMatchObject(bad);
    },
  );
  test('an empty summary is an answer', async () => {
    expect((await answering([{ summary_text: '' }]).run('summarization', { model, text })).text).toBe('');
  });
});

describe('text-classification', () => {
  const labels = [
    { label: 'NEGATIVE', score: 0.1 },
    { label: 'POSITIVE', score: 0.9 },
  ];
  const best = [labels[1], labels[0]];
  const shapes: readonly (readonly [string, unknown, unknown])[] = [
    ['a batch of one', [labels], best],
    ['a flat list', labels, best],
    ['one object', labels[0], [labels[0]]],
    ['no scores', [{ label: 'A' }, { label: 'B', score: null }], [{ label: 'A' }, { label: 'B' }]],
  ];
  test.each(shapes)('%s', async (_, body, expected) => {
    expect((await answering(body).run('text-classification', { model, text })).labels).toEqual(expected);
  });
  test.each([[[]], [[[]]], [[{ score: 1 }]], [[{ label: 1, score: 1 }]], [[{ label: 'A', score: '1' }]], [{}]])(
    '%j is no answer',
    async (body) => {
      expect(await failureOf(answering(body).run('text-classification', { model, text }))).toMatchObject(bad);
    },
  );
});

describe('zero-shot-classification', () => {
  const input = { model, text, labels: ['life', 'work'] };
  const expected = [
    { label: 'work', score: 0.8 },
    { label: 'life', score: 0.2 },
  ];
  const sideBySide = { sequence: text, labels: ['life', 'work'], scores: [0.2, 0.8] };
  const shapes: Shapes = [
    ['an object', sideBySide],
    ['a list of it', [sideBySide]],
    ['a list of labels', [...expected].reverse()],
    ['a batch of such a list', [[...expected].reverse()]],
  ];
  test.each(shapes)('%s', async (_, body) => {
    expect((await answering(body).run('zero-shot-classification', input)).labels).toEqual(expected);
  });
  test.each([[{ ...sideBySide, scores: [1] }], [{ ...sideBySide, labels: [] }], [[]], [[{ sequence: text }]]])(
    '%j is no answer',
    async (body) => {
      expect(await failureOf(answering(body).run('zero-shot-classification', input))).toMatchObject(bad);
    },
  );
  test('labels and their independence are sent, and labels are needed', async () => {
    const { body } = await hf().prepare('zero-shot-classification', { ...input, multiLabel: true });
    expect(body).toEqual({ inputs: text, parameters: { candidate_labels: ['life', 'work'], multi_label: true } });
    const error = await failureOf(hf().run('zero-shot-classification', { ...input, labels: [] }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('labels is empty') });
  });
});

describe('token-classification', () => {
  const place = { word: 'Ada', score: 0.9, start: 11, end: 14 };
  const entity = { label: 'PER', text: 'Ada', score: 0.9, start: 11, end: 14 };
  const shapes: readonly (readonly [string, unknown, unknown])[] = [
    ['joined tokens', [{ entity_group: 'PER', ...place }], [entity]],
    ['single tokens', [{ entity: 'I-PER', index: 4, ...place }], [{ ...entity, label: 'I-PER' }]],
    ['a batch of one', [[{ entity_group: 'PER', ...place }]], [entity]],
    ['no places', [{ entity: 'PER', word: 'Ada', start: null, end: null }], [{ label: 'PER', text: 'Ada' }]],
    ['nothing found', [], []],
  ];
  test.each(shapes)('%s', async (_, body, expected) => {
    expect((await answering(body).run('token-classification', { model, text })).entities).toEqual(expected);
  });
  test.each([[{}], [[place]], [[{ entity: 'PER', start: 1, end: 2 }]], [[{ entity: 'PER', ...place, start: 'x' }]]])(
    '%j is no answer',
    async (body) => {
      expect(await failureOf(answering(body).run('token-classification', { model, text }))).toMatchObject(bad);
    },
  );
});

describe('question-answering', () => {
  const input = { model, question: 'Where?', context: text };
  const found = { answer: 'Rome', score: 0.9, start: 29, end: 33 };
  const answer = { text: 'Rome', score: 0.9, start: 29, end: 33 };
  const other = { answer: 'Ada', score: 0.95, start: 11, end: 14 };
  const shapes: readonly (readonly [string, unknown, unknown])[] = [
    ['an object', found, [answer]],
    ['a list', [found], [answer]],
    ['several, best first', [found, other], [{ ...other, text: 'Ada', answer: undefined }, answer]],
    [
      'no answer in the context',
      { answer: '', score: 0.5, start: 0, end: 0 },
      [{ text: '', score: 0.5, start: 0, end: 0 }],
    ],
  ];
  test.each(shapes)('%s', async (_, body, expected) => {
    expect((await answering(body).run('question-answering', input)).answers).toEqual(expected);
  });
  test.each([[[]], [{ score: 1 }], ['Rome']])('%j is no answer', async (body) => {
    expect(await failureOf(answering(body).run('question-answering', input))).toMatchObject(bad);
  });
  test.each(['question', 'context'])('an empty %s is refused', async (field) => {
    const error = await failureOf(hf().run('question-answering', { ...input, [field]: ' ' }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining(field) });
  });
});

describe('fill-mask', () => {
  const input = { model, text: 'I live in [MASK].' };
  const wire = (token: string, score: number) => ({
    score,
    token: 1,
    token_str: token,
    sequence: `I live in ${token}.`,
  });
  const fill = (token: string, score: number) => ({ token, text: `I live in ${token}.`, score });
  const shapes: readonly (readonly [string, unknown, unknown])[] = [
    ['one mask', [wire('Rome', 0.3), wire('peace', 0.6)], [[fill('peace', 0.6), fill('Rome', 0.3)]]],
    ['two masks', [[wire('a', 0.6)], [wire('b', 0.5)]], [[fill('a', 0.6)], [fill('b', 0.5)]]],
    ['a batch of one', [[wire('a', 0.6)]], [[fill('a', 0.6)]]],
  ];
  test.each(shapes)('%s', async (_, body, expected) => {
    expect((await answering(body).run('fill-mask', input)).fills).toEqual(expected);
  });
  test.each([[[]], [[[]]], [[{ token_str: 'a' }]], [{}]])('%j is no answer', async (body) => {
    expect(await failureOf(answering(body).run('fill-mask', input))).toMatchObject(bad);
  });
  test('a text without a mask is refused before anything is sent', async () => {
    const error = await failureOf(hf().run('fill-mask', { model, text: 'I live in Rome.' }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('[MASK]') });
  });
  test.each(['[MASK]', '<mask>', '<special1>', '[gMASK]'])('%s is a mask', async (mask) => {
    const { body } = await hf().prepare('fill-mask', { model, text: `I live in ${mask}` });
    expect(body).toEqual({ inputs: `I live in ${mask}` });
  });
});

describe('requests', () => {
  test('settings of the caller are merged over our own', async () => {
    const { body } = await hf().prepare('translation', {
      model,
      text,
      from: 'en_XX',
      to: 'fr_XX',
      parameters: { max_length: 40, tgt_lang: 'de_DE' },
      providerOptions: { hf: { num_beams: 2 }, openai: { user: 'x' } },
    });
    const parameters = { src_lang: 'en_XX', tgt_lang: 'de_DE', max_length: 40, num_beams: 2 };
    expect(body).toEqual({ inputs: text, parameters });
  });

  test('an empty text is refused before anything is sent', async () => {
    const { fetch, seen } = stubFetch(() => Response.json([]));
    const provider = hf({ fetch, apiKey: 'hf_x' });
    for (const task of ['summarization', 'translation', 'text-classification', 'token-classification'] as const) {
      expect(await failureOf(provider.run(task, { model, text: '\n' }))).toMatchObject({ code: 'invalid-request' });
    }
    expect(seen).toEqual([]);
  });
});
