import { describe, expect, it } from 'vitest';
import { planPairs, questionText, readPair } from '../../src/analysis.ts';
import { madeRun, wordRows } from './made-run.ts';

const run = madeRun({
  rows: wordRows(6),
  targets: {
    a: () => 'one',
    b: (row) => (row === 2 ? { st: 'error', err: { kind: 'server' } } : 'two'),
    c: () => 'three',
  },
});

describe('pairs of answers', () => {
  it('are all of different targets that both answered, in an order by the seed', () => {
    const names = planPairs(run).map(({ name }) => name);
    expect(new Set(names).size).toBe(16);
    expect(names.filter((name) => name.includes('"p1",2,'))).toEqual(['["a","c","p1",2,0,null]']);
    expect(planPairs(run).map(({ name }) => name)).toEqual(names);
    expect(planPairs(run, { seed: 2 }).map(({ name }) => name)).not.toEqual(names);
    expect(planPairs(run, { limit: 5 }).map(({ name }) => name)).toEqual(names.slice(0, 5));
  });

  it('can be of some targets', () => {
    expect(new Set(planPairs(run, { targets: ['c', 'a'] }).map(({ a, b }) => a.target + b.target))).toEqual(
      new Set(['ac']),
    );
    expect(() => planPairs(run, { targets: ['a', 'x'] })).toThrow(/no target "x"/);
    expect(() => planPairs(run, { targets: ['a', 'a'] })).toThrow(/Two targets/);
  });

  it('are read with what was asked and who made the model', async () => {
    const [pair] = planPairs(run, { targets: ['a', 'c'] });
    if (pair === undefined) throw new Error('no pair');
    expect(await readPair(run, pair)).toEqual({
      row: pair.a.row,
      question: `Say w${pair.a.row}`,
      a: { target: 'a', text: 'one', vendor: 'openai' },
      b: { target: 'c', text: 'three', vendor: 'openai' },
    });
  });

  it('hang together by their prompt where there is no data', () => {
    const prompts = [{ id: 'x' }, { id: 'y' }];
    const pairs = planPairs(madeRun({ prompts, targets: { a: () => 'one', b: () => 'two' } }));
    expect(pairs.map(({ a, cluster }) => [a.prompt, cluster]).sort()).toEqual([
      ['x', 0],
      ['y', 1],
    ]);
  });
});

describe('what was asked, in words', () => {
  const row = { word: 'sea', image: { mediaType: 'image/png', sha256: 'f' } };
  it.each([
    [{ id: 'p', messages: [{ role: 'user', content: 'Say {{word}}' }] }, 'Say sea'],
    [
      {
        id: 'p',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Say {{word}}' },
        ],
      },
      'system: Be brief.\n\nuser: Say sea',
    ],
    [
      {
        id: 'p',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'See {{word}}' },
              { type: 'image', media: {} },
            ],
          },
        ],
      },
      'See sea\n[image]',
    ],
    [{ id: 'p', input: { text: 'About {{word}}' } }, 'About sea'],
    [{ id: 'p', input: { text: 'x', labels: ['a', 'b'] } }, 'text: x\nlabels: ["a","b"]'],
    [{ id: 'p' }, ''],
    [undefined, ''],
  ])('%j', (prompt, text) => expect(questionText(prompt, row)).toBe(text));
});
