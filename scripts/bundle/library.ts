/**
 * Puts a library's modules into a few files, `dist/bundled`, for Node and those that load modules as it does, one file at
 * a time: a provider's seventy small ones take longer to find than to run. Bundlers get the modules, of which they leave
 * out what an application does not use.
 *
 * Usage: node ../../scripts/bundle/library.ts, in the package's folder, behind `tsc -b`. The package's build does it, for
 * each of its doors that names a file for `node`.
 */
import { readFile, rm } from 'node:fs/promises';
import { build } from 'esbuild';

/** A door, as `exports` of package.json has it. */
interface Door {
  readonly '@x/source'?: string;
  readonly node?: string;
}

const output = './dist/bundled/';

const { exports: doors }: { readonly exports: Readonly<Record<string, Door | string>> } = JSON.parse(
  await readFile('package.json', 'utf8'),
);
const entryPoints = Object.values(doors).flatMap((door) => {
  if (typeof door === 'string' || door.node === undefined || door['@x/source'] === undefined) return [];
  if (!door.node.startsWith(output)) throw new Error(`${door.node} is not in ${output}`);
  return [{ in: door['@x/source'], out: door.node.slice(output.length).replace(/\.js$/, '') }];
});

await rm(output, { recursive: true, force: true });
await build({
  entryPoints,
  outdir: output,
  bundle: true,
  // What several doors share, and what is loaded when it is asked for, are pieces of their own.
  splitting: true,
  chunkNames: 'piece-[hash]',
  packages: 'external',
  platform: 'node',
  target: 'node22',
  format: 'esm',
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
});
