import type { CellEntry, RunView } from '@x/compare/node';
import type { Io } from '../io.ts';
import { scoreTable } from '../render/table.ts';
import { paintFor, widthFor } from '../render/terminal.ts';
import { Scoreboard } from '../scoreboard.ts';
import { figuresOfCell, shownTargets } from './kept-cell.ts';

/**
 * Prints the table of a run file's cells, which are read one at a time.
 *
 * @param entries all of the run's, or some
 * @throws RunFileError when a cell cannot be read
 */
export async function printKeptTable(run: RunView, entries: readonly CellEntry[], io: Io): Promise<void> {
  const scoreboard = new Scoreboard(shownTargets(run.header));
  const everything = entries.length === run.entries.length;
  scoreboard.plan(everything ? run.header.planned : entries.length);
  for (const entry of entries) {
    if (io.signal.aborted) return;
    scoreboard.count(figuresOfCell({ entry, cell: await run.cell(entry) }));
  }
  printScores(scoreboard, io);
}

/** Prints a line for each target, as wide as the terminal is. */
export function printScores(scoreboard: Scoreboard, { stdout, environment }: Pick<Io, 'stdout' | 'environment'>): void {
  stdout.write(`${scoreTable(scoreboard.scores(), widthFor(stdout), paintFor(stdout, environment))}\n`);
}
