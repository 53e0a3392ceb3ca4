import { join } from 'node:path';
import { expect, it } from 'vitest';
import { killRuns } from './kills/kill-runs.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('loses nothing and repeats nothing but what was in flight when it is killed ten times', {
  timeout: 180_000,
}, async () => {
  const path = join(await temporaryFolder(), 'run.jsonl');
  const report = await killRuns(path, 10, Math.random);
  expect(report.faults).toEqual([]);
  expect(report.kills.SIGKILL + report.kills.SIGINT).toBe(10);
  expect(report.calls).toBeGreaterThanOrEqual(report.cells);
});
