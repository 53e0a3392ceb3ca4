/**
 * Puts the `x` command and everything that it uses into a few files: `dist/x.js`, the same as a function in
 * `dist/x-run.js`, and the pieces that both load when they need them. Hundreds of small modules take a third of a second
 * and some twenty megabytes to load, and packages that are installed beside the command carry much that it never runs.
 *
 * Usage: node scripts/bundle/main.ts, behind `tsc -b`. The package's build does it.
 */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = `${root}packages/cli/`;
const output = `${cli}dist/`;

/** What is CommonJS asks for Node's own modules by `require`, which a module does not have. */
const requireForCommonJs =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

for (const name of await readdir(output)) if (/^x[-.]/.test(name)) await rm(output + name);

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { x: `${cli}dist/main.js`, 'x-run': `${cli}dist/index.js` },
  outdir: output,
  // Names of pieces begin as the command's do, so that they can be told from what `tsc` has made.
  chunkNames: 'x-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  // The modules of the libraries, and not what they have put together for Node: what is not used is left out.
  conditions: ['@x/source'],
  target: 'node22',
  format: 'esm',
  minifyWhitespace: true,
  legalComments: 'none',
  banner: { js: requireForCommonJs },
  metafile: true,
  logLevel: 'warning',
});

await writeFile(`${output}x-licences.txt`, await licencesOf(Object.keys(metafile.inputs), root));
