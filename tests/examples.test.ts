import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const examples = fileURLToPath(new URL('../examples', import.meta.url));
const files = readdirSync(`${examples}/src`).filter((name) => /^\d\d-.*\.ts$/.test(name));

test('there are examples', () => expect(files.length).toBeGreaterThanOrEqual(6));

// Each example runs as a reader would run it, in a process of its own, with the sandbox in place of the vendors.
test.each(files)('%s runs', { timeout: 30_000 }, async (name) => {
  const { stdout, stderr } = await run(
    process.execPath,
    ['--conditions=@x/source', '--import', './sandbox-preload.ts', `src/${name}`],
    { cwd: examples, env: { PATH: process.env['PATH'] } },
  );
  expect(stderr).toBe('');
  expect(stdout).not.toMatch(/undefined|\[object|failed with/);
  if (!name.includes('vendor-of-your-own')) expect(stdout.trim()).not.toBe('');
});
