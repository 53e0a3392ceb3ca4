import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const program = fileURLToPath(new URL('program.ts', import.meta.url));

/** Bundles the program with a last line of the runtime's own, as its applications are bundled. */
export async function bundle(lastLine: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { program } from ${JSON.stringify(program)};\n${lastLine}`,
      resolveDir: folder,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@x/source'],
    write: false,
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild gave no bundle');
  return file.text;
}
