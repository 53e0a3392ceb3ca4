import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../examples', import.meta.url));

/** Node loads what the build has put together; without a build there is nothing to look at. */
const built = existsSync(`${folder}/../packages/openai/dist/bundled/index.js`);

/** The files that are loaded when a module is imported, and what it then does is done. */
async function filesOf(module: string, from: 'sources' | 'build'): Promise<readonly string[]> {
  const program = `
    import { registerHooks } from 'node:module';
    const urls = [];
    registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) });
    ${module}
    console.log(JSON.stringify(urls));`;
  const conditions = from === 'sources' ? ['--conditions=@x/source'] : [];
  const { stdout } = await run(process.execPath, [...conditions, '--input-type=module', '-e', program], {
    cwd: folder,
  });
  const urls: readonly string[] = JSON.parse(stdout);
  return urls.filter((url) => url.startsWith('file:'));
}

/** The packages of others among them. */
function packagesOf(files: readonly string[]): readonly string[] {
  const names = files.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
  return [...new Set(names)].sort();
}

const doors = [
  '@x/openai',
  '@x/hf',
  '@x/gemini',
  '@x/openai/chat',
  '@x/openai/responses',
  '@x/hf/chat',
  '@x/gemini/chat',
];

/** Small ones, of a file or two each: what reads a stream, and what bounds how many inputs are asked at once. */
const small = ['eventsource-parser', 'p-limit', 'yocto-queue'];

test.each(doors)('importing %s loads neither schemas nor an HTTP client', async (door) => {
  const loaded = packagesOf(await filesOf(`await import('${door}');`, 'sources'));
  expect(loaded).toContain('eventsource-parser');
  expect(loaded.filter((name) => !small.includes(name))).toEqual([]);
});

test.skipIf(!built)('Node finds a built door in a few files (skipped before a build)', async () => {
  const files = await filesOf(`await import('@x/openai');`, 'build');
  expect(files.some((url) => url.endsWith('/packages/openai/dist/bundled/index.js'))).toBe(true);
  // 23 when this was written; its modules are 79.
  expect(files.length).toBeLessThanOrEqual(30);
});

test('what a task needs is loaded with its first call', async () => {
  const loaded = await filesOf(
    `
    const { openai } = await import('@x/openai');
    const fetch = async () => Response.json({ data: [{ embedding: [1] }] });
    await openai({ apiKey: 'k', fetch }).run('embedding', { model: 'm', texts: ['a'] });`,
    'sources',
  );
  expect(packagesOf(loaded)).toEqual(['eventsource-parser', 'zod']);
});
