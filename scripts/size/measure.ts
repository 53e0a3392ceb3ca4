import { isBuiltin } from 'node:module';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export interface Size {
  /** Bytes of the minified bundle, and of the same after gzip -9. */
  readonly minified: number;
  readonly compressed: number;
  /** What the bundle still imports: nothing, for code that runs in a browser. */
  readonly imports: readonly string[];
}

/**
 * Bundles a module as an application for browsers would, from the packages' sources.
 *
 * @param source The module's text; packages are resolved from `folder`.
 */
export async function measure(source: string, folder: string): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@x/source'],
    // A built-in that someone imports shall be named in the report, not end the build.
    plugins: [
      {
        name: 'built-ins stay outside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /.*/ }, ({ path }) => (isBuiltin(path) ? { path, external: true } : undefined)),
      },
    ],
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild gave no bundle');
  return {
    minified: file.contents.byteLength,
    compressed: gzipSync(file.contents, { level: 9 }).byteLength,
    imports: Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path)),
  };
}

/** What is wrong with a bundle, in words; nothing when it keeps its budget. */
export function faults({ compressed, imports }: Size, limit: number): readonly string[] {
  return [
    ...(compressed > limit ? [`${compressed - limit} B over its budget of ${limit} B`] : []),
    ...imports.map((path) => `imports ${path}, which a browser does not have`),
  ];
}
