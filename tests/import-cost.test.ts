import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../examples', import.meta.url));

/** The packages that are loaded when a module is imported, and what it then does is done. */
async function packagesOf(module: string): Promise<readonly string[]> {
  const program = `
    import { registerHooks } from 'node:module';
    const urls = [];
    registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) });
    ${module}
    console.log(JSON.stringify(urls));`;
  const { stdout } = await run(process.execPath, ['--conditions=@x/source', '--input-type=module', '-e', program], {
    cwd: folder,
  });
  const urls: readonly string[] = JSON.parse(stdout);
  const names = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
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
  const loaded = await packagesOf(`await import('${door}');`);
  expect(loaded).toContain('eventsource-parser');
  expect(loaded.filter((name) => !small.includes(name))).toEqual([]);
});

test('what a task needs is loaded with its first call', async () => {
  const loaded = await packagesOf(`
    const { openai } = await import('@x/openai');
    const fetch = async () => Response.json({ data: [{ embedding: [1] }] });
    await openai({ apiKey: 'k', fetch }).run('embedding', { model: 'm', texts: ['a'] });`);
  expect(loaded).toEqual(['eventsource-parser', 'zod']);
});
