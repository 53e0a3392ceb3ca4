import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openRun } from '../../src/node.ts';
import { cellCount, cellName, slotCount } from './plan.ts';

const child = fileURLToPath(new URL('child.ts', import.meta.url));

/** What became of a comparison that was killed again and again. */
export interface KillReport {
  /** Times that it was ended from outside, by signal. */
  readonly kills: Readonly<Record<'SIGKILL' | 'SIGINT', number>>;
  /** Calls that its providers heard. */
  readonly calls: number;
  readonly cells: number;
  /** Calls beyond one a cell. */
  readonly repeated: number;
  /** Calls that may be repeated: those in flight, at each kill. */
  readonly allowed: number;
  /** Everything that went wrong; empty when nothing did. */
  readonly faults: readonly string[];
}

/**
 * Runs the comparison, ends it after a random time, goes on with it, and so on; after the last time it runs to its end.
 * After each end the file is read: what is in it must never be asked again, and must still be there.
 *
 * @param random uniform in [0, 1)
 */
export async function killRuns(path: string, times: number, random: () => number): Promise<KillReport> {
  const log = `${path}.calls`;
  const faults: string[] = [];
  const kills = { SIGKILL: 0, SIGINT: 0 };
  let answered: ReadonlySet<string> = new Set();
  let heard = 0;
  for (let session = 0; session <= times; session++) {
    const signal = session === times ? undefined : random() < 0.5 ? 'SIGKILL' : 'SIGINT';
    const code = await runOnce([path, log], signal, Math.floor(random() * 110));
    if (signal !== undefined) kills[signal]++;
    else if (code !== 0) faults.push(`the last run ended with ${code}`);
    const calls = await linesOf(log);
    for (const name of calls.slice(heard))
      if (answered.has(name)) faults.push(`asked again although answered: ${name}`);
    heard = calls.length;
    const now = await answeredIn(path, faults);
    for (const name of answered) if (!now.has(name)) faults.push(`lost: ${name}`);
    answered = now;
  }
  if (answered.size !== cellCount) faults.push(`${answered.size} of ${cellCount} cells were answered`);
  const repeated = heard - cellCount;
  const allowed = times * slotCount;
  if (repeated > allowed) faults.push(`${repeated} calls were repeated, and only ${allowed} were in flight`);
  return { kills, calls: heard, cells: cellCount, repeated, allowed, faults };
}

/** One session; `undefined` lets it run to its end. The time counts from when the run has begun. */
async function runOnce(args: readonly string[], signal: 'SIGKILL' | 'SIGINT' | undefined, afterMs: number) {
  const session = spawn(process.execPath, ['--conditions=@x/source', child, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(session, 'exit');
  if (signal !== undefined) {
    await Promise.race([begun(session), ended]);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    session.kill(signal);
  }
  const [code] = await ended;
  return code;
}

const begun = (session: ChildProcess): Promise<unknown> =>
  session.stdout === null ? Promise.resolve() : once(session.stdout, 'data');

async function answeredIn(path: string, faults: string[]): Promise<ReadonlySet<string>> {
  await using run = await openRun(path);
  const { badLines } = run.report;
  if (badLines > 0) faults.push(`${badLines} lines cannot be read`);
  const names = new Set<string>();
  for (const entry of run.entries) {
    const name = cellName(entry.target, entry.prompt, entry.row);
    if (names.has(name)) faults.push(`answered twice: ${name}`);
    names.add(name);
    const { text } = await run.cell(entry);
    const asked = name.slice(entry.target.length + 1);
    if (!text.startsWith(`Answer to ${asked}`)) faults.push(`another answer: ${name}`);
  }
  return names;
}

const linesOf = async (path: string): Promise<readonly string[]> =>
  (await readFile(path, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
