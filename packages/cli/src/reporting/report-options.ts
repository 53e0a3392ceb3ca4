import { resolve } from 'node:path';
import { type ComparisonReport, loadLanguageDetector, type ReportOptions, reportOn } from '@x/compare/analysis';
import { openRun, type RunView } from '@x/compare/node';
import * as z from 'zod';
import { keptSetupOf } from '../comparison/setup.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { flag, reporting, wholeNumber } from '../options.ts';
import { CountedProgress } from '../render/counted-progress.ts';
import { type CheckPlan, checkPlanOf, readCheckPlan } from './check-plan.ts';

/** A number of a range, as it stands on a command line. */
export const decimal = (expects: string, fits: (value: number) => boolean) =>
  z
    .string()
    .refine((given) => given.trim() !== '' && fits(Number(given)), {
      error: ({ input }) => `expects ${expects}, not "${input}"`,
    })
    .transform(Number)
    .optional();

/** The options of everything that reports on a run file. */
export const reportFields = {
  ...reporting,
  run: z.string(),
  config: z.string().min(1, 'is empty. Name a file').optional(),
  metric: z.array(z.string()).optional(),
  reference: z.string().optional(),
  languages: flag,
  baseline: z.string().optional(),
  margin: decimal("a number above 0, in the metric's unit", (value) => value > 0),
  level: decimal('a number between 0 and 1, such as 0.95', (value) => value > 0 && value < 1),
  seed: wholeNumber(0),
};

const reportFieldsSchema = z.object(reportFields);
/** What was asked for of a report. */
export type ReportFields = z.infer<typeof reportFieldsSchema>;

/**
 * Opens a run file, makes its report and hands both on.
 *
 * @param atLeast the gate of checks that have none of their own
 * @throws UsageError, InferenceError `invalid-request` for what cannot be reported; RunFileError when it cannot be read
 */
export async function withReport<T>(
  options: ReportFields,
  io: Io,
  use: (report: ComparisonReport, run: RunView) => T | Promise<T>,
  atLeast?: number,
): Promise<T> {
  await using run = await openRun(resolve(io.directory, options.run));
  const { badLines } = run.report;
  if (badLines > 0) tell(io, `${badLines} lines of ${options.run} cannot be read; they are left out`);
  const plan = await planFor(run, options, io, atLeast);
  const { metric: metrics, reference, baseline, margin, level, seed } = options;
  // The detector brings a megabyte of data, which is loaded for those who want it.
  const context = options.languages ? { language: await loadLanguageDetector() } : {};
  const asked = { metrics, reference, baseline, margin, level, seed, context };
  // Awaited here, for the run is closed on the way out.
  return await use(await counted(run, { ...asked, ...plan }, options, io), run);
}

/** Makes the report, and says how far it is: comparing long answers takes some milliseconds a pair. */
async function counted(run: RunView, asked: ReportOptions, { quiet }: ReportFields, io: Io): Promise<ComparisonReport> {
  using progress = quiet ? undefined : new CountedProgress(io);
  const onProgress = (ended: number, planned: number): void => progress?.show({ ended, planned });
  return await reportOn(run, { ...asked, onProgress, signal: io.signal });
}

function planFor(run: RunView, { config }: ReportFields, io: Io, atLeast: number | undefined): Promise<CheckPlan> {
  if (config !== undefined) return readCheckPlan(config, io.directory, atLeast);
  return checkPlanOf(keptSetupOf(run.header.about)?.config ?? {}, atLeast);
}
