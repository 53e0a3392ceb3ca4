import { appendFileSync } from 'node:fs';
import { startRun } from '../../src/node.ts';
import { killedComparison, textLimit } from './plan.ts';

/** Runs, or goes on with, the comparison in a process that can be killed. Arguments: the run file, the log of calls. */
const [, , path = '', log = ''] = process.argv;
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

const run = await startRun(
  path,
  killedComparison((name) => appendFileSync(log, `${name}\n`), stop.signal),
  { textLimit },
);
process.stdout.write('started\n');
const { reason } = await run.done;
process.exitCode = reason === 'complete' ? 0 : 130;
