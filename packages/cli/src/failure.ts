import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { cleanLine } from './render/clean.ts';
import { withoutKeys } from './vendors.ts';

/** Tells the person something on stderr: one line, without a key and without anything that drives the terminal. */
export function tell({ stderr, environment }: Pick<Io, 'stderr' | 'environment'>, message: string): void {
  const safe = withoutKeys(message, (name) => environment[name]);
  stderr.write(`${cleanLine(safe).trimEnd()}\n`);
}

/**
 * Says what went wrong and what to do about it.
 *
 * @returns the exit code that stands for it
 */
export function reportFailure(error: unknown, io: Pick<Io, 'stderr' | 'environment'>): ExitCode {
  const expected = expectedFailure(error);
  if (expected !== undefined) {
    tell(io, `x: ${messageOf(error)}${adviceOn(error)}`);
    return expected;
  }
  tell(io, `x: ${messageOf(error)} – this is a bug in x. ${whereToSeeMore(io)}`);
  if (io.environment['X_DEBUG']) for (const line of stackOf(error)) tell(io, line);
  return exitCodes.bug;
}

/** The exit codes of the errors that are not our own mistakes, by their names: two copies of a package may be loaded. */
function expectedFailure(error: unknown): ExitCode | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'UsageError') return exitCodes.usage;
  if (error.name === 'InferenceError') return isAbort(error) ? exitCodes.interrupted : exitCodes.usage;
  if (error.name === 'DiskError') return exitCodes.disk;
  if (error.name !== 'RunFileError') return undefined;
  return 'problem' in error && error.problem === 'disk' ? exitCodes.disk : exitCodes.usage;
}

const isAbort = (error: Error): boolean => 'code' in error && error.code === 'aborted';

/** What a run file's problem means on the command line. */
const adviceOn = (error: unknown): string =>
  error instanceof Error && 'problem' in error && error.problem === 'changed' ? ' (--extend does the last)' : '';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const stackOf = (error: unknown): readonly string[] => (error instanceof Error ? (error.stack ?? '').split('\n') : []);

const whereToSeeMore = ({ environment }: Pick<Io, 'environment'>): string =>
  environment['X_DEBUG']
    ? 'Please report it with what follows.'
    : 'Set X_DEBUG=1 and run it again to see where it happened.';
