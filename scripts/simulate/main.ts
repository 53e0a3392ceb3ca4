/**
 * Draws runs from models whose true difference is known, and prints how often the intervals hold the truth and how often
 * "better" is said falsely, as Markdown. Usage: npm run simulate -- [--share 1] [--seed 1] [--model name]
 * [--rows 10] [--method bootstrap-bca]
 *
 * `--share` is the share of the runs to draw; all of them take some minutes on one core. Same seed, same table.
 * `--method` puts another way to make intervals to the test.
 */
import { parseArgs } from 'node:util';
import { lines } from './scenarios.ts';
import { simulate } from './simulate.ts';
import { type Result, tableOf } from './table.ts';

const methods = ['student-t', 'bootstrap-t', 'bootstrap-bca', 'bootstrap-percentile'] as const;

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: {
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    model: { type: 'string' },
    method: { type: 'string' },
    rows: { type: 'string' },
  },
});

const wanted = lines(Number(values.share), Number(values.seed)).filter(
  ({ model, rows }) =>
    (values.model === undefined || model.name === values.model) &&
    (values.rows === undefined || rows === Number(values.rows)),
);
const method = methods.find((name) => name === values.method);
if (method !== values.method) throw new Error(`there is no method ${values.method}; take one of ${methods.join(', ')}`);
const results: Result[] = [];
for (const line of wanted) {
  results.push({ line, tallies: line.scenarios.map((scenario) => simulate({ ...scenario, method })) });
  const { model, rows, repeats, missing } = line;
  console.error(
    `${results.length} of ${wanted.length}: ${model.name}, ${rows} rows × ${repeats}, ${missing * 100} % missing`,
  );
}
console.log(tableOf(results));
