import { describe, expect, it } from 'vitest';
import { contains, type Gate, reportOn } from '../../src/analysis.ts';
import { madeRun, wordRows } from './made-run.ts';

/** A report on targets that pass "yes" so often. */
async function gated(rows: number, passes: Readonly<Record<string, number>>, gates: readonly Gate[], failures = 0) {
  const answer = (passed: number) => (row: number) =>
    row >= rows - failures ? ({ st: 'error', err: { kind: 'server' } } as const) : row < passed ? 'yes' : 'no';
  const targets = Object.fromEntries(Object.entries(passes).map(([name, passed]) => [name, answer(passed)]));
  const checks = [contains('yes', { name: 'yes' })];
  return (await reportOn(madeRun({ rows: wordRows(rows), targets }), { checks, gates })).gates;
}

describe('a gate goes by the bound of the interval', () => {
  it.each([
    [10, 10, 0.9, 'undecided'],
    [40, 40, 0.9, 'holds'],
    [10, 3, 0.9, 'fails'],
    [100, 92, 0.9, 'undecided'],
    [100, 99, 0.9, 'holds'],
    [100, 70, 0.9, 'fails'],
  ])('of %i rows %i pass, at least %d: %s', async (rows, passed, atLeast, status) => {
    expect(await gated(rows, { a: passed }, [{ check: 'yes', atLeast }])).toMatchObject([{ target: 'a', status }]);
  });

  it('and by the upper one where less is better', async () => {
    const gates = [{ metric: 'failed', atMost: 0.1 }];
    expect(await gated(100, { a: 100 }, gates)).toMatchObject([{ status: 'holds' }]);
    expect(await gated(10, { a: 10 }, gates)).toMatchObject([{ status: 'undecided' }]);
    expect(await gated(100, { a: 100 }, gates, 40)).toMatchObject([{ status: 'fails' }]);
  });

  it('and does not overlook what is missing', async () => {
    const [gate] = await gated(100, { a: 100 }, [{ check: 'yes', atLeast: 0.9 }], 20);
    expect(gate).toMatchObject({ status: 'undecided', reason: expect.stringMatching(/missing 20 % are alike/) });
  });

  it('with a baseline it is about the difference, whichever of the two comes first in the run', async () => {
    const drop = (target: string, baseline: string) => [{ check: 'yes', target, baseline, atLeast: -0.1 }];
    expect(await gated(200, { old: 180, new: 180 }, drop('new', 'old'))).toMatchObject([{ status: 'holds' }]);
    expect(await gated(200, { old: 180, new: 120 }, drop('new', 'old'))).toMatchObject([{ status: 'fails' }]);
    expect(await gated(200, { old: 180, new: 120 }, drop('old', 'new'))).toMatchObject([{ status: 'holds' }]);
  });

  it('holds every target against itself, but for the baseline', async () => {
    const results = await gated(50, { a: 50, b: 50, c: 0 }, [{ check: 'yes', baseline: 'b', atLeast: -0.5 }]);
    expect(results.map(({ target, status }) => [target, status])).toEqual([
      ['a', 'holds'],
      ['c', 'fails'],
    ]);
  });

  it('knows nothing where no cell has a value', async () => {
    expect(await gated(5, { a: 0 }, [{ check: 'yes', atLeast: 0.1 }], 5)).toMatchObject([
      { status: 'undecided', reason: 'no cell has a value' },
    ]);
  });

  it.each([
    [{ check: 'yes' }, /demands nothing/],
    [{ check: 'no such', atLeast: 1 }, /It has yes\./],
    [{ metric: 'no such', atLeast: 1 }, /It has failed, /],
    [{ check: 'yes', metric: 'failed', atLeast: 1 }, /either "check" or "metric"/],
    [{ check: 'yes', target: 'b', atLeast: 1 }, /The run has a\./],
  ])('%j is refused', async (gate, message) => {
    await expect(gated(5, { a: 5 }, [gate])).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(message),
    });
  });
});
