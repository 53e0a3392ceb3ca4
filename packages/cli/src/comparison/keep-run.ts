import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ComparisonOptions } from '@x/compare';
import { type Run, RunFileError, type RunOutcome, type StartRunOptions, startRun } from '@x/compare/node';
import { reasonOf } from '../disk-error.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { version } from '../version.ts';

/** Where runs are kept when no file is named. */
const defaultFolder = 'runs';

/** The file that a run is kept in, as a person would write it: what was named, else `runs/<time>.jsonl`. */
export const runFilePath = (named: string | true): string =>
  named === true ? join(defaultFolder, `${timeInAName()}.jsonl`) : named;

/**
 * Opens the run file that answers are kept in: answers cost money and time, so they are kept unless the person says no.
 *
 * @throws RunFileError when it cannot be used, with what to do
 */
export async function keepRun(path: string, comparison: ComparisonOptions, how: StartRunOptions, io: Io): Promise<Run> {
  const place = resolve(io.directory, path);
  if (dirname(path) === defaultFolder) await makeFolder(dirname(place));
  const run = await startRun(place, comparison, { tool: { name: 'x', version }, ...how });
  if (run.healed !== undefined) {
    const { line, bytes } = run.healed;
    tell(io, `${path} line ${line} was torn when an earlier run was killed; its ${bytes} bytes are cut off`);
  }
  if (run.tookOver !== undefined) tell(io, `${path} was left locked by a run that is gone; this one goes on with it`);
  return run;
}

/**
 * Says what the disk did not take, and puts it elsewhere, so that nothing that was answered is lost: in the system's
 * temporary folder, else on stdout.
 */
export async function rescue({ path, disk, unwritten }: RunOutcome, io: Io): Promise<void> {
  if (disk === undefined) return;
  tell(io, `x: ${disk.message}`);
  if (unwritten.length === 0) return;
  const lines = unwritten.map((line) => `${line.trimEnd()}\n`).join('');
  const place = join(tmpdir(), `x-${timeInAName()}.jsonl`);
  try {
    await writeFile(place, lines, { mode: 0o600 });
    tell(io, `${unwritten.length} lines that are not in ${path} are kept in ${place}; add them to its end`);
  } catch (error) {
    tell(io, `${unwritten.length} lines that are not in ${path} follow on stdout, for ${place}: ${reasonOf(error)}`);
    io.stdout.write(lines);
  }
}

/** The time without the colons that some file systems refuse. */
const timeInAName = (): string => new Date().toISOString().replaceAll(':', '-');

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new RunFileError(
      'disk',
      path,
      `Cannot make the folder ${path}: ${reasonOf(error)}. Name another place with -o`,
    );
  }
}
