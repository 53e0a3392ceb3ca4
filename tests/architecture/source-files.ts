import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A source file as the rules see it; `path` is relative to `packages`, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const packages = fileURLToPath(new URL('../../packages', import.meta.url));

export function readSourceFiles(): readonly SourceFile[] {
  return readdirSync(packages).flatMap((name) => {
    const folder = join(packages, name, 'src');
    const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return entries
      .filter((entry) => entry.endsWith('.ts'))
      .map((entry) => {
        const path = `${name}/src/${entry.replaceAll('\\', '/')}`;
        return { path, text: readFileSync(join(folder, entry), 'utf8') };
      });
  });
}

export interface Import {
  readonly specifier: string;
  /** The file that a relative import or an import of a package's door leads to, where it is one of ours. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
  readonly clause: string;
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every import and re-export of a file. Comments are dropped first, since examples in them import too. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  return [...withoutComments(text).matchAll(statement)].map(([, type, clause = '', from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic ?? '';
    return { specifier, clause, typeOnly: type !== undefined, target: targetOf(path, specifier) };
  });
}

export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/[^\n]*/g, '$1');

/** The code alone: what stands in quotes is no type. */
export const withoutText = (text: string): string =>
  withoutComments(text).replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");

const doors: Readonly<Record<string, string>> = {
  '': 'index.ts',
  adapter: 'adapter.ts',
  'dialects/chat-completions': 'dialects/chat-completions/index.ts',
  'dialects/embeddings': 'dialects/embeddings.ts',
  container: 'container/index.ts',
  wrap: 'wrap/index.ts',
  node: 'node/index.ts',
  mcp: 'use/from-mcp.ts',
  price: 'use/price-of.ts',
};

function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(dirname(path), specifier));
  const [, name, door = ''] = /^@x\/([^/]+)(?:\/(.*))?$/.exec(specifier) ?? [];
  return name === undefined ? undefined : `${name}/src/${doors[door] ?? `${door}.ts`}`;
}
