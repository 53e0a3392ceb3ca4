/**
 * What the comparison costs, against a host on loopback, and whether that is within its budgets.
 * Usage: npm run budgets -- [--rounds 7]
 *
 * Programs that are compared run in turns, so that whatever else the machine does hits them alike. Figures are medians,
 * with the lowest and the highest behind them. Exit codes: 0 when every budget is kept, 1 otherwise.
 */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { command, costOfComparing, lastAnswerOf } from './comparison.ts';
import { installedBytes } from './install.ts';
import { type Cost, costOf, type Spread, spreadOf } from './measure.ts';

/** One line of the table. */
interface Measured {
  readonly what: string;
  readonly unit: 'ms' | 'MB' | '×';
  readonly spread: Spread;
  /** What the median may be at most; absent for what is only compared with. */
  readonly atMost?: number;
}

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: { rounds: { type: 'string', default: '7' } },
});
const rounds = Number(values.rounds);

const bareLoop = fileURLToPath(new URL('bare-loop.mjs', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'compare-budgets-'));
const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)));
const url = await new Promise<string>((resolve) => server.once('message', (message) => resolve(String(message))));
try {
  const table: readonly Measured[] = [
    ...(await manyShortAnswers()),
    ...(await longAnswers()),
    ...(await besideABusyTarget()),
    ...(await theVersion()),
    await theInstallation(),
  ];
  for (const line of table) console.log(lineOf(line));
  const missed = table.filter(({ spread, atMost = Number.POSITIVE_INFINITY }) => !(spread.median <= atMost));
  console.log(missed.length === 0 ? 'Every budget is kept.' : `${missed.length} budgets are missed.`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  server.disconnect();
  await rm(folder, { recursive: true, force: true });
}

async function manyShortAnswers(): Promise<readonly Measured[]> {
  const comparing = { url, models: ['a', 'b', 'c'], prompts: 200, folder };
  const bare: Cost[] = [];
  const ours: Cost[] = [];
  await inTurns(async () => {
    bare.push(await costOf([bareLoop, url, '200'], folder));
    ours.push(await costOfComparing(comparing));
  });
  const walls = spreadOf(bare.map(({ wall }) => wall));
  const ratios = ours.map(({ wall }, round) => wall / (bare[round]?.wall ?? Number.NaN));
  return [
    { what: '3 × 200 answers, bare loop: wall', unit: 'ms', spread: walls },
    { what: '3 × 200 answers, bare loop: memory', unit: 'MB', spread: spreadOf(bare.map(({ memory }) => memory)) },
    { what: '3 × 200 answers, x: wall', unit: 'ms', spread: spreadOf(ours.map(({ wall }) => wall)) },
    { what: '3 × 200 answers, x beside the loop', unit: '×', spread: spreadOf(ratios), atMost: 1.5 },
    { what: '3 × 200 answers, x: memory', unit: 'MB', spread: spreadOf(ours.map((c) => c.memory)), atMost: 150 },
  ];
}

async function longAnswers(): Promise<readonly Measured[]> {
  const models = ['long-a', 'long-b', 'long-c'];
  const costs = [await costOfComparing({ url, models, prompts: 2_000, folder })];
  return [
    { what: '6,000 × 20 kB, x: wall', unit: 'ms', spread: spreadOf(costs.map(({ wall }) => wall)) },
    { what: '6,000 × 20 kB, x: memory', unit: 'MB', spread: spreadOf(costs.map((c) => c.memory)), atMost: 300 },
  ];
}

/** Until the last answer of two targets: alone, and beside a third that refuses everything with 429. */
async function besideABusyTarget(): Promise<readonly Measured[]> {
  const others = ['a', 'b'];
  const alone: number[] = [];
  const beside: number[] = [];
  await inTurns(async () => {
    const one = await costOfComparing({ url, models: others, prompts: 200, folder });
    alone.push(await lastAnswerOf(one.path, others));
    const two = await costOfComparing({ url, models: [...others, 'busy'], prompts: 200, folder });
    beside.push(await lastAnswerOf(two.path, others));
  });
  // What else the machine does can only add to either, by more than is looked for here: so the quickest are compared.
  const ratio = spreadOf([Math.min(...beside) / Math.min(...alone)]);
  return [
    { what: 'two targets, alone: last answer', unit: 'ms', spread: spreadOf(alone) },
    { what: 'two targets, beside one on 429: last answer', unit: 'ms', spread: spreadOf(beside) },
    { what: 'two targets, beside one on 429 and alone', unit: '×', spread: ratio, atMost: 1.1 },
  ];
}

async function theVersion(): Promise<readonly Measured[]> {
  const node: number[] = [];
  const more: number[] = [];
  await inTurns(async () => {
    const bare = await costOf(['-e', '0'], folder);
    const ours = await costOf([command, '--version'], folder);
    node.push(bare.wall);
    more.push(ours.wall - bare.wall);
  });
  return [
    { what: 'node -e 0', unit: 'ms', spread: spreadOf(node) },
    { what: 'x --version, longer than node -e 0 by', unit: 'ms', spread: spreadOf(more), atMost: 100 },
  ];
}

async function theInstallation(): Promise<Measured> {
  const size = (await installedBytes(folder)) / 1024 ** 2;
  return { what: '@x/cli, installed', unit: 'MB', spread: spreadOf([size]), atMost: 30 };
}

/** As often as is wanted; what is compared runs side by side in each round. */
async function inTurns(round: () => Promise<void>): Promise<void> {
  for (let count = 0; count < rounds; count++) await round();
}

function lineOf({ what, unit, spread: { median, low, high }, atMost }: Measured): string {
  const digits = unit === '×' ? 2 : unit === 'MB' ? 1 : 0;
  const [middle, from, to] = [median, low, high].map((value) => value.toFixed(digits));
  const budget = atMost === undefined ? '' : `at most ${atMost} ${median <= atMost ? 'kept' : 'MISSED'}`;
  return `${what.padEnd(46)} ${`${middle} ${unit}`.padStart(10)}  ${`${from}–${to}`.padEnd(14)} ${budget}`.trimEnd();
}
