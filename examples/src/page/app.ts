import { toResponse } from '@x/core';
import { openai } from '@x/openai';
import { build } from 'esbuild';
import { Hono } from 'hono';

/** The page, its script, and the route that holds the key. The key is read from the environment and stays here. */
export const app = new Hono()
  .get('/', (context) => context.html(page))
  .get('/page.js', async (context) => context.body(await script(), 200, { 'content-type': 'text/javascript' }))
  .post('/chat', async (context) => {
    const { prompt } = await context.req.json<{ prompt: unknown }>();
    if (typeof prompt !== 'string' || prompt.length > 2_000) return context.text('Give a prompt of 2,000 letters', 400);
    // What the page leaves, the vendor stops writing.
    return toResponse(provider.stream('chat', { model: 'gpt-5-mini', prompt }, { signal: context.req.raw.signal }));
  });

const provider = openai();

const page = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>The key stays on the server</title>
  <form><input name="prompt" value="Why is the sky blue?" size="60" autofocus /> <button>Ask</button></form>
  <p role="status"></p>
  <script type="module" src="/page.js"></script>
</html>`;

/** The page's script with what it imports, as a bundler of the application would make it. */
async function script(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL('page.ts', import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    minify: true,
    platform: 'browser',
    conditions: ['@x/source'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
