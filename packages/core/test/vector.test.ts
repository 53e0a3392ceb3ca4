import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readVector } from '../src/dialects/vector.ts';

const base64 = (floats: readonly number[]): string => Buffer.from(Float32Array.from(floats).buffer).toString('base64');

describe('a vector', () => {
  test('is the same as numbers and as base64', () => {
    const floats = fc.array(fc.float({ noNaN: true }), { maxLength: 3_000 });
    const alike = fc.property(floats, (list) => {
      expect(readVector(base64(list))).toEqual(readVector(list));
    });
    fc.assert(alike, { numRuns: 200 });
  });

  test('has memory of its own', () => {
    const [one, other] = [readVector(base64([1, 2])), readVector(base64([1, 2]))];
    one[0] = 7;
    expect([...other]).toEqual([1, 2]);
    expect(one.buffer.byteLength).toBe(8);
  });

  test('in base64 is taken and refused as the web takes and refuses it', () => {
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ABab01+/=-_ \n#é') }),
      fc.base64String(),
      fc.base64String().map((text) => text.slice(1)),
    );
    const outcome = (read: () => Float32Array): unknown => {
      try {
        return [...read()];
      } catch {
        return 'refused';
      }
    };
    const asAtob = fc.property(texts, (text) => {
      const expected = outcome(() => {
        const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
        return new Float32Array(bytes.buffer, 0, bytes.length >> 2);
      });
      expect(outcome(() => readVector(text))).toEqual(expected);
    });
    fc.assert(asAtob, { numRuns: 2_000 });
  });
});
