import { describe, expect, it } from 'vitest';
import { type ComparisonOptions, compare, type Row, type Target } from '../src/index.ts';
import { collect } from './collect.ts';
import { asked, forever, scripted } from './scripted-provider.ts';

const target = (id: string, more: Partial<Target> = {}): Target => ({
  id,
  provider: scripted(id, () => ({})),
  model: 'm',
  ...more,
});

/** So many rows that never are in memory together, and how many were taken of the latest pass. */
class CountedRows {
  passes = 0;
  taken = 0;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void> {
    this.passes++;
    this.taken = 0;
    for (let n = 0; n < this.#count; n++) {
      this.taken++;
      yield { n };
    }
  }
}

describe('rows that are read as they are asked for', () => {
  it('are never more in memory than one block and the calls in flight, of a hundred thousand', {
    timeout: 120_000,
  }, async () => {
    const rows = new CountedRows(100_000);
    let [ended, furthest] = [0, 0];
    const options: ComparisonOptions = { targets: [target('a')], prompts: ['say {{n}}'], rows };
    for await (const event of compare(options).events()) {
      if (event.type === 'cell-end') {
        ended++;
        furthest = Math.max(furthest, rows.taken - ended);
      }
      if (event.type === 'end') {
        expect(event.summary).toMatchObject({ planned: 100_000, reason: 'complete', targets: [{ ok: 100_000 }] });
      }
    }
    expect(ended).toBe(100_000);
    // A block of 256, as many events as the feed holds back for its reader, and four calls.
    expect(furthest).toBeLessThan(256 + 1024);
  });

  it('are not taken in for a target that hangs', async () => {
    const rows = new CountedRows(5_000);
    const stop = new AbortController();
    const hanging = target('hanging', { provider: scripted('hanging', () => ({ until: forever })) });
    const options = { targets: [hanging], prompts: ['say {{n}}'], rows, signal: stop.signal };
    for await (const event of compare(options).events()) if (event.type === 'cell-start') stop.abort();
    expect(rows.passes).toBe(2);
    expect(rows.taken).toBe(256);
  });

  it('are gone through by every target at its own pace', async () => {
    const rows = new CountedRows(600);
    const [a, b] = [scripted('a', () => ({})), scripted('b', () => ({}))];
    const targets = [target('a', { provider: a, concurrency: 1 }), target('b', { provider: b, concurrency: 1 })];
    await compare({ targets, prompts: ['say {{n}}'], rows }).done;
    expect(rows.passes).toBe(3);
    expect(a.calls.map(asked)).toEqual(b.calls.map(asked));
    expect(new Set(a.calls.map(asked)).size).toBe(600);
  });

  it('are looked through before anything is sent', async () => {
    const { provider, ...rest } = target('a');
    async function* lacking(): AsyncGenerator<Row, void> {
      yield { city: 'Rome' };
      yield { town: 'Bath' };
    }
    const rows = { [Symbol.asyncIterator]: lacking };
    const comparison = compare({ targets: [{ ...rest, provider }], prompts: ['{{city}}'], rows });
    const refused = { code: 'invalid-request', message: expect.stringContaining('{{city}}, but row 2 has only town') };
    await expect(collect(comparison.events())).rejects.toMatchObject(refused);
    await expect(comparison.done).rejects.toMatchObject(refused);
    expect('calls' in provider && provider.calls).toEqual([]);
  });

  it('are refused when they can be read once only, and when there is none', async () => {
    async function* once(): AsyncGenerator<Row, void> {
      yield { n: 1 };
    }
    const options = { targets: [target('a')], prompts: ['{{n}}'] };
    expect(() => compare({ ...options, rows: once() })).toThrow(/read once only/);
    await expect(compare({ ...options, rows: new CountedRows(0) }).done).rejects.toThrow(/no row/);
  });
});

describe('the order', () => {
  const orderOf = async (more: Partial<ComparisonOptions>): Promise<readonly string[]> => {
    const provider = scripted('a', () => ({}));
    const rows = Array.from({ length: 40 }, (_, n) => ({ n }));
    await compare({ targets: [target('a', { provider, concurrency: 1 })], prompts: ['{{n}}'], rows, ...more }).done;
    return provider.calls.map(asked);
  };

  it('is shuffled by the seed alone', async () => {
    const [first, again, other, given] = await Promise.all([
      orderOf({}),
      orderOf({ seed: 1 }),
      orderOf({ seed: 2 }),
      orderOf({ order: 'as-given' }),
    ]);
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
    expect(first).not.toEqual(given);
    expect(first.toSorted()).toEqual(given.toSorted());
    expect(given).toEqual(Array.from({ length: 40 }, (_, n) => `${n}`));
  });

  it('asks everything once before anything twice', async () => {
    const calls = await orderOf({ repeats: 2 });
    expect(new Set(calls.slice(0, 40)).size).toBe(40);
    expect(calls).toHaveLength(80);
  });
});

describe('shards', () => {
  it('are disjoint, whole together, and the same for every target', async () => {
    const rows = Array.from({ length: 50 }, (_, n) => ({ n }));
    const parts = await Promise.all(
      [1, 2, 3].map(async (index) => {
        const [a, b] = [scripted('a', () => ({})), scripted('b', () => ({}))];
        const targets = [target('a', { provider: a }), target('b', { provider: b })];
        const { planned, reason } = await compare({
          targets,
          prompts: ['x {{n}}', 'y {{n}}'],
          rows,
          shard: { index, count: 3 },
        }).done;
        expect(reason).toBe('complete');
        expect(planned).toBe(a.calls.length + b.calls.length);
        expect(a.calls.map(asked).toSorted()).toEqual(b.calls.map(asked).toSorted());
        return a.calls.map(asked);
      }),
    );
    expect(parts.every((part) => part.length > 10)).toBe(true);
    expect(parts.flat()).toHaveLength(100);
    expect(new Set(parts.flat()).size).toBe(100);
  });

  it('are refused beyond their number', () => {
    const options = { targets: [target('a')], prompts: ['x'] };
    expect(() => compare({ ...options, shard: { index: 4, count: 3 } })).toThrow(/no shard 4 of 3/);
    expect(() => compare({ ...options, shard: { index: 0, count: 3 } })).toThrow(/whole number/);
  });
});
