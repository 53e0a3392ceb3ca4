/**
 * The `x` command as a function, for programs and tests that want no process of their own.
 *
 * @packageDocumentation
 */
export { type ExitCode, exitCodes } from './exit-codes.ts';
export type { Io, Output } from './io.ts';
export { run } from './run.ts';
