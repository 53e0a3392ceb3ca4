import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { failureOf, giving } from './stub.ts';

const answering = (body: unknown) => hf({ fetch: giving(body), apiKey: 'hf_x' });
const model = 'org/model';
const bad = { code: 'bad-response', model };
const router = 'https://router.huggingface.co/hf-inference/models/org/model';
const own = { baseUrl: 'http://localhost:8080' };

describe('sentence-similarity', () => {
  const input = { model, source: 'a cat', sentences: ['a dog', 'a kitten'] };
  test.each([
    ['numbers', [0.2, 0.9]],
    ['numbers under a name', { similarities: [0.2, 0.9] }],
  ])('%s, in the order of the sentences', async (_, body) => {
    expect((await answering(body).run('sentence-similarity', input)).scores).toEqual([0.2, 0.9]);
  });
  test.each([[[]], [[0.2]], [[0.2, 0.9, 1]], [{}], [['0.2', '0.9']]])('%j is no answer', async (body) => {
    expect(await failureOf(answering(body).run('sentence-similarity', input))).toMatchObject(bad);
  });
  test('where and what is asked', async () => {
    const inputs = { source_sentence: 'a cat', sentences: ['a dog', 'a kitten'] };
    const asked = await hf().prepare('sentence-similarity', input);
    expect(asked).toMatchObject({ url: `${router}/pipeline/sentence-similarity`, body: { inputs } });
    const local = await hf(own).prepare('sentence-similarity', { ...input, parameters: { truncate: true } });
    expect(local.url).toBe('http://localhost:8080/similarity');
    expect(local.body).toEqual({ inputs, parameters: { truncate: true } });
  });
  test.each([
    ['source', { ...input, source: '' }],
    ['sentences', { ...input, sentences: [] }],
    ['sentences.1', { ...input, sentences: ['a', ' '] }],
  ])('an empty %s is refused', async (name, asked) => {
    const error = await failureOf(hf().run('sentence-similarity', asked));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining(`${name} is empty`) });
  });
});

describe('text-ranking', () => {
  const input = { model, query: 'cats', documents: ['dogs', 'kittens'] };
  const ranks = [
    { index: 0, score: 0.1 },
    { index: 1, score: 0.9 },
  ];
  const best = [...ranks].reverse();
  test.each([
    ['a list, best first', ranks],
    ['a list under a name', { scores: ranks }],
    ['texts beside it', ranks.map((rank) => ({ ...rank, text: 'x' }))],
  ])('%s', async (_, body) => {
    expect((await answering(body).run('text-ranking', input)).ranking).toEqual(best);
  });
  test('fewer than were sent, where the caller asked for that', async () => {
    expect((await answering([ranks[1]]).run('text-ranking', input)).ranking).toEqual([ranks[1]]);
  });
  test.each([[[]], [{}], [[{ index: 2, score: 1 }]], [[ranks[0], ranks[0]]], [[{ index: 0 }]], [[0.1, 0.9]]])(
    '%j is no answer',
    async (body) => {
      expect(await failureOf(answering(body).run('text-ranking', input))).toMatchObject(bad);
    },
  );
  test('where and what is asked', async () => {
    const texts = { query: 'cats', texts: ['dogs', 'kittens'] };
    const asked = await hf().prepare('text-ranking', { ...input, parameters: { raw_scores: true } });
    expect(asked.url).toBe(`${router}/pipeline/text-ranking`);
    expect(asked.body).toEqual({ inputs: texts, parameters: { raw_scores: true } });
    const local = await hf(own).prepare('text-ranking', { ...input, parameters: { raw_scores: true } });
    expect(local.url).toBe('http://localhost:8080/rerank');
    expect(local.body).toEqual({ ...texts, raw_scores: true });
  });
  test('a place with a path of its own is taken as it is', async () => {
    const { url } = await hf({ baseUrl: 'http://localhost:8080/tei/rerank' }).prepare('text-ranking', input);
    expect(url).toBe('http://localhost:8080/tei/rerank');
    const asked = await hf({ baseUrl: 'http://localhost:8080/?route=a' }).prepare('text-ranking', input);
    expect(asked.url).toBe('http://localhost:8080/rerank?route=a');
  });
  test.each([
    ['query', { ...input, query: ' ' }],
    ['documents', { ...input, documents: [] }],
    ['documents.0', { ...input, documents: [''] }],
  ])('an empty %s is refused', async (name, asked) => {
    const error = await failureOf(hf().run('text-ranking', asked));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining(`${name} is empty`) });
  });
});

describe('table-question-answering', () => {
  const table = { Name: ['Ada', 'Grace'], Born: ['1815', '1906'] };
  const input = { model, question: 'Who is older?', table };
  const wire = { answer: 'AVERAGE > 1815', coordinates: [[0, 1]], cells: ['1815'], aggregator: 'AVERAGE' };
  const answer = { text: 'AVERAGE > 1815', coordinates: [[0, 1]], cells: ['1815'], aggregator: 'AVERAGE' };
  test.each([
    ['an object', wire, [answer]],
    ['a list', [wire], [answer]],
    ['a batch of one', [[wire]], [answer]],
    ['an answer alone', { answer: 'Ada', aggregator: null }, [{ text: 'Ada' }]],
  ])('%s', async (_, body, expected) => {
    expect((await answering(body).run('table-question-answering', input)).answers).toEqual(expected);
  });
  test.each([[[]], [{}], [{ ...wire, coordinates: [[0]] }], [{ ...wire, cells: [1] }]])(
    '%j is no answer',
    async (body) => {
      expect(await failureOf(answering(body).run('table-question-answering', input))).toMatchObject(bad);
    },
  );
  test('what is sent', async () => {
    const { body, url } = await hf().prepare('table-question-answering', input);
    expect(url).toBe(router);
    expect(body).toEqual({ inputs: { query: 'Who is older?', table } });
  });
  const refused: readonly (readonly [string, unknown, string])[] = [
    ['no columns', {}, 'table is empty'],
    ['no rows', { Name: [], Born: [] }, 'no rows'],
    ['ragged columns', { Name: ['Ada', 'Grace'], Born: ['1815'] }, 'column 2 of table has 1 cells and the first has 2'],
    ['a number in a cell', { Born: [1815] }, 'column 1 of table has no text in row 1'],
    ['a column that is no list', { Born: '1815' }, 'column 1 of table is no list'],
    ['a column that is nothing', { Born: null }, 'column 1 of table is no list'],
    ['no table', undefined, 'table is empty'],
  ];
  test.each(refused)('%s: refused', async (_, given, words) => {
    const asked = { ...input, table: given as typeof table };
    const error = await failureOf(hf().run('table-question-answering', asked));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining(words) });
  });
  test('an empty question is refused', async () => {
    const error = await failureOf(hf().run('table-question-answering', { ...input, question: '' }));
    expect(error).toMatchObject({ code: 'invalid-request' });
  });
});

describe('fill-mask with a mask of its own', () => {
  const parameters = { mask_token: '▁', top_k: 2 };
  test('it counts as a mask, and is none of the settings that are sent', async () => {
    const { body } = await hf().prepare('fill-mask', { model, text: 'I live in ▁', parameters });
    expect(body).toEqual({ inputs: 'I live in ▁', parameters: { top_k: 2 } });
  });
  test('a text without it is refused, whatever else stands in brackets', async () => {
    const error = await failureOf(hf().run('fill-mask', { model, text: 'I live in [MASK]', parameters }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('mask') });
  });
});
