import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const preload = pathToFileURL(`${root}/examples/sandbox-preload.ts`).href;

const blocksOf = (path: string): readonly string[] =>
  [...readFileSync(path, 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

interface Example {
  readonly name: string;
  readonly code: string;
  /** Where it runs, and so what it may import. */
  readonly folder: string;
}

const ofTheFrontPage: readonly Example[] = blocksOf(`${root}/README.md`).map((code, place) => ({
  name: `README.md, example ${place + 1}`,
  code,
  folder: `${root}/examples`,
}));
// The first block of each package's page is its runnable example.
const ofThePackages: readonly Example[] = readdirSync(`${root}/packages`).map((name) => {
  const code = blocksOf(`${root}/packages/${name}/README.md`)[0] ?? '';
  // What uses the sandbox beside its own package runs where the examples do, which have all of them.
  const folder = code.includes('@x/sandbox') ? `${root}/examples` : `${root}/packages/${name}`;
  return { name: `packages/${name}/README.md`, code, folder };
});

// As a reader would run it, in a process of its own, with the sandbox in place of the vendors.
test.each([...ofTheFrontPage, ...ofThePackages])('$name runs', { timeout: 30_000 }, async ({ code, folder }) => {
  expect(code).not.toBe('');
  const conditions = ['--conditions=@x/source', '--import', preload, '--input-type=module-typescript'];
  const { stderr } = await run(process.execPath, [...conditions, '--eval', code], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
  });
  expect(stderr).toBe('');
});
