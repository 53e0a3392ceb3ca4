import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const examples = fileURLToPath(new URL('../examples', import.meta.url));

/** Asks the example's server as a browser does, with the sandbox in place of the vendor. */
const visit = `
  import { fromResponse } from '@x/core';
  import { app } from './src/page/app.ts';
  const page = await (await app.request('/')).text();
  const script = await (await app.request('/page.js')).text();
  const chat = (prompt) => app.request('/chat', { method: 'POST', body: JSON.stringify({ prompt }) });
  const { text, finishReason } = await fromResponse(await chat('Why is the sky blue?')).result();
  const refused = await fromResponse(await chat(7)).result().catch(({ code }) => code);
  console.log(JSON.stringify({ page, script, text, finishReason, refused }));
`;

test('a page streams through a route that holds the key, and never sees it', { timeout: 30_000 }, async () => {
  const conditions = ['--conditions=@x/source', '--import', './sandbox-preload.ts', '--input-type=module-typescript'];
  const { stdout } = await run(process.execPath, [...conditions, '--eval', visit], {
    cwd: examples,
    env: { PATH: process.env['PATH'] },
  });
  const seen = JSON.parse(stdout);
  expect(seen).toMatchObject({ finishReason: 'stop', refused: 'invalid-request' });
  expect(seen.text).not.toBe('');
  expect(seen.page).toContain('<script type="module" src="/page.js">');
  expect(seen.script).toContain('textContent');
  for (const secret of ['sandbox-key', 'OPENAI_API_KEY', 'api.openai.com', 'node:']) {
    expect(`${seen.page}${seen.script}`).not.toContain(secret);
  }
});
