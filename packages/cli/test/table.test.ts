import { describe, expect, test } from 'vitest';
import { count, duration } from '../src/render/figures.ts';
import { scoreTable } from '../src/render/table.ts';
import { Scoreboard } from '../src/scoreboard.ts';
import { answered, failed, planned, shown } from './scripted-events.ts';

const plain = (text: string) => text;
const targets = [shown('a:one'), shown('東京', 'b:two', 'sandbox'), shown('c:three')];

test('one prompt: a line a target, what is unknown as a dash', () => {
  const scores = new Scoreboard(targets);
  scores.add(planned(3));
  scores.add(answered('a:one', 'Grüße 👍'));
  scores.add(
    answered('東京', 'x', 'p1', {
      finishReason: 'length',
      usage: undefined,
      meta: { provider: 'b', model: 'two', attempts: 1, timing: { totalMs: 61_000 } },
    }),
  );
  scores.add(failed('c:three', 'auth', 'no key'));
  expect(scoreTable(scores.scores(), undefined, plain).split('\n')).toEqual([
    '┌─────────┬─────────────┬───────────┬───────────┬────────────┬─────────────┬────────┐',
    '│ target  │ first token │     total │ tokens in │ tokens out │ finish      │ length │',
    '├─────────┼─────────────┼───────────┼───────────┼────────────┼─────────────┼────────┤',
    '│ a:one   │       56 ms │    1.23 s │         7 │          9 │ stop        │      7 │',
    '├─────────┼─────────────┼───────────┼───────────┼────────────┼─────────────┼────────┤',
    '│ 東京    │           – │ 1 min 1 s │         – │          – │ length      │      1 │',
    '│ sandbox │             │           │           │            │             │        │',
    '├─────────┼─────────────┼───────────┼───────────┼────────────┼─────────────┼────────┤',
    '│ c:three │           – │         – │         – │          – │ error: auth │      – │',
    '└─────────┴─────────────┴───────────┴───────────┴────────────┴─────────────┴────────┘',
  ]);
});

test('several prompts: means, how many answers state a figure, and how cells ended', () => {
  const scores = new Scoreboard([shown('a:one')]);
  scores.add(planned(4));
  scores.add(answered('a:one', 'abc'));
  scores.add(answered('a:one', 'abcd', 'p2', { usage: { inputTokens: 8 }, finishReason: 'length' }));
  scores.add(failed('a:one', 'timeout', 'too slow', 'p3'));
  const [, head, , line, , remark] = scoreTable(scores.scores(), undefined, plain).split('\n');
  expect(cells(head)).toEqual([
    'target',
    'answers',
    'first token',
    'total',
    'tokens in',
    'tokens out',
    'finish',
    'length',
  ]);
  expect(cells(line)).toEqual([
    'a:one',
    '2/4',
    '56 ms',
    '1.23 s',
    '7.5',
    '9 (n 1)',
    'stop 1, length 1, error: timeout 1',
    '3.5',
  ]);
  expect(remark).toContain('Means over the answers');
});

const cells = (line: string | undefined) =>
  line
    ?.split('│')
    .slice(1, -1)
    .map((cell) => cell.trim());

test('folded headings and names where that makes it fit', () => {
  const scores = new Scoreboard([shown('hf:meta-llama/Llama-3.1-8B-Instruct')]);
  scores.add(planned(1));
  scores.add(answered('hf:meta-llama/Llama-3.1-8B-Instruct', 'abc'));
  expect(scoreTable(scores.scores(), 79, plain).split('\n')).toEqual([
    '┌────────────────────────┬───────┬────────┬────────┬────────┬────────┬────────┐',
    '│ target                 │ first │  total │ tokens │ tokens │ finish │ length │',
    '│                        │ token │        │     in │    out │        │        │',
    '├────────────────────────┼───────┼────────┼────────┼────────┼────────┼────────┤',
    '│ hf:meta-llama/Llama-3. │ 56 ms │ 1.23 s │      7 │      9 │ stop   │      3 │',
    '│ 1-8B-Instruct          │       │        │        │        │        │        │',
    '└────────────────────────┴───────┴────────┴────────┴────────┴────────┴────────┘',
  ]);
});

test('a list where the table does not fit', () => {
  const scores = new Scoreboard([shown('a:one', 'a:one', 'sandbox')]);
  scores.add(planned(1));
  scores.add(answered('a:one', 'abc'));
  expect(scoreTable(scores.scores(), 40, plain).split('\n')).toEqual([
    'a:one: sandbox',
    '  first token  56 ms',
    '  total        1.23 s',
    '  tokens in    7',
    '  tokens out   9',
    '  finish       stop',
    '  length       3',
  ]);
});

describe('figures', () => {
  test.each<[number | undefined, string]>([
    [undefined, '–'],
    [0, '<1 ms'],
    [0.6, '<1 ms'],
    [1, '1 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [9_994, '9.99 s'],
    [9_996, '10.0 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 0 s'],
    [125_400, '2 min 5 s'],
  ])('%s ms is %s', (milliseconds, text) => expect(duration(milliseconds)).toBe(text));

  test.each<[number | undefined, string]>([
    [undefined, '–'],
    [0, '0'],
    [12, '12'],
    [2.25, '2.3'],
  ])('%s counted is %s', (value, text) => expect(count(value)).toBe(text));
});
