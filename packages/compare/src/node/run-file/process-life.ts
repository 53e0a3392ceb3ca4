import { readFile } from 'node:fs/promises';
import { kill } from 'node:process';

/** Whether a process of this machine is running. */
export function isAlive(pid: number): boolean {
  try {
    kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may be looked at as little as ended, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When a process was started, as Linux counts it: the boot and the clock ticks since. Undefined where the system does
 * not say.
 */
export async function startOfProcess(pid: number): Promise<string | undefined> {
  try {
    const [boot, status] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The program's name, in brackets, may hold anything; the start is the 20th field after it (proc(5)).
    const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? undefined : `${boot.trim()} ${ticks}`;
  } catch {
    // No such file system: undefined is what that means.
    return undefined;
  }
}
