import { resolve } from 'node:path';
import {
  type Judge,
  type JudgeVerdict,
  judgePairs,
  judgeReport,
  type PlannedPair,
  rate,
  readPair,
  winRates,
} from '@x/compare/analysis';
import { openRun, type RunView } from '@x/compare/node';
import { supports } from '@x/core';
import * as z from 'zod';
import { exitCodes } from '../exit-codes.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { readOptions, reporting, sandboxUseOf, standingIn, wholeNumber } from '../options.ts';
import { connector, provideTargets } from '../providers.ts';
import { cleanLine } from '../render/clean.ts';
import { CountedProgress } from '../render/counted-progress.ts';
import { jsonLine, jsonOf } from '../render/json.ts';
import { printTables } from '../reporting/print-tables.ts';
import { parseTarget } from '../targets.ts';
import { UsageError } from '../usage-error.ts';
import { besideRun, openRound, type Round, targetsIn, voteLine } from '../votes/open-round.ts';
import { judgeTable, ratingTable, ratingWarnings, winsTable } from '../votes/vote-tables.ts';

const judgeOptions = z.object({
  ...reporting,
  ...standingIn,
  run: z.string(),
  judge: z.string({ error: 'is missing. Name a model, such as --judge openai:gpt-5-mini' }),
  criteria: z.string({ error: 'is missing. Say by what to judge: --criteria "which is more correct"' }).trim().min(1),
  pairs: z.string().optional(),
  limit: wholeNumber(1),
  seed: wholeNumber(0),
  concurrency: wholeNumber(1, 64),
  output: z.string().min(1, 'is empty. Name a file').optional(),
});
type JudgeCommandOptions = z.infer<typeof judgeOptions>;

/**
 * `x compare judge`: a model says which of two answers is better, in both orders; its verdicts are kept beside the run.
 *
 * @param given the command line's options and the run file, unchecked
 * @returns 3 when some pairs could not be judged
 * @throws UsageError, InferenceError for what is wrong with the judge; RunFileError, DiskError
 */
export async function compareJudge(given: unknown, io: Io): Promise<number> {
  const options = readOptions(judgeOptions, given);
  await using run = await openRun(resolve(io.directory, options.run));
  const judge = await judgeFor(options, io);
  const path = options.output ?? besideRun(options.run, 'judged');
  const whose = { source: 'judge', by: judge.id, criteria: options.criteria } as const;
  const choice = { targets: targetsIn(options.pairs), limit: options.limit, seed: options.seed };
  const round = await openRound(run, resolve(io.directory, path), whose, choice);
  await using _file = round.file;
  const { verdicts, failures } = await judgeAll(run, judge, round, options, io);
  if (verdicts.length === 0) throw new UsageError('There is no pair of answers to judge');
  report(verdicts, path, options, io);
  const [why] = failures;
  if (why === undefined) return exitCodes.ok;
  tell(io, `x: ${failures.length} pairs could not be judged; the same command asks them again. The first: ${why}`);
  return exitCodes.partlyFailed;
}

async function judgeFor({ judge, criteria, ...options }: JudgeCommandOptions, io: Io): Promise<Judge & { id: string }> {
  const spec = parseTarget(judge);
  const [provided] = await provideTargets([spec], connector(sandboxUseOf(options), io));
  const provider = provided?.target.provider;
  if (provider === undefined || !supports(provider, 'chat'))
    throw new UsageError(`${judge} does not chat, so it cannot judge`);
  return { id: spec.id, provider, model: spec.model, criteria };
}

interface Judged {
  readonly verdicts: readonly JudgeVerdict[];
  /** Why a call failed, for each pair of which one did. */
  readonly failures: readonly string[];
}

async function judgeAll(
  run: RunView,
  judge: Judge,
  { file, open, cast, pairs }: Round,
  { concurrency, seed, quiet, json }: JudgeCommandOptions,
  io: Io,
): Promise<Judged> {
  const verdicts = cast.filter((vote) => vote.source === 'judge').map((vote): JudgeVerdict => vote);
  const already = verdicts.length;
  using progress = quiet || json ? undefined : new CountedProgress(io);
  const failures: string[] = [];
  let ended = 0;
  for await (const verdict of judgePairs(judge, readEach(run, open), { concurrency, seed, signal: io.signal })) {
    const pair = open[ended++];
    const kept = keptVerdict(verdict);
    if (typeof kept === 'string') failures.push(kept);
    else if (pair !== undefined) await file.add(voteLine(pair, kept));
    verdicts.push(verdict);
    progress?.show({ ended, already, planned: pairs.length, failed: failures.length });
  }
  return { verdicts, failures };
}

async function* readEach(run: RunView, pairs: readonly PlannedPair[]) {
  for (const pair of pairs) yield readPair(run, pair);
}

/** The verdict as the file takes it; why, where a call failed: it is to be asked again. */
function keptVerdict({ aFirst, bFirst, sameVendor, ...verdict }: JudgeVerdict) {
  if (aFirst.status === 'failed') return `${aFirst.error.code}: ${aFirst.error.message}`;
  if (bFirst.status === 'failed') return `${bFirst.error.code}: ${bFirst.error.message}`;
  return { ...verdict, aFirst, bFirst, sameVendor: [...sameVendor] };
}

function report(
  verdicts: readonly JudgeVerdict[],
  path: string,
  { json, quiet, seed }: JudgeCommandOptions,
  io: Io,
): void {
  const behaviour = judgeReport(verdicts, { seed });
  const wins = winRates(verdicts, { seed });
  const rating = rate(verdicts, { seed });
  if (json) {
    io.stdout.write(
      jsonLine({ type: 'judged', votes: path, judge: jsonOf(behaviour), wins: jsonOf(wins), rating: jsonOf(rating) }),
    );
    return;
  }
  printTables(quiet ? [ratingTable(rating)] : [judgeTable(behaviour), winsTable(wins), ratingTable(rating)], io);
  if (quiet) return;
  for (const warning of ratingWarnings(rating)) io.stdout.write(`! ${cleanLine(warning)}\n`);
  io.stdout.write(`Kept in ${cleanLine(path)}\n`);
}
