/** What does not move: the size of a bundle, and what a type check of a typical file costs. Measured once, not timed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Budget, budgets, chatCalls } from '../../scripts/size/budgets.ts';
import { measure } from '../../scripts/size/measure.ts';
import { peers } from './peer-calls.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const compiler = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));

/** Markdown tables of bundles and of type checks. */
export async function stillTables(): Promise<string> {
  const bundles: string[] = [];
  // Some peers reach for Node's own modules; they are left out of their bundles, which favours those peers.
  for (const [name, source] of besidePeers(budgets)) {
    const { compressed, minified } = await measure(source, folder);
    bundles.push(`| ${name} | ${grouped(compressed)} | ${grouped(minified)} |`);
  }
  const checks = besidePeers(chatCalls).map(([name, source]) => {
    const { instantiations, files } = checkOf(source);
    return `| ${name} | ${grouped(instantiations)} | ${files} |`;
  });
  return [
    ['| bundle of one chat call, or of what is named | gzip -9, B | minified, B |', '|---|---:|---:|', ...bundles],
    ['| type check of one chat call | instantiations | files |', '|---|---:|---:|', ...checks],
  ]
    .map((table) => table.join('\n'))
    .join('\n\n');
}

/** Sources by their names: ours, then the peers'. */
const besidePeers = (ours: readonly Budget[]): readonly (readonly [name: string, source: string])[] => [
  ...ours.map(({ name, source }) => [name, source] as const),
  ...Object.entries(peers),
];

const grouped = (count: number): string => count.toLocaleString('en');

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
