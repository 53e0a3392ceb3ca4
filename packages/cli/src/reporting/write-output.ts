import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DiskError, reasonOf } from '../disk-error.ts';
import type { Io } from '../io.ts';

/**
 * Writes text, in pieces, to a file or to stdout.
 *
 * @param path as the person wrote it; undefined for stdout
 * @throws DiskError when the file cannot be written
 */
export async function writeOutput(
  pieces: Iterable<string> | AsyncIterable<string>,
  path: string | undefined,
  io: Pick<Io, 'stdout' | 'directory'>,
): Promise<void> {
  if (path === undefined) {
    for await (const piece of pieces) io.stdout.write(piece);
    return;
  }
  const file = await orDiskError(path, () => open(resolve(io.directory, path), 'w'));
  try {
    for await (const piece of pieces) await orDiskError(path, () => writeAll(file, piece));
  } finally {
    await file.close();
  }
}

const writeAll = (file: FileHandle, piece: string): Promise<void> => file.appendFile(piece);

async function orDiskError<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new DiskError(`Cannot write ${path}: ${reasonOf(error)}`);
  }
}
