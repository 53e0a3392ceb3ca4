import { writeSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** What is needed of an open run file. A test can make it fail. */
export interface RunFileHandle {
  /** Appends bytes and says how many of them the disk took. */
  write(bytes: Uint8Array): Promise<{ readonly bytesWritten: number }>;
  /** Cuts the file to a length in bytes. */
  truncate(length: number): Promise<void>;
  /** Waits until what was written has reached the disk. */
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a file for appending. Lines are handed to the system at once, on the thread: the system copies some kilobytes
 * in microseconds, where a trip through Node's thread pool takes ten times as long and the answer waits for it. The
 * disk itself is waited for by `datasync`, beside the run.
 */
export async function openForAppending(path: string): Promise<RunFileHandle> {
  const file = await open(path, 'a');
  return {
    write: async (bytes) => ({ bytesWritten: writeSync(file.fd, bytes) }),
    truncate: (length) => file.truncate(length),
    datasync: () => file.datasync(),
    close: () => file.close(),
  };
}
