import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ComparisonOptions } from '@x/compare';
import { RunFileError, type RunFileWriter, writeRunFile } from '@x/compare/node';
import { tell } from './failure.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

/** Where runs are kept when no file is named. */
const defaultFolder = 'runs';

/** A run file that is open, and where. */
export interface OpenRunFile {
  /** As a person would write it. */
  readonly path: string;
  readonly writer: RunFileWriter;
}

/**
 * Opens the run file that answers are kept in: answers cost money and time, so they are kept unless the person says no.
 *
 * @param output a path, true for `runs/<time>.jsonl`, false for none
 * @throws RunFileError when it cannot be written to, or is something else than a run file
 */
export async function openRunFile(
  output: string | boolean,
  comparison: ComparisonOptions,
  io: Io,
): Promise<OpenRunFile | undefined> {
  if (output === false) return undefined;
  const path = output === true ? join(defaultFolder, `${timeInAName()}.jsonl`) : output;
  const place = resolve(io.directory, path);
  if (output === true) await makeFolder(dirname(place));
  const writer = await writeRunFile(place, comparison, { tool: { name: 'x', version } });
  if (writer.healed !== undefined) {
    const { line, bytes } = writer.healed;
    tell(io, `${path} line ${line} was torn when an earlier run was killed; its ${bytes} bytes are cut off`);
  }
  return { path, writer };
}

/** The time without the colons that some file systems refuse. */
const timeInAName = (): string => new Date().toISOString().replaceAll(':', '-');

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason';
    throw new RunFileError('disk', path, `Cannot make the folder ${path}: ${reason}. Name another place with -o`);
  }
}
