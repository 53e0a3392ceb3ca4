import { stat } from 'node:fs/promises';
import { diskReason } from '../disk-reason.ts';
import { RunFileError } from './error.ts';
import { type RunFileReport, readRunFile } from './read.ts';

/**
 * What is at `path` before it is written to; an empty report where there is nothing.
 *
 * @throws RunFileError `format` for something else than a run file, which is not ours to add to; `disk` when it cannot
 * be read
 */
export async function inspectExisting(path: string): Promise<RunFileReport> {
  const reading = readRunFile(path);
  if (await isMissing(path)) return reading.report;
  for await (const record of reading) void record;
  const { report } = reading;
  if (report.records === 0 && (report.wholeBytes > 0 || report.torn !== undefined)) {
    throw new RunFileError('format', path, `${path} is there already and is no run file. Choose another name.`);
  }
  return report;
}

async function isMissing(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size === 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true;
    throw new RunFileError('disk', path, `Cannot read ${path}: ${diskReason(error)}. Choose another place.`);
  }
}
