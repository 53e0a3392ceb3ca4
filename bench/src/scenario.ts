import type { Candidate } from './candidate.ts';
import type { Peer } from './peer.ts';

/** What one process measured, by the metric's name. */
export type Measures = Readonly<Record<string, number>>;

/** One thing that is measured, in a process of its own. Undefined where the candidate cannot do it. */
export type Scenario = (load: () => Promise<Candidate>, server: Peer) => Promise<Measures | undefined>;

/** Microseconds of this process's CPU, and of the wall clock. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

/** What `work` costs. */
export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const start = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: user + system, wall: (performance.now() - start) * 1_000 };
}

/** Reads a stream to its end. @throws Error when it had another number of pieces: half the work is not the work. */
export async function drain(pieces: AsyncIterable<string>, expected: number): Promise<void> {
  let count = 0;
  for await (const _ of pieces) count++;
  if (count !== expected) throw new Error(`${count} pieces came instead of ${expected}`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
