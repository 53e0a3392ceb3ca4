import type { Comparison, ComparisonSummary } from '@x/compare';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { tell } from './failure.ts';
import type { Io } from './io.ts';
import type { View } from './render/view.ts';
import type { Scoreboard } from './scoreboard.ts';

/** Those who are told what happens in a comparison. */
export interface Audience {
  readonly view: View;
  /** Absent where no table is shown: counting words and characters takes time. */
  readonly scoreboard?: Scoreboard | undefined;
}

/** Runs a comparison to its end, and says at once when a target is given up. */
export async function conduct(
  comparison: Comparison,
  { view, scoreboard }: Audience,
  io: Pick<Io, 'stderr' | 'environment'>,
): Promise<ComparisonSummary> {
  try {
    for await (const event of comparison.events()) {
      scoreboard?.add(event);
      view.show(event);
      if (event.type !== 'target-stopped') continue;
      const { target, error } = event;
      tell(io, `x: ${target} is asked nothing more: ${error.code}: ${error.message}`);
    }
  } finally {
    view.close();
  }
  return comparison.done;
}

/** What the end of a comparison means for the exit code. A budget that was used up leaves cells out. */
export function exitCodeFor({ reason, targets }: Pick<ComparisonSummary, 'reason' | 'targets'>): ExitCode {
  if (reason === 'disk') return exitCodes.disk;
  if (reason === 'interrupted') return exitCodes.interrupted;
  const whole = targets.every(({ failed, skipped }) => failed === 0 && skipped === 0);
  return whole && reason === 'complete' ? exitCodes.ok : exitCodes.partlyFailed;
}
