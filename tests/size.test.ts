import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { budgets } from '../scripts/size/budgets.ts';
import { faults, measure } from '../scripts/size/measure.ts';

const folder = fileURLToPath(new URL('../examples', import.meta.url));

test.each(budgets)('$name keeps its budget and runs in a browser', async ({ source, limit }) => {
  expect(faults(await measure(source, folder), limit)).toEqual([]);
});

test('a bundle that is too large or wants Node is found out', async () => {
  const size = await measure(`import { readFileSync } from 'node:fs'; console.log(readFileSync('a'));`, folder);
  expect(faults(size, size.compressed)).toEqual(['imports node:fs, which a browser does not have']);
  expect(faults({ ...size, imports: [] }, size.compressed - 1)).toEqual([
    `1 B over its budget of ${size.compressed - 1} B`,
  ]);
});
