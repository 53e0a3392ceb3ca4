#!/usr/bin/env node
import process from 'node:process';
import { exitCodes } from './exit-codes.ts';
import { reportFailure } from './failure.ts';
import { slowHeapGrowth } from './heap-growth.ts';
import type { Io } from './io.ts';
import { run } from './run.ts';
import { quickFetch } from './transport.ts';

const showCursor = '\u001B[?25h';
const interruption = new AbortController();

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  directory: process.cwd(),
  signal: interruption.signal,
  transport: () => quickFetch(process.env),
  beforeLongWork: slowHeapGrowth,
};

/** The first time, what is running ends in order; whoever asks again gets out at once. */
function interrupt(): void {
  if (interruption.signal.aborted) leave(exitCodes.interrupted);
  interruption.abort();
}

function leave(code: number): never {
  if (process.stdout.isTTY) process.stdout.write(showCursor);
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
process.on('uncaughtException', (error) => leave(reportFailure(error, io)));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has left ("x ask … | head -1"): nobody is there to go on for.
  if (error.code !== 'EPIPE') throw error;
  interruption.abort();
});

process.exitCode = await run(process.argv.slice(2), io);
