/**
 * Runs one program in Node, Deno, Bun, workerd and Chromium against the sandbox on loopback, and compares what it gives.
 *
 * Exit codes: 0 when every runtime that is here gives the same; 1 when one fails or differs.
 */
import { isDeepStrictEqual } from 'node:util';
import { serveHost } from './host.ts';
import { runtimes } from './runtimes.ts';

const host = await serveHost();
let expected: unknown;
let failed = false;
for (const { name, missing, outcome } of runtimes) {
  if (missing !== undefined) {
    console.log(`left out  ${name}: ${missing}`);
    continue;
  }
  try {
    const given = await outcome(host.url);
    expected ??= given;
    const same = isDeepStrictEqual(given, expected);
    failed ||= !same;
    console.log(`${same ? 'ok       ' : 'DIFFERS  '} ${name}${same ? '' : `: ${JSON.stringify(given)}`}`);
  } catch (error) {
    failed = true;
    console.log(`FAILS     ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(JSON.stringify(expected));
host.close();
process.exitCode = failed ? 1 : 0;
