import { jsonReport } from '@x/compare/analysis';
import * as z from 'zod';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { readOptions } from '../options.ts';
import { jsonLine } from '../render/json.ts';
import { printSame, printTables, printWarnings } from '../reporting/print-tables.ts';
import { reportFields, withReport } from '../reporting/report-options.ts';
import {
  agreementTable,
  checksTable,
  countsTable,
  differencesTable,
  endingsTable,
  gatesTable,
  metricsTable,
  wholeRunTable,
} from '../reporting/report-tables.ts';
import { UsageError } from '../usage-error.ts';

const statsOptions = z.object(reportFields);

/**
 * `x compare stats`: every figure of a run file with its interval, and what the targets differ in.
 *
 * @param given the command line's options and the run file, unchecked
 * @throws UsageError, InferenceError `invalid-request` for what cannot be reported; RunFileError when it cannot be read
 */
export async function compareStats(given: unknown, io: Io): Promise<number> {
  const options = readOptions(statsOptions, given);
  requireOneUnit(options);
  await withReport(options, io, (report) => {
    if (options.json) {
      io.stdout.write(jsonLine(JSON.parse(jsonReport(report))));
      return;
    }
    const figures = [metricsTable(report), checksTable(report)];
    const everything = [
      ...[endingsTable, countsTable, metricsTable, differencesTable],
      ...[agreementTable, wholeRunTable, checksTable, gatesTable],
    ];
    printTables(options.quiet ? figures : everything.map((table) => table(report)), io);
    if (options.quiet) return;
    printSame(report, io);
    printWarnings(report, io);
  });
  return exitCodes.ok;
}

/**
 * A margin is in a metric's unit: 5 words are not 5 milliseconds.
 *
 * @throws UsageError where it would stand for several metrics
 */
export function requireOneUnit({ margin, metric }: Pick<z.infer<typeof statsOptions>, 'margin' | 'metric'>): void {
  if (margin === undefined || metric?.length === 1) return;
  throw new UsageError("--margin is in a metric's unit. Name that one metric with --metric, such as --metric words");
}
