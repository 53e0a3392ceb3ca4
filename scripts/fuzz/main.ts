/**
 * Sends answers with faults through every adapter and counts how the calls end. Usage: npm run fuzz -- [--runs 100000]
 * [--seed n]
 *
 * Exit codes: 0 when every call ended in an answer or an InferenceError; 1 with the smallest case that did not.
 */
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { anyCase, checkCase } from './check.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' } },
});
const runs = Number(values.runs);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);

const endings = new Map<string, number>();
let done = 0;
const result = await fc.check(
  fc.asyncProperty(anyCase, async (one) => {
    const ending = await checkCase(one);
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
    if (++done % 10_000 === 0) console.error(`${done} of ${runs}`);
  }),
  { numRuns: runs, seed },
);
console.log(`${result.numRuns} cases, seed ${seed}`);
for (const [ending, count] of [...endings].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(8)} ${ending}`);
if (result.failed) {
  console.log(fc.defaultReportMessage(result));
  process.exitCode = 1;
}
