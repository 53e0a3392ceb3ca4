import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { text } from 'node:stream/consumers';

/** What one run of a program cost. */
export interface Cost {
  /** Milliseconds from its start to its end. */
  readonly wall: number;
  /** The most memory that the system counted for it at any time, in MB of 1,048,576 bytes. */
  readonly memory: number;
}

/** Notes, at the end of the process that it is loaded into, the highest resident set that the system has counted. */
const notePeak =
  "data:text/javascript,import { writeFileSync } from 'node:fs';" +
  "process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));";

/**
 * Runs Node in a process of its own.
 *
 * @param folder where it runs, and where notes about it are put
 * @param codes the exit codes that are right
 * @throws Error with what it said, for any other exit code
 */
export async function costOf(commandLine: readonly string[], folder: string, codes = [0]): Promise<Cost> {
  const peakFile = `${folder}/peak`;
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', notePeak, ...commandLine], {
    cwd: folder,
    env: { ...process.env, PEAK_FILE: peakFile },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [said, code] = await Promise.all([text(child.stderr), ended]);
  const wall = performance.now() - start;
  if (code === null || !codes.includes(code)) throw new Error(`${commandLine.join(' ')} ended with ${code}: ${said}`);
  return { wall, memory: Number(await readFile(peakFile, 'utf8')) / 1024 };
}

/** How a number came out over several runs. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The middle and both ends of some numbers. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    low: at(0),
    high: at(sorted.length - 1),
  };
}
