/** What does not move: the size of a bundle, and what a type check of a typical file costs. Measured once, not timed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { usage } from './usage.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const compiler = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));

/** A Markdown table of bundles and type checks. */
export async function stillTable(): Promise<string> {
  const rows: string[] = [];
  for (const [name, source] of Object.entries(usage)) {
    const { compressed, minified } = await bundleOf(source);
    const { instantiations, files } = checkOf(source);
    rows.push(`| ${name} | ${grouped(compressed)} | ${grouped(minified)} | ${grouped(instantiations)} | ${files} |`);
  }
  const head = [
    '| one chat call | gzip -9, B | minified, B | type instantiations | files checked |',
    '|---|---:|---:|---:|---:|',
  ];
  return [...head, ...rows].join('\n');
}

const grouped = (count: number): string => count.toLocaleString('en');

async function bundleOf(source: string): Promise<{ readonly compressed: number; readonly minified: number }> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // Some peers reach for Node's own modules; they are left out of their bundles, which favours those peers.
    plugins: [
      {
        name: 'built-ins stay outside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /.*/ }, ({ path }) => (isBuiltin(path) ? { path, external: true } : undefined)),
      },
    ],
    write: false,
    logLevel: 'silent',
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { compressed: gzipSync(bytes, { level: 9 }).byteLength, minified: bytes.byteLength };
}

function checkOf(source: string): { readonly instantiations: number; readonly files: number } {
  const place = `${folder}/.check`;
  mkdirSync(place, { recursive: true });
  try {
    writeFileSync(`${place}/typical.ts`, `${source}\nexport {};\n`);
    writeFileSync(
      `${place}/tsconfig.json`,
      JSON.stringify({
        compilerOptions: {
          strict: true,
          module: 'nodenext',
          target: 'es2023',
          noEmit: true,
          skipLibCheck: true,
          types: ['node'],
        },
        files: ['typical.ts'],
      }),
    );
    const printed = execFileSync(compiler, ['-p', place, '--extendedDiagnostics'], { encoding: 'utf8' });
    const figure = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(printed)?.[1]);
    return { instantiations: figure('Instantiations'), files: figure('Files') };
  } finally {
    rmSync(place, { recursive: true });
  }
}
