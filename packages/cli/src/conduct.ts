import type { Comparison, ComparisonSummary } from '@x/compare';
import type { RunFileWriter } from '@x/compare/node';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { View } from './render/view.ts';
import type { Scoreboard } from './scoreboard.ts';

/** Those who are told what happens in a comparison. */
export interface Audience {
  readonly view: View;
  readonly scoreboard: Scoreboard;
  /** Absent where no run file is kept. */
  readonly runFile?: RunFileWriter | undefined;
}

/**
 * Runs a comparison to its end. What has ended is written before it is shown.
 *
 * @throws RunFileError `disk` when the run file cannot be written; the calls in flight are stopped, since their answers
 * would be lost
 */
export async function conduct(comparison: Comparison, audience: Audience): Promise<ComparisonSummary> {
  const { view, scoreboard, runFile } = audience;
  try {
    for await (const event of comparison.events()) {
      await runFile?.write(event);
      scoreboard.add(event);
      view.show(event);
    }
  } catch (error) {
    // What closing says beside it follows from the first refusal, which says more.
    await runFile?.close().catch(() => undefined);
    throw error;
  } finally {
    view.close();
  }
  await runFile?.close();
  return comparison.done;
}

/** What a comparison that came to its end, or was stopped, means for the exit code. */
export function exitCodeFor({ interrupted, targets }: ComparisonSummary): ExitCode {
  if (interrupted) return exitCodes.interrupted;
  return targets.some(({ failed }) => failed > 0) ? exitCodes.partlyFailed : exitCodes.ok;
}
