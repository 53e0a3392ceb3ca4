import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../src/io.ts';
import { run } from '../src/run.ts';
import { Pipe } from './virtual-terminal.ts';

/** What a run of the command came to. */
export interface Captured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command without keys and network, in an empty folder of its own unless told otherwise. */
export async function runX(argv: readonly string[], given: Partial<Io> = {}): Promise<Captured> {
  const stdout = new Pipe();
  const stderr = new Pipe();
  const code = await run(argv, {
    stdout,
    stderr,
    environment: {},
    directory: emptyFolder(),
    signal: new AbortController().signal,
    fetch: () => Promise.reject(new TypeError('there is no network here')),
    ...given,
  });
  return { code, stdout: stdout.written, stderr: stderr.written };
}

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'x-cli-'));

/** A folder with one file. */
export function folderWith(name: string, content: string | Uint8Array): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, name), content);
  return folder;
}
