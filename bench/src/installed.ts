import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a user installs for one vendor; a name with a slash and no version is packed from this repository. */
const installs: Readonly<Record<string, readonly string[]>> = {
  '@x/openai': ['packages/core', 'packages/openai'],
  '@x/hf': ['packages/core', 'packages/hf'],
  '@x/gemini': ['packages/core', 'packages/gemini'],
  openai: ['openai@7.57.0'],
  '@huggingface/inference': ['@huggingface/inference@4.13.30'],
  '@google/genai': ['@google/genai@3.1.0'],
  'ai + @ai-sdk/openai': ['ai@7.0.173', '@ai-sdk/openai@4.0.118'],
  '@langchain/openai': ['@langchain/core@1.4.0', '@langchain/openai@1.6.0'],
};

/** A Markdown table of what `npm install` brings: megabytes (10⁶) of files, and packages. */
export function installedTable(): string {
  const rows = Object.entries(installs).map(([name, wanted]) => {
    const { bytes, packages } = install(wanted);
    return `| ${name} | ${(bytes / 1e6).toFixed(1)} | ${packages} |`;
  });
  return ['| npm install | MB | packages |', '|---|---:|---:|', ...rows].join('\n');
}

function install(wanted: readonly string[]): { readonly bytes: number; readonly packages: number } {
  const place = mkdtempSync(join(tmpdir(), 'bench-install-'));
  try {
    writeFileSync(join(place, 'package.json'), '{ "private": true }');
    const specifiers = wanted.map((one) => (one.startsWith('packages/') ? packed(one, place) : one));
    const quiet = { cwd: place, stdio: 'ignore' } as const;
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...specifiers], quiet);
    const files = readdirSync(join(place, 'node_modules'), { recursive: true, withFileTypes: true });
    const found = files.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return {
      bytes: found.reduce((sum, file) => sum + lstatSync(file).size, 0),
      packages: found.filter((file) => /node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(file)).length,
    };
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Packs a package as it is published; npm finds what it needs of this repository among the others that are given. */
function packed(folder: string, place: string): string {
  const pnpm = join(root, 'node_modules/.bin/pnpm');
  const printed = execFileSync(pnpm, ['pack', '--pack-destination', place], {
    cwd: join(root, folder),
    encoding: 'utf8',
  });
  const name = /[\w@./-]+\.tgz/.exec(printed)?.[0];
  if (name === undefined) throw new Error(`${folder} could not be packed`);
  return name.startsWith('/') ? name : join(place, name);
}
