import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanVendorText } from '../src/wire/errors.ts';
import { redactInput, redactSecrets, textsOf } from '../src/wire/redaction.ts';

test.each([
  ['bad key sk-abcdefgh12345', 'bad key [key]'],
  ['token hf_abcdefghijklmnop is wrong', 'token [key] is wrong'],
  ['Authorization: Bearer abc.def', 'Authorization: [key]'],
  ['https://h/x?key=AIzaSyA1234567890abcdef&alt=sse', 'https://h/x?[key]&alt=sse'],
  ['nothing here', 'nothing here'],
])('redactSecrets(%j)', (text, clean) => {
  expect(redactSecrets(text, [])).toBe(clean);
});

test('a key that was sent is taken out whatever it looks like', () => {
  expect(redactSecrets('you sent my-own-secret, sorry', ['my-own-secret'])).toBe('you sent [key], sorry');
});

test('a run of sixteen characters of the input is taken out, a shorter one is not', () => {
  const pieces = ['the quick brown fox jumps'];
  expect(redactInput('cannot read "the quick brown fox jumps" here', pieces)).toBe('cannot read "…" here');
  expect(redactInput('cannot read "quick brown f" here', pieces)).toBe('cannot read "quick brown f" here');
  expect(redactInput('fox jumps; the quick brown f, no', pieces)).toBe('fox jumps; …, no');
});

test('no run of the input survives, and nothing else is lost', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é'), maxLength: 60 });
  fc.assert(
    fc.property(text, text, (vendor, input) => {
      const clean = redactInput(vendor, [input]);
      for (const piece of clean.split('…')) {
        for (let place = 0; place + 16 <= piece.length; place++) {
          expect(input.includes(piece.slice(place, place + 16))).toBe(false);
        }
      }
      if (input.length < 16) expect(clean).toBe(vendor);
    }),
  );
});

test('the texts of an input are all of them, but for the model', () => {
  const input = {
    model: 'org/a-model-with-a-long-name',
    messages: [{ content: [{ text: 'one' }] }],
    system: 'two',
    n: 3,
  };
  expect([...textsOf(input)]).toEqual(['one', 'two']);
  expect([...textsOf(new Uint8Array([1, 2, 3]))]).toEqual(['AQID']);
});

test('a vendor text becomes one line of bounded length', () => {
  const clean = cleanVendorText(`a\n\n b ${'x'.repeat(5000)}`, { secrets: [], input: {} });
  expect(clean.startsWith('a b xxx')).toBe(true);
  expect(clean.length).toBeLessThan(700);
});
