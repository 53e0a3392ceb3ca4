import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { postModel } from './support/call.ts';

async function answerOf(model: string, body: object): Promise<unknown> {
  return (await postModel(model, body)).json();
}

describe('table-question-answering', () => {
  const table = {
    Repository: ['Transformers', 'Datasets', 'Tokenizers'],
    Stars: ['36542', '4512', '3934'],
    Language: ['Python', 'Python', 'Rust'],
  };
  const ask = (query: string) => answerOf('google/tapas-base-finetuned-wtq', { inputs: { query, table } });

  it.each([
    ['How many stars does the transformers repository have?', 'SUM > 36542', [[0, 1]]],
    [
      'How many repositories are in Python?',
      'COUNT > Transformers, Datasets',
      [
        [0, 0],
        [1, 0],
      ],
    ],
    [
      'What is the average number of stars?',
      'AVERAGE > 36542, 4512, 3934',
      [
        [0, 1],
        [1, 1],
        [2, 1],
      ],
    ],
    [
      'What is the sum of stars of the Python repositories?',
      'SUM > 36542, 4512',
      [
        [0, 1],
        [1, 1],
      ],
    ],
    ['Which language is Tokenizers written in?', 'Rust', [[2, 2]]],
    ['Which repository has Rust?', 'Tokenizers', [[2, 0]]],
    ['Hello?', 'Transformers', [[0, 0]]],
  ])('%s', async (query, answer, coordinates) => {
    expect(await ask(query)).toMatchObject({ answer, coordinates });
  });

  it('takes the question under the name of the schema, too, and refuses columns of several lengths', async () => {
    const inputs = { question: 'Which repository has Rust?', table };
    expect(await answerOf('google/tapas-base-finetuned-wtq', { inputs })).toMatchObject({ answer: 'Tokenizers' });
    const ragged = { query: 'x', table: { a: ['1'], b: ['1', '2'] } };
    expect(await answerOf('google/tapas-base-finetuned-wtq', { inputs: ragged })).toEqual({
      error: ['Error in `inputs.table`: All arrays must be of the same length'],
    });
  });
});

describe('text-ranking', () => {
  const ranks = z.array(z.object({ index: z.number(), score: z.number(), text: z.string().optional() }));
  const query = 'What is deep learning?';
  const texts = ['Cheese is food', 'Deep learning is a method'];

  it('ranks the best first, with fields at the root or within inputs', async () => {
    const atRoot = ranks.parse(await answerOf('BAAI/bge-reranker-base/rerank', { query, texts, return_text: true }));
    expect(atRoot.map(({ index, text }) => [index, text])).toEqual([
      [1, texts[1]],
      [0, texts[0]],
    ]);
    const within = await answerOf('BAAI/bge-reranker-base/pipeline/text-ranking', { inputs: { query, texts } });
    expect(within).toEqual(atRoot.map(({ index, score }) => ({ index, score })));
    const raw = ranks.parse(await answerOf('BAAI/bge-reranker-base', { query, texts, raw_scores: true }));
    expect(raw[1]?.score).toBeLessThan(0);
  });
});

describe('places in a text count code points', () => {
  const text = '🙂🙂 Wolfgang lives in Berlin';

  it('of entities and of answers', async () => {
    const entities = await answerOf('dslim/bert-base-NER', { inputs: text });
    expect(entities).toMatchObject([
      { word: 'Wolfgang', start: 3, end: 11 },
      { word: 'Berlin', start: 21, end: 27 },
    ]);
    const question = 'Where does Wolfgang live?';
    const answer = await answerOf('deepset/roberta-base-squad2', { inputs: { question, context: text } });
    expect(answer).toMatchObject({ answer: 'Berlin', start: 21, end: 27 });
  });
});
