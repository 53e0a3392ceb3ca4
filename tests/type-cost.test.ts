import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

/** The declarations that users get are what is measured, so the packages have to be built. */
const built = existsSync(`${root}/packages/core/dist/index.d.ts`);

/** 6,494 were measured, of which zod takes 1,969 for its one schema. */
const BUDGET = 9_000;

test.skipIf(!built)('checking a typical file stays quick (skipped before a build)', { timeout: 30_000 }, async () => {
  const compiler = `${root}/node_modules/.bin/tsc`;
  const { stdout } = await run(compiler, ['-p', `${root}/tests/type-cost`, '--extendedDiagnostics']);
  const instantiations = Number(/^Instantiations:\s+(\d+)/m.exec(stdout)?.[1]);
  expect(instantiations).toBeGreaterThan(0);
  expect(instantiations).toBeLessThanOrEqual(BUDGET);
});
