import type { Cell, EndedCell } from './cell.ts';
import type { ComparisonSummary } from './events.ts';
import type { Row } from './plan/rows.ts';
import type { Spent } from './spending.ts';

/** How a cell had ended in an earlier run. */
export type Earlier = 'answered' | 'failed';

/** Remembers which cells have ended, and how, over several runs. */
export interface Ledger {
  /** What was spent on the cells that it knows; counts towards the budget. */
  readonly spent: Spent;
  /** Cells that it knows to have ended. */
  readonly size: number;
  /** Called once, before anything is sent. */
  begin(): Promise<void>;
  /**
   * How an earlier run ended a cell that need not be asked again; undefined for one that is to be asked. Each earlier
   * result counts for one cell, so that equal rows get an answer each.
   */
  take(cell: Cell): Earlier | undefined;
  /**
   * Keeps what a cell has come to. The target's next cell waits for it. When it rejects, the comparison asks nothing
   * more, finishes what is in flight, and ends with the reason `disk`.
   *
   * @param values the row's
   */
  keep(ended: EndedCell, values: Row): Promise<void>;
  /** Called once, when everything has ended. */
  finish(summary: ComparisonSummary): Promise<void>;
}
