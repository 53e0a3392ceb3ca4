import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { failureOf, giving, stubFetch } from './stub.ts';

const model = 'org/model';
const embed = (body: unknown, texts: readonly string[]) =>
  hf({ fetch: giving(body), apiKey: 'hf_x' }).run('embedding', { model, texts });

const first = [
  [1, 2],
  [3, 6],
];
const second = [[5, 5]];

describe('one vector a text, from every depth', () => {
  const shapes: readonly (readonly [string, readonly string[], unknown, number[][], pooled: boolean])[] = [
    ['a vector, for one text', ['a'], [1, 2], [[1, 2]], false],
    ['a vector a text', ['a', 'b'], first, first, false],
    ['a vector in a list, for one text', ['a'], [[1, 2]], [[1, 2]], false],
    ['a vector a token of one text', ['a'], first, [[2, 4]], true],
    ['a batch of one around the tokens of one text', ['a'], [first], [[2, 4]], true],
    [
      'a vector a token of each text',
      ['a', 'b'],
      [first, second],
      [
        [2, 4],
        [5, 5],
      ],
      true,
    ],
    [
      'a batch of one around the tokens of each text',
      ['a', 'b'],
      [[first], [second]],
      [
        [2, 4],
        [5, 5],
      ],
      true,
    ],
    ['the same, for one text', ['a'], [[first]], [[2, 4]], true],
    [
      'a list by index',
      ['a', 'b'],
      {
        data: [
          { index: 1, embedding: [3, 6] },
          { index: 0, embedding: [1, 2] },
        ],
      },
      first,
      false,
    ],
  ];
  test.each(shapes)('%s', async (_, texts, body, expected, pooled) => {
    const { vectors, warnings } = await embed(body, texts);
    expect(vectors).toEqual(expected.map((vector) => Float32Array.from(vector)));
    expect(warnings).toMatchObject(pooled ? [{ type: 'changed', setting: 'pooling' }] : []);
  });

  test.each<[unknown, readonly string[]]>([
    [
      [1, 2],
      ['a', 'b'],
    ],
    [
      [[1], [2], [3]],
      ['a', 'b'],
    ],
    [[first], ['a', 'b']],
    [[[[[[1]]]]], ['a']],
    [[], ['a']],
    [[[]], ['a']],
    [['1'], ['a']],
    [[[1, 2], [1]], ['a']],
    [[[1, null]], ['a']],
    [{}, ['a']],
    [{ data: [{ index: 0 }] }, ['a']],
    [[[first, second]], ['a']],
  ])('%j for %j is no answer', async (body, texts) => {
    expect(await failureOf(embed(body, texts))).toMatchObject({ code: 'bad-response', model });
  });
});

describe('requests', () => {
  test('settings stand beside the texts', async () => {
    const input = {
      model,
      texts: ['a', 'b'],
      parameters: { normalize: true },
      providerOptions: { hf: { truncate: true } },
    };
    const { body } = await hf().prepare('embedding', input);
    expect(body).toEqual({ inputs: ['a', 'b'], normalize: true, truncate: true });
  });

  test('dimensions go to a server of one’s own, and are dropped with a warning at hf-inference', async () => {
    const input = { model, texts: ['a'], dimensions: 64 };
    const own = await hf({ baseUrl: 'http://localhost:8080' }).prepare('embedding', input);
    expect(own).toMatchObject({ body: { inputs: ['a'], dimensions: 64 }, warnings: [] });
    const served = await hf().prepare('embedding', input);
    expect(served.body).toEqual({ inputs: ['a'] });
    expect(served.warnings).toMatchObject([{ type: 'unsupported', setting: 'dimensions' }]);
  });

  test.each([[[]], [['a', ' ']]])('texts %j are refused before anything is sent', async (texts) => {
    const { fetch, seen } = stubFetch(() => Response.json([]));
    const error = await failureOf(hf({ fetch, apiKey: 'hf_x' }).run('embedding', { model, texts }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('texts') });
    expect(seen).toEqual([]);
  });
});
