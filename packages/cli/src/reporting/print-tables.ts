import { type ComparisonReport, tellingPairs } from '@x/compare/analysis';
import type { Io } from '../io.ts';
import { cleanLine } from '../render/clean.ts';
import { type FigureTable, figureTable } from '../render/figure-table.ts';
import { paintFor, widthFor } from '../render/terminal.ts';

/** Prints the tables that have a row, with an empty line between them. */
export function printTables(tables: readonly FigureTable[], { stdout, environment }: Io): void {
  const paint = paintFor(stdout, environment);
  const texts = tables.map((table) => figureTable(table, widthFor(stdout), paint)).filter((text) => text !== '');
  if (texts.length > 0) stdout.write(`${texts.join('\n\n')}\n`);
}

/** Prints what to know before believing a report. */
export function printWarnings({ warnings }: ComparisonReport, { stdout, environment }: Io): void {
  const paint = paintFor(stdout, environment);
  for (const warning of warnings) stdout.write(`${paint(`! ${cleanLine(warning)}`, 'warning')}\n`);
}

/** Says in one line what no table shows, because there is nothing to see. */
export function printSame(report: ComparisonReport, { stdout }: Pick<Io, 'stdout'>): void {
  const { same } = tellingPairs(report);
  if (same.length > 0) stdout.write(`No difference was seen in: ${same.map(cleanLine).join(', ')}\n`);
}
