import { reportFailure } from './failure.ts';
import type { Io } from './io.ts';
import { execute } from './program.ts';

/**
 * The `x` command, without a process: everything that it reads and writes is handed in.
 *
 * @param argv the arguments behind the program's name, such as `['ask', 'Hello', '-t', 'openai:gpt-5-mini']`
 * @returns the exit code; nothing is thrown
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await execute(argv, io);
  } catch (error) {
    return reportFailure(error, io);
  }
}
