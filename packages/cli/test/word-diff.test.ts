import { describe, expect, test } from 'vitest';
import { wordDiff } from '../src/reading/word-diff.ts';

const marked = (one: string, two: string): string | undefined =>
  wordDiff(one, two)
    ?.map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `{+${text}+}` })[kind])
    .join('');

describe('what differs, word by word', () => {
  test.each([
    ['the same', 'the same', 'the same'],
    ['a red fox', 'a blue fox', 'a [-red-]{+blue+} fox'],
    ['one two three', 'one 2 3', 'one [-two three-]{+2 3+}'],
    ['', 'new', '{+new+}'],
    ['old', '', '[-old-]'],
    ['', '', ''],
    ['a  b', 'a b', 'a[-  -]{+ +}b'],
    ['東京に住む', '京都に住む', '[-東京-]{+京都+}に住む'],
  ])('%j and %j', (one, two, expected) => expect(marked(one, two)).toBe(expected));

  test('the pieces of each side make up its text', () => {
    const one = 'Line one.\nLine  two, which is long.\n\n- a\n- b';
    const two = 'Line 1.\nLine two, that is longer.\n- a\n- c\n';
    const side = (dropped: string) =>
      wordDiff(one, two)
        ?.filter(({ kind }) => kind !== dropped)
        .map(({ text }) => text)
        .join('');
    expect([side('added'), side('removed')]).toEqual([one, two]);
  });

  test('long texts without anything in common are given up', () => {
    const words = (prefix: string) => Array.from({ length: 5000 }, (_, place) => `${prefix}${place}`).join('-');
    expect(wordDiff(words('a'), words('b'))).toBeUndefined();
  });
});
