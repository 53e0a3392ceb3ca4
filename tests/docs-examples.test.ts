import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

const examples = ['structured-output-and-tools', 'wrappers'].flatMap((page) =>
  [...readFileSync(`${root}/docs/${page}.md`, 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
    ([, code = ''], place) => ({
      name: `${page}, example ${place + 1}`,
      code,
    }),
  ),
);

// As a reader would run it, in a process of its own, with the sandbox in place of the vendors.
test.each(examples)('$name runs', { timeout: 30_000 }, async ({ code }) => {
  const conditions = ['--conditions=@x/source', '--import', './sandbox-preload.ts', '--input-type=module-typescript'];
  const options = { cwd: `${root}/examples`, env: { PATH: process.env['PATH'] } };
  const { stdout, stderr } = await run(process.execPath, [...conditions, '--eval', code], options);
  expect(stderr).toBe('');
  expect(stdout.trim()).not.toBe('');
});

test('there are examples of each page', () =>
  expect(new Set(examples.map(({ name }) => name.split(',')[0])).size).toBe(2));
