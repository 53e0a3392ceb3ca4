import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { pid } from 'node:process';
import { ambientPlatform } from '@x/core/adapter';
import * as z from 'zod';
import { diskReason } from '../disk-reason.ts';
import { RunFileError } from './error.ts';
import { isAlive, startOfProcess } from './process-life.ts';

const owner = z.object({
  pid: z.int(),
  host: z.string(),
  /** When the lock was taken, ISO 8601. */
  at: z.string(),
  /** When the process was started, as its system counts; tells a process from a later one of the same number. */
  started: z.string().optional(),
});

/** Who holds a lock. */
export type LockOwner = z.infer<typeof owner>;

/** A lock that is held. */
export interface Lock {
  /** Whose lock was taken over, where its process is gone. */
  readonly tookOver?: LockOwner | undefined;
  /** Gives it up. May be called again. */
  release(): Promise<void>;
}

/** The lock of a run file. */
export const lockPath = (path: string): string => `${path}.lock`;

/**
 * Takes the lock of a run file, `<file>.lock`, so that it has one writer. The lock of a process of this machine that is
 * gone is taken over.
 *
 * @throws RunFileError `locked` when another process holds it, `disk` when it cannot be written
 */
export async function takeLock(path: string): Promise<Lock> {
  const place = lockPath(path);
  const own: LockOwner = {
    pid,
    host: hostname(),
    at: new Date(ambientPlatform.date()).toISOString(),
    ...(await start()),
  };
  const mine = `${place}.${pid}.${ambientPlatform.randomId().slice(0, 8)}`;
  try {
    await writeFile(mine, JSON.stringify(own));
    const tookOver = await claim(mine, place, path);
    return { tookOver, release: () => rm(place, { force: true }) };
  } catch (error) {
    if (error instanceof RunFileError) throw error;
    throw new RunFileError('disk', path, `Cannot lock ${path}: ${diskReason(error)}. Choose another place.`);
  } finally {
    await rm(mine, { force: true });
  }
}

async function start(): Promise<Pick<LockOwner, 'started'>> {
  const started = await startOfProcess(pid);
  return started === undefined ? {} : { started };
}

/** Links the file into the lock's place, which the system does for one of many; takes a dead owner's away before. */
async function claim(mine: string, place: string, path: string): Promise<LockOwner | undefined> {
  if (await linked(mine, place)) return undefined;
  const found = await contentOf(place);
  const holder = ownerFrom(found);
  if (found !== undefined && (holder === undefined || (await isHeld(holder)))) throw locked(path, holder);
  if (found !== undefined) await takeAway(place, found, path);
  if (await linked(mine, place)) return holder;
  throw locked(path, ownerFrom(await contentOf(place)));
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function contentOf(place: string): Promise<string | undefined> {
  try {
    return await readFile(place, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Moves a dead owner's lock out of the way; one that another process has put there meanwhile is put back. */
async function takeAway(place: string, found: string, path: string): Promise<void> {
  const aside = `${place}.${pid}.dead`;
  await rename(place, aside);
  try {
    const moved = await contentOf(aside);
    if (moved === found) return;
    await linked(aside, place);
    throw locked(path, ownerFrom(moved));
  } finally {
    await rm(aside, { force: true });
  }
}

function ownerFrom(content: string | undefined): LockOwner | undefined {
  try {
    return owner.parse(JSON.parse(content ?? ''));
  } catch {
    // Not a lock of ours, which is what undefined stands for.
    return undefined;
  }
}

// A process of another machine cannot be looked at, so its lock counts.
async function isHeld({ pid: holder, host, started }: LockOwner): Promise<boolean> {
  if (host !== hostname()) return true;
  if (!isAlive(holder)) return false;
  const startedNow = await startOfProcess(holder);
  return started === undefined || startedNow === undefined || started === startedNow;
}

function locked(path: string, holder: LockOwner | undefined): RunFileError {
  const who = holder === undefined ? 'Something' : `Process ${holder.pid} on ${holder.host}, since ${holder.at},`;
  const message =
    `${who} is writing ${path}. Wait for it, stop it, or choose another file. ` +
    `If it is surely gone, delete ${lockPath(path)}.`;
  return new RunFileError('locked', path, message);
}
