import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Miniflare } from 'miniflare';
import { chromium } from 'playwright';
import { bundle } from './bundle.ts';
import { chromiumArguments, chromiumPath, withoutChromium } from './chromium.ts';

const run = promisify(execFile);
const bin = (name: string): string => fileURLToPath(new URL(`node_modules/.bin/${name}`, import.meta.url));

/** One runtime: what the program gives there. */
export interface Runtime {
  readonly name: string;
  /** Why it cannot be had here, if so. */
  readonly missing?: string;
  readonly outcome: (host: string) => Promise<unknown>;
}

export const runtimes: readonly Runtime[] = [
  { name: 'Node', outcome: (host) => inProcess([process.execPath], host) },
  { name: 'Deno', outcome: (host) => inProcess([bin('deno'), 'run', '--allow-net', '--allow-env'], host) },
  { name: 'Bun', outcome: (host) => inProcess([bin('bun'), 'run'], host) },
  { name: 'workerd', outcome: inWorkerd },
  {
    name: 'Chromium',
    ...(withoutChromium && { missing: withoutChromium }),
    outcome: inChromium,
  },
];

async function inProcess(command: readonly string[], host: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'x-runtimes-'));
  try {
    const file = join(folder, 'program.mjs');
    writeFileSync(file, await bundle(`console.log(JSON.stringify(await program(${JSON.stringify(host)})));`));
    const [program = '', ...rest] = command;
    const { stdout } = await run(program, [...rest, file], { env: { PATH: process.env['PATH'], HOME: folder } });
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function inWorkerd(host: string): Promise<unknown> {
  const handler = `export default { fetch: async () => Response.json(await program(${JSON.stringify(host)})) };`;
  const worker = new Miniflare({ modules: true, script: await bundle(handler), compatibilityDate: '2026-07-01' });
  try {
    return await (await worker.dispatchFetch('http://worker.test/')).json();
  } finally {
    await worker.dispose();
  }
}

async function inChromium(host: string): Promise<unknown> {
  const instance = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumArguments] });
  try {
    const page = await instance.newPage();
    await page.goto(host);
    await page.waitForFunction('globalThis.outcome !== undefined');
    return await page.evaluate('globalThis.outcome');
  } finally {
    await instance.close();
  }
}
