import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { categories, metrics } from '../../src/metrics/index.ts';

const page = await readFile(new URL('../../../../docs/comparison.md', import.meta.url), 'utf8');

test.each([...metrics, ...categories].map(({ name }) => name))('docs/comparison.md says what %s means', (name) => {
  expect(page).toContain(`\`${name}\``);
});
