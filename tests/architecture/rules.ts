import { type Import, importsOf, type SourceFile, withoutComments, withoutText } from './source-files.ts';

/** Lowest first. A file may import from its own layer and from lower ones. */
const layers: readonly { readonly name: string; readonly files: RegExp }[] = [
  { name: 'contract', files: /^core\/src\/contract\// },
  { name: 'fold', files: /^core\/src\/fold\// },
  { name: 'wire', files: /^core\/src\/(wire\/|adapter\.ts$)/ },
  { name: 'dialects', files: /^core\/src\/dialects\// },
  { name: 'adapters', files: /^(hf|openai|gemini|local)\/src\// },
  { name: 'use cases', files: /^(core\/src\/(use|wrap)\/|compare\/src\/)/ },
  { name: 'composition', files: /^core\/src\/(container|node)\// },
  { name: 'apps', files: /^(cli|studio)\/src\// },
];

/** The rooms of the comparison, lowest first: what a call is, what is to be asked, the asking of it. */
const comparison = ['content', 'plan', 'engine'].map((room) => `compare/src/${room}/`);
const roomOf = (path: string): number => comparison.findIndex((room) => path.startsWith(room));

/** The root door stands over the contract and the free functions of the use cases, and is exempt by name. */
const rootDoor = 'core/src/index.ts';
/** Beside the layers: they stand in for vendors, or prove providers, and no library code imports them. */
const besideLayers = /^(sandbox|testing)\/src\//;

const layerOf = (path: string): number => layers.findIndex(({ files }) => files.test(path));
const layerName = (path: string): string => layers[layerOf(path)]?.name ?? 'no layer';

/** Says what is wrong with a file; an empty list when nothing is. */
export type Rule = (file: SourceFile) => readonly string[];

const overImports =
  (judge: (found: Import, file: SourceFile) => string | undefined): Rule =>
  (file) =>
    importsOf(file).flatMap((found) => judge(found, file) ?? []);

/** A package that may be imported from certain files only. */
const onlyIn = (names: RegExp, allowed: RegExp): Rule =>
  overImports(({ specifier }, { path }) =>
    names.test(specifier) && !allowed.test(path) ? `imports ${specifier}, which only ${allowed} may` : undefined,
  );

/** A word of the language or the platform that may stand in certain files only. */
const wordOnlyIn =
  (word: RegExp, watched: RegExp, allowed: RegExp): Rule =>
  ({ path, text }) =>
    watched.test(path) && !allowed.test(path) && word.test(withoutComments(text)) ? [`uses ${word}`] : [];

const libraries = /^(core|hf|openai|gemini|local|compare)\/src\//;
/** What a package does beyond web standards stands behind a door of its own. */
const webOnly = /^(hf|openai|gemini)\/src\/|^(core|compare|sandbox)\/src\/(?!node)/;
const platform = /^core\/src\/wire\/platform\.ts$/;

export const rules: Readonly<Record<string, Rule>> = {
  'belongs to a layer': ({ path }) =>
    path === rootDoor || besideLayers.test(path) || layerOf(path) !== -1 ? [] : ['belongs to no layer'],

  'imports go down': overImports(({ target }, { path }) => {
    if (target === undefined || path === rootDoor || besideLayers.test(path)) return undefined;
    if (besideLayers.test(target)) return layerName(path) === 'apps' ? undefined : `imports ${target}`;
    // What the root door offers is the contract and the use cases; the former is below everybody.
    const to = target === rootDoor ? 0 : layerOf(target);
    return to > layerOf(path) ? `reaches up to ${target}` : undefined;
  }),

  'adapters do not import adapters': overImports(({ target }, { path }) =>
    target !== undefined &&
    layerName(path) === 'adapters' &&
    layerName(target) === 'adapters' &&
    target.split('/')[0] !== path.split('/')[0]
      ? `imports ${target}`
      : undefined,
  ),

  'the rooms of the comparison import down': overImports(({ target = '' }, { path }) =>
    roomOf(path) !== -1 && roomOf(target) > roomOf(path) ? `reaches up to ${target}` : undefined,
  ),

  'tsyringe stays in the container': onlyIn(/^(tsyringe|reflect-metadata)(\/|$)/, /^core\/src\/container\//),
  'ky stays in the connection': onlyIn(/^ky$/, /^core\/src\/wire\/ky-transport\.ts$/),

  'undici stays in the transport for Node': onlyIn(/^undici$/, /^core\/src\/node\//),

  'the environment is touched in one file': wordOnlyIn(/\bprocess\b/, libraries, /platform\.ts$|^compare\/src\/node\//),
  'the clock is touched in one file': wordOnlyIn(/\b(Date\.now|performance\.now|new Date\(\))/, libraries, platform),
  'randomness is touched in one file': wordOnlyIn(/\b(Math\.random|randomUUID|getRandomValues)\b/, libraries, platform),
  'the global fetch is touched in one file': wordOnlyIn(
    /(?<![.\w#])fetch\(|globalThis\.fetch\(/,
    libraries,
    /platform\.ts$|^core\/src\/node\//,
  ),
  'console is for apps': wordOnlyIn(/\bconsole\./, libraries, /^$/),

  'web standards only': overImports(({ specifier }, { path }) =>
    specifier.startsWith('node:') && webOnly.test(path) ? `imports ${specifier}` : undefined,
  ),

  'zod is imported as a namespace': overImports(({ specifier, clause, typeOnly }) =>
    /^zod(\/|$)/.test(specifier) && !typeOnly && !/^(type\s+)?\* as z$/.test(clause.trim())
      ? `imports ${clause} from ${specifier}; write import * as z`
      : undefined,
  ),

  'at most 250 lines': ({ text }) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > 250 ? [`has ${lines} lines`] : [];
  },

  'no any': ({ path, text }) =>
    path !== 'core/src/contract/tool.ts' && /(?:[:<=|,]\s*|\b(?:as|extends)\s+)any\b/.test(withoutText(text))
      ? ['says any']
      : [],
};

/** Everything that is wrong, one line each. */
export function violations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    Object.entries(rules).flatMap(([name, rule]) => rule(file).map((why) => `${name}: ${file.path} ${why}`)),
  );
}
