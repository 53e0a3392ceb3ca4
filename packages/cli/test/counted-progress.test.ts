import { expect, test, vi } from 'vitest';
import { CountedProgress } from '../src/render/counted-progress.ts';

/** What is written when something is counted at these moments, in milliseconds since the start. */
function written(moments: readonly number[], isTTY: boolean): readonly string[] {
  const texts: string[] = [];
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  {
    using progress = new CountedProgress({
      stderr: { isTTY, columns: 80, write: (text) => texts.push(text) },
      environment: {},
    });
    for (const [place, moment] of moments.entries()) {
      clock.mockReturnValue(moment);
      progress.show({ ended: place + 1, planned: 10 });
    }
  }
  clock.mockRestore();
  return texts;
}

test('a terminal gets one line that is redrawn now and then, and none is left', () => {
  expect(written([100, 1_000, 1_100, 2_000], true)).toEqual([
    '\r\u001B[K2 of 10 (20 %) · 4.00 s left',
    '\r\u001B[K4 of 10 (40 %) · 3.00 s left',
    '\r\u001B[K',
  ]);
});

test('a log gets a line every five seconds', () => {
  expect(written([1_000, 6_000, 7_000], false)).toEqual(['2 of 10 (20 %) · 24.0 s left\n']);
});
