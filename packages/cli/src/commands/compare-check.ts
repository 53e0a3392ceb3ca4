import { appendFile } from 'node:fs/promises';
import { type ComparisonReport, jsonReport, junitReport, markdownReport } from '@x/compare/analysis';
import * as z from 'zod';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { flag, readOptions } from '../options.ts';
import { jsonLine } from '../render/json.ts';
import { printTables, printWarnings } from '../reporting/print-tables.ts';
import { decimal, reportFields, withReport } from '../reporting/report-options.ts';
import { checksTable, gatesTable } from '../reporting/report-tables.ts';
import { writeOutput } from '../reporting/write-output.ts';

const checkOptions = z.object({
  ...reportFields,
  atLeast: decimal('a share from 0 to 1, such as 0.9', (value) => value >= 0 && value <= 1),
  lenient: flag,
  junit: z.string().min(1, 'is empty. Name a file').optional(),
});
type CheckOptions = z.infer<typeof checkOptions>;

/**
 * `x compare check`: whether a run holds against its gates. The interval's bound decides, not the point estimate.
 *
 * @param given the command line's options and the run file, unchecked
 * @returns 1 when a gate fails, or its figure does not show that it holds
 * @throws UsageError, InferenceError `invalid-request` for what is no check or gate; RunFileError, DiskError
 */
export async function compareCheck(given: unknown, io: Io): Promise<number> {
  const options = readOptions(checkOptions, given);
  return withReport(options, io, (report) => finish(report, options, io), options.atLeast);
}

async function finish(report: ComparisonReport, options: CheckOptions, io: Io): Promise<ExitCode> {
  const { json, quiet, junit, lenient } = options;
  if (junit !== undefined) await writeOutput([junitReport(report)], junit, io);
  if (json) io.stdout.write(jsonLine(JSON.parse(jsonReport(report))));
  else if (!quiet) {
    printTables([checksTable(report), gatesTable(report)], io);
    printWarnings(report, io);
  }
  await writeSummary(report, io);
  if (report.gates.length === 0) {
    tell(io, 'x: nothing is gated, so nothing can fail. Give checks an "atLeast", or --at-least 0.9 for all of them');
  }
  const counted = report.gates.filter(({ status }) => status === 'fails' || (status === 'undecided' && !lenient));
  for (const { name, target, status, reason } of counted) tell(io, `x: ${target}: ${name}: ${status}: ${reason}`);
  return counted.length > 0 ? exitCodes.threshold : exitCodes.ok;
}

/** GitHub shows what is in this file on the page of the job. */
async function writeSummary(report: ComparisonReport, { environment }: Io): Promise<void> {
  const path = environment['GITHUB_STEP_SUMMARY'];
  if (path) await appendFile(path, markdownReport(report));
}
