import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killRuns } from '../packages/compare/test/kills/kill-runs.ts';

// Kills a comparison at random moments and goes on with it, as often as the first argument says (100), and prints what
// became of it. Ends with 1 where anything was lost, or asked again without need.
const times = Number(process.argv[2] ?? 100);
const folder = await mkdtemp(join(tmpdir(), 'kill-runs-'));
try {
  let [calls, cells, repeated, allowed, done] = [0, 0, 0, 0, 0];
  const kills = { SIGKILL: 0, SIGINT: 0 };
  const faults: string[] = [];
  // A comparison is long enough for some ten kills; then the next is begun.
  for (let run = 0; done < times; run++) {
    const count = Math.min(10, times - done);
    const report = await killRuns(join(folder, `run-${run}.jsonl`), count, Math.random);
    done += count;
    calls += report.calls;
    cells += report.cells;
    repeated += report.repeated;
    allowed += report.allowed;
    kills.SIGKILL += report.kills.SIGKILL;
    kills.SIGINT += report.kills.SIGINT;
    faults.push(...report.faults);
    console.log(`${done} of ${times} kills, ${faults.length} faults`);
  }
  console.log({ kills, cells, calls, repeated, inFlightAtMost: allowed, faults });
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
