import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventStreamReader } from '../src/wire/event-stream.ts';

function read(text: string, cut: number | readonly number[]): { data: string[]; stray: string[] } {
  const data: string[] = [];
  const stray: string[] = [];
  const reader = createEventStreamReader({
    onData: (d) => data.push(d),
    onStray: (s) => stray.push(JSON.stringify(s)),
  });
  const bytes = new TextEncoder().encode(text);
  const sizes = typeof cut === 'number' ? undefined : cut;
  for (let place = 0, count = 0; place < bytes.length; count++) {
    const size = sizes?.[count % sizes.length] ?? (cut as number);
    reader.feed(bytes.subarray(place, place + size));
    place += size;
  }
  reader.end();
  return { data, stray };
}

const cases: readonly (readonly [string, string, string[], string[]])[] = [
  ['LF', 'data: a\n\ndata: b\n\n', ['a', 'b'], []],
  ['CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b'], []],
  ['CR', 'data: a\r\rdata: b\r\r', ['a', 'b'], []],
  ['no space after the colon', 'data:{"a":1}\n\n', ['{"a":1}'], []],
  ['event names and comments', ': hi\n\nevent: x\ndata: a\n\n', ['a'], []],
  ['several lines', 'data: a\ndata: b\n\n', ['a\nb'], []],
  ['no blank line at the end', 'data: a\n\ndata: b', ['a', 'b'], []],
  ['no line break at the end', 'data: {"x":"é😀"}', ['{"x":"é😀"}'], []],
  ['a byte order mark', '\uFEFFdata: a\n\n', ['a'], []],
  ['plain JSON', '{"a":\n1}', [], ['{"a":1}']],
  ['plain JSON after blank lines', '\n \n[{"a":1}]', [], ['[{"a":1}]']],
  ['a JSON error between events', 'data: a\r\n\r\n{\n  "error": {}\n}\n', ['a'], ['{"error":{}}']],
  ['an array between events', 'data: a\n\n[{"error":{}}]', ['a'], ['[{"error":{}}]']],
  ['braces inside data', 'data: {\ndata: }\n\n', ['{\n}'], []],
];

for (const [name, text, data, stray] of cases) {
  test.each([1, 2, 3, 7, 4096])(`${name}, in pieces of %i bytes`, (cut) => {
    const found = read(text, cut);
    expect(found.data).toEqual(data);
    expect(found.stray.map((s) => s.trim())).toEqual(stray.map((s) => s.trim()));
  });
}

test('where the bytes are cut does not matter', () => {
  const line = fc.string({ unit: 'binary', maxLength: 40 }).map((s) => s.replace(/[\r\n]/g, ' '));
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      (events, end, cuts) => {
        const text = events.map((event) => `data: ${event}${end}${end}`).join('');
        expect(read(text, cuts)).toEqual({
          data: events.map((event) => new TextDecoder().decode(new TextEncoder().encode(event))),
          stray: [],
        });
      },
    ),
  );
});
