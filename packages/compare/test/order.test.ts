import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunningDigest } from '../src/content/digest.ts';
import { PlaceSet } from '../src/node/run-file/place-set.ts';
import { givenOrder, shuffledOrder } from '../src/plan/order.ts';

const seeds = fc.array(fc.integer(), { minLength: 1, maxLength: 3 });

describe('a shuffled order', () => {
  it('has every place once, and the same seeds give the same', () => {
    fc.assert(
      fc.property(fc.nat(600), seeds, (count, given) => {
        const order = shuffledOrder(count, ...given);
        expect([...order].toSorted((a, b) => a - b)).toEqual([...givenOrder(count)]);
        expect(shuffledOrder(count, ...given)).toEqual(order);
      }),
    );
  });

  it('puts each place anywhere about as often', () => {
    const [count, draws] = [8, 4000];
    const first = new Array<number>(count).fill(0);
    for (let seed = 0; seed < draws; seed++) {
      const place = shuffledOrder(count, 1, 0, seed)[0] ?? 0;
      first[place] = (first[place] ?? 0) + 1;
    }
    // Expected 500 each; a fair draw leaves 400 … 600 once in a hundred thousand.
    for (const times of first) expect(Math.abs(times - draws / count)).toBeLessThan(100);
  });
});

describe('a set of places', () => {
  it('says of each whether it is new, as a Set does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000)), (places) => {
        const [bits, set] = [new PlaceSet(), new Set<number>()];
        for (const place of places) {
          expect(bits.add(place)).toBe(!set.has(place));
          set.add(place);
        }
      }),
    );
  });
});

describe('a running digest', () => {
  it('tells texts apart that read alike when put together', () => {
    const digestOf = (...texts: readonly string[]) => {
      const digest = new RunningDigest();
      for (const text of texts) digest.add(text);
      return digest.read();
    };
    expect(digestOf('ab', 'c')).not.toBe(digestOf('a', 'bc'));
    expect(digestOf('ab', 'c')).toBe(digestOf('ab', 'c'));
  });
});
