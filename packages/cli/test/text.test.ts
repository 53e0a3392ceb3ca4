import { describe, expect, test } from 'vitest';
import { clean, cleanLine, linesOf } from '../src/render/clean.ts';
import { fit, pad, widthOf, wrap } from '../src/render/text.ts';

describe('clean', () => {
  test.each([
    ['colours', '\u001B[31mred\u001B[0m', 'red'],
    ['cursor movement', 'a\u001B[2Jb\u001B[1;1Hc', 'abc'],
    ['a title and a link', '\u001B]0;title\u0007x\u001B]8;;https://a.example\u0007y\u001B]8;;\u0007', 'xy'],
    ['an eight-bit escape', 'a\u009B31mb', 'ab'],
    ['half an escape sequence', 'a\u001B', 'a'],
    ['bell, backspace, carriage return', 'a\u0007b\bc\rd', 'abcd'],
    ['text that is turned round', 'a\u202Eb\u202C\u2066c\u2069', 'abc'],
    ['a tab', 'a\tb', 'a    b'],
    ['half of a surrogate pair', 'a\uD83Db', 'a\uFFFDb'],
    ['composed letters', 'e\u0301', 'é'],
    ['other scripts', '日本語 👍🏽 שלום', '日本語 👍🏽 שלום'],
  ])('%s', (_, given, expected) => expect(clean(given)).toBe(expected));

  test('leaves nothing that drives a terminal, whatever it is given', () => {
    const controls = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).join('');
    for (const text of [controls, controls.repeat(2), [...controls].reverse().join('[')]) {
      expect(clean(text)).not.toMatch(/\p{Cc}/u);
    }
  });

  test('makes one line of several', () => expect(cleanLine('a\nb\r\nc\u001B[1m')).toBe('a b c'));
});

test('lines end as any system ends them', () => {
  expect(linesOf('a\nb\r\nc\rd\u2028e\u2029f\n')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', '']);
});

describe('wrap', () => {
  test.each<[string, string, number, string[]]>([
    ['breaks between words', 'one two three', 8, ['one two', 'three']],
    ['keeps what fits', 'one two ', 8, ['one two']],
    ['cuts words that are too long', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['counts wide characters twice', '日本語日本語', 8, ['日本語日', '本語']],
    ['counts an emoji with its modifiers once', '👍🏽👍🏽👍🏽', 4, ['👍🏽👍🏽', '👍🏽']],
    ['keeps the indentation on every row', '    if (a) return b', 12, ['    if (a)', '    return b']],
    ['limits the indentation to half of the width', '            x y', 8, ['    x y']],
    ['keeps spaces between words', 'a   b', 8, ['a   b']],
    ['gives an empty line a row', '   ', 8, ['']],
  ])('%s', (_, line, width, rows) => expect(wrap(line, width)).toEqual(rows));

  test('never exceeds the width', () => {
    const text = 'Ein Satz mit 東京都 und 👩‍👩‍👧‍👦 und Donaudampfschifffahrtsgesellschaft, 한국어 dazu.';
    for (let width = 8; width < 60; width++) {
      for (const row of wrap(text, width)) expect(widthOf(row)).toBeLessThanOrEqual(width);
    }
  });
});

test('pad and fit measure cells', () => {
  expect(pad('日本', 6)).toBe('日本  ');
  expect(pad('abc', 2)).toBe('abc');
  expect(fit('日本語', 6)).toBe('日本語');
  expect(fit('日本語', 5)).toBe('日本…');
  expect(fit('日本語', 4)).toBe('日…');
});
