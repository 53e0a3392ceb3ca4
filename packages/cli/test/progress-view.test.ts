import type { Progress } from '@x/compare';
import { expect, test } from 'vitest';
import { ProgressView, progressLine } from '../src/render/progress-view.ts';
import { Pipe, VirtualTerminal } from './virtual-terminal.ts';

const progress: Progress = { ended: 30, already: 90, planned: 600, failed: 3, elapsedMs: 2000, tokens: 5120 };

test.each<[Partial<Progress>, string]>([
  [{}, '120 of 600 (20 %), 3 failed · 5120 tokens'],
  [
    { perSecond: 14.21, remainingMs: 34_000 },
    '120 of 600 (20 %), 3 failed · 14.2 a second · 34.0 s left · 5120 tokens',
  ],
  [{ failed: 0, usd: 0.0123 }, '120 of 600 (20 %) · 5120 tokens · $0.0123'],
  [{ ended: 0, already: 0, planned: 0, failed: 0, tokens: 0 }, '0 of 0 (100 %)'],
])('%j', (more, line) => expect(progressLine({ ...progress, ...more })).toBe(line));

test('a terminal shows one line, which is gone in the end', async () => {
  const stderr = new VirtualTerminal(60, 5);
  const view = new ProgressView({ stderr, environment: {} });
  for (const ended of [1, 2, 3]) view.show({ type: 'progress', ...progress, ended });
  expect((await stderr.screen()).lines.filter((line) => line.trim() !== '')).toEqual([
    '93 of 600 (15 %), 3 failed · 5120 tokens',
  ]);
  view.close();
  expect((await stderr.screen()).lines.join('').trim()).toBe('');
});

test('a log gets a line every five seconds', () => {
  const stderr = new Pipe();
  const view = new ProgressView({ stderr, environment: {} });
  for (const elapsedMs of [200, 4800, 5000, 5200, 9900, 10_100])
    view.show({ type: 'progress', ...progress, elapsedMs });
  view.close();
  expect(stderr.written.trimEnd().split('\n')).toHaveLength(2);
});
