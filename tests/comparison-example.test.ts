import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { made, regenerate } from '../examples/comparison/regenerate.ts';

const kept = (name: string): string => readFileSync(new URL(`../examples/comparison/${name}`, import.meta.url), 'utf8');

test('the comparison in examples/comparison is what its script makes', { timeout: 60_000 }, async () => {
  const now = await regenerate();
  for (const name of made) expect(now[name], `${name}: run examples/comparison/regenerate.ts`).toBe(kept(name));
});

test('nothing of the machine that made it is in it', () => {
  for (const name of made) expect(kept(name)).not.toMatch(/\/tmp\/|\/home\/|\/work\/|\/Users\//);
});
