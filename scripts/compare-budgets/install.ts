import { execFile } from 'node:child_process';
import { lstat, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Packs `@x/cli` as it is published, and installs it into an empty folder. It carries what it uses, so there is nothing
 * else to pack; a dependency on a package of this repository would fail the installation.
 *
 * @returns bytes of all files under `node_modules`
 */
export async function installedBytes(folder: string): Promise<number> {
  const place = join(folder, 'installed');
  await mkdir(place);
  await writeFile(join(place, 'package.json'), '{ "private": true }');
  await run(join(root, 'node_modules/.bin/pnpm'), ['pack', '--pack-destination', place], {
    cwd: join(root, 'packages/cli'),
  });
  const packed = (await readdir(place)).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error('@x/cli could not be packed');
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `./${packed}`], { cwd: place });
  // What was left out of it, or is not found where it now lies, fails here.
  await writeFile(join(place, 'compare.yaml'), 'targets: [{ id: a, provider: sandbox, model: m }]\nprompts: [Hello]\n');
  await run(process.execPath, [join(place, 'node_modules/.bin/x'), 'compare', 'run', '-c', 'compare.yaml'], {
    cwd: place,
  });
  return bytesUnder(join(place, 'node_modules'));
}

async function bytesUnder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await lstat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
