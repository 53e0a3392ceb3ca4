import { resolve } from 'node:path';
import {
  type ComparisonReport,
  csvReport,
  jsonReport,
  junitReport,
  llmComparatorReport,
  markdownReport,
} from '@x/compare/analysis';
import { openRun } from '@x/compare/node';
import * as z from 'zod';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { oneOf, readOptions } from '../options.ts';
import { reportFields, withReport } from '../reporting/report-options.ts';
import { writeOutput } from '../reporting/write-output.ts';
import { verdictFinder } from '../votes/verdict-finder.ts';
import { requireOneUnit } from './compare-stats.ts';

const formats = {
  md: markdownReport,
  json: jsonReport,
  csv: csvReport,
  junit: junitReport,
} satisfies Readonly<Record<string, (report: ComparisonReport) => string>>;

const reportOptions = z.object({
  ...reportFields,
  format: oneOf(['md', 'json', 'csv', 'junit', 'llm-comparator']).default('md'),
  output: z.string().min(1, 'is empty. Name a file').optional(),
  a: z.string().optional(),
  b: z.string().optional(),
  votes: z.string().min(1, 'is empty. Name a file').optional(),
});

/**
 * `x compare report`: a run file's report as a file for people or programs.
 *
 * @param given the command line's options and the run file, unchecked
 * @throws UsageError, InferenceError `invalid-request` for what cannot be reported; RunFileError, DiskError
 */
export async function compareReport(given: unknown, io: Io): Promise<number> {
  const { format: named, ...options } = readOptions(reportOptions, given);
  const format = options.json ? 'json' : named;
  if (format === 'llm-comparator') await writePair(options, io);
  else {
    requireOneUnit(options);
    await withReport(options, io, (report) => writeOutput([formats[format](report)], options.output, io));
  }
  return exitCodes.ok;
}

type PairOptions = Pick<z.infer<typeof reportOptions>, 'run' | 'output' | 'a' | 'b' | 'votes'>;

async function writePair({ run: path, output, a, b, votes }: PairOptions, io: Io): Promise<void> {
  await using run = await openRun(resolve(io.directory, path));
  const verdictOf = votes === undefined ? undefined : await verdictFinder(resolve(io.directory, votes));
  await writeOutput(llmComparatorReport(run, { a, b, verdictOf }), output, io);
}
