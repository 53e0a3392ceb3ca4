/**
 * A thousand streams at once against the sandbox on loopback, while it refuses, stalls, cuts and drops connections.
 * Usage: npm run load -- [--streams 1000] [--rounds 3] [--seed 1]
 *
 * Exit codes: 0 when every call ended as it has to and nothing is left behind; 1 otherwise, with what was wrong.
 */
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { InferenceProvider } from '@x/core';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';
import { type Call, endingOf, isRight } from './call.ts';
import { type Remains, remains } from './leaks.ts';
import { type Ending, type Reader, situations } from './situations.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: {
    streams: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});
const [streams, rounds] = [Number(values.streams), Number(values.rounds)];

/** Idle connections stay in the pool of Node's fetch for four seconds. */
const POOL_RESTS = 6_000;
/** Heap that a process of this kind wins and loses from round to round, in MiB. */
const HEAP_NOISE = 8;

const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)), { execArgv: ['--conditions=@x/source'] });
const url = await new Promise<string>((resolve) => server.once('message', (message) => resolve(String(message))));
const random = seeded(Number(values.seed));
const shared = new AbortController().signal;
const providers = connect(url);
const wrong = new Set<string>();

await round(50);
await sleep(POOL_RESTS);
const base = remains(shared);
console.log(`before: ${describe(base)}`);
for (let count = 1; count <= rounds; count++) {
  const start = performance.now();
  const endings = await round(streams);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.log(`round ${count}: ${streams} streams in ${seconds} s; ${tally(endings)}`);
}
await sleep(POOL_RESTS);
const after = remains(shared);
console.log(`after:  ${describe(after)}`);
for (const name of ['sockets', 'timers', 'listeners'] as const) {
  if (after[name] > base[name]) wrong.add(`${after[name] - base[name]} ${name} are left behind`);
}
if (after.heap > base.heap + HEAP_NOISE) wrong.add(`the heap has grown by ${(after.heap - base.heap).toFixed(1)} MiB`);
for (const line of wrong) console.log(`WRONG: ${line}`);
console.log(wrong.size === 0 ? 'Every call ended as it has to; nothing is left behind.' : `${wrong.size} faults.`);
process.exitCode = wrong.size === 0 ? 0 : 1;
server.disconnect();

function connect(host: string): readonly InferenceProvider<'chat'>[] {
  const settings = { timeout: { firstByte: 8_000, idle: 3_000 } };
  return [
    openai({ ...settings, baseUrl: `${host}/openai/v1` }),
    gemini({ ...settings, baseUrl: `${host}/gemini/v1beta` }),
    hf({ ...settings, baseUrl: `${host}/hf/v1` }),
  ];
}

async function round(size: number): Promise<ReadonlyMap<Ending, number>> {
  const endings = new Map<Ending, number>();
  await Promise.all(
    Array.from({ length: size }, async () => {
      const call = draw();
      const ending = await endingOf(call);
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
      if (!isRight(ending, call)) wrong.add(`${call.provider.id} ${call.situation.model}, ${call.reader}: ${ending}`);
    }),
  );
  return endings;
}

function draw(): Call {
  const readers: readonly Reader[] = ['to the end', 'to the end', 'to the end', 'leaves', 'aborts'];
  return { provider: pick(providers), situation: pick(situations), reader: pick(readers), shared };
}

function pick<T>(list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('there is nothing to pick from');
  return chosen;
}

/** Mulberry32: small, and good enough to draw situations in an order that can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function describe({ sockets, timers, listeners, heap }: Remains): string {
  return `${sockets} sockets, ${timers} timers, ${listeners} listeners on the shared signal, heap ${heap} MiB`;
}

function tally(endings: ReadonlyMap<Ending, number>): string {
  const counts = [...endings].sort((a, b) => b[1] - a[1]);
  return counts.map(([ending, count]) => `${ending} ${count}`).join(', ');
}
