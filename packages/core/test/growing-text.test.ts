import { GrowingText } from '@x/core/adapter';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

test('a text that grows is the text of its pieces, whenever it is looked at', () => {
  const pieces = fc.array(fc.tuple(fc.string(), fc.boolean()), { maxLength: 300 });
  const alike = fc.property(pieces, (list) => {
    const text = new GrowingText();
    let expected = '';
    for (const [piece, look] of list) {
      text.add(piece);
      expected += piece;
      expect(text.length).toBe(expected.length);
      if (look) expect(text.whole).toBe(expected);
    }
    expect(text.whole).toBe(expected);
  });
  fc.assert(alike);
});
