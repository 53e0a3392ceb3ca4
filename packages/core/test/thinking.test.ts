import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ThinkingSplitter } from '../src/dialects/chat-completions/thinking.ts';

function split(pieces: readonly string[]): { reasoning: string; text: string } {
  const found = { reasoning: '', text: '' };
  const splitter = new ThinkingSplitter(
    (text) => {
      found.reasoning += text;
    },
    (text) => {
      found.text += text;
    },
  );
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  return found;
}

const cases: readonly (readonly [string, string, string])[] = [
  ['<think>a</think>b', 'a', 'b'],
  ['<think>\na\nb\n</think>\n\nc', 'a\nb', 'c'],
  ['\n<think>a</think>\n', 'a', ''],
  ['<think></think>b', '', 'b'],
  ['<think>never closed', 'never closed', ''],
  ['<thin air', '', '<thin air'],
  ['<th', '', '<th'],
  ['plain', '', 'plain'],
  ['  indented', '', '  indented'],
  ['a <think>b</think>', '', 'a <think>b</think>'],
  ['<think>a < b </thin c</think>d', 'a < b </thin c', 'd'],
];

test.each(cases)('%j', (whole, reasoning, text) => {
  expect(split([whole])).toEqual({ reasoning, text });
  expect(split([...whole])).toEqual({ reasoning, text });
});

test('where the text is cut does not matter', () => {
  const token = fc.constantFrom('<think>', '</think>', '<', '</', 'think>', '\n', ' ', 'a', '</thi');
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
      const whole = tokens.join('');
      expect(split([...whole])).toEqual(split([whole]));
      expect(split(tokens)).toEqual(split([whole]));
    }),
  );
});
