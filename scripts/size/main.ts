/**
 * Prints what a bundle weighs for each thing that a user may write, beside its budget.
 *
 * Exit codes: 0 when every bundle keeps its budget and imports nothing; 1 when one does not.
 */
import { fileURLToPath } from 'node:url';
import { budgets } from './budgets.ts';
import { faults, measure } from './measure.ts';

/** A folder that depends on every package. */
const folder = fileURLToPath(new URL('../../examples', import.meta.url));

let failed = false;
for (const { name, source, limit } of budgets) {
  const size = await measure(source, folder);
  const wrong = faults(size, limit);
  failed ||= wrong.length > 0;
  const figures = `${size.compressed} B of ${limit} B (${size.minified} B before gzip)`;
  console.log(`${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${[figures, ...wrong].join('; ')}`);
}
process.exitCode = failed ? 1 : 0;
