import { describe, expect, test } from 'vitest';
import { ExpiringCache } from '../src/hub/expiring-cache.ts';

function counting() {
  let now = 0;
  let loads = 0;
  const load = async () => ++loads;
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { load, now: () => now, pass };
}

describe('values are kept for a while', () => {
  test('and loaded again when it is over', async () => {
    const { load, now, pass } = counting();
    const cache = new ExpiringCache<number>(1000, 10, now);
    expect(await cache.get('a', load)).toBe(1);
    pass(999);
    expect(await cache.get('a', load)).toBe(1);
    expect(await cache.get('b', load)).toBe(2);
    pass(1);
    expect(await cache.get('a', load)).toBe(3);
  });

  test('those who come while one is loaded share it', async () => {
    const { load, now } = counting();
    const cache = new ExpiringCache<number>(1000, 10, now);
    expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual([1, 1]);
  });

  test('what could not be loaded is not kept', async () => {
    const { load, now } = counting();
    const cache = new ExpiringCache<number>(1000, 10, now);
    await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await cache.get('a', load)).toBe(1);
  });

  test('a failure does not take away what was loaded after it', async () => {
    const { load, now, pass } = counting();
    const cache = new ExpiringCache<number>(1000, 10, now);
    let fail: (error: Error) => void = () => undefined;
    const slow = cache.get('a', () => {
      return new Promise((_, reject) => {
        fail = reject;
      });
    });
    pass(1000);
    expect(await cache.get('a', load)).toBe(1);
    fail(new Error('down'));
    await expect(slow).rejects.toThrow('down');
    expect(await cache.get('a', load)).toBe(1);
  });

  test('the oldest goes when there are too many', async () => {
    const { load, now } = counting();
    const cache = new ExpiringCache<number>(1000, 2, now);
    for (const key of ['a', 'b', 'c']) await cache.get(key, load);
    expect(await cache.get('b', load)).toBe(2);
    expect(await cache.get('a', load)).toBe(4);
  });
});
