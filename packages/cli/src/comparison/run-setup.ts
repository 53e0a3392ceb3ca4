import { type ComparisonSummary, compare } from '@x/compare';
import { openRun, type Run, type StartRunOptions } from '@x/compare/node';
import { conduct, exitCodeFor } from '../conduct.ts';
import { connectTargets, secretsIn } from '../config/connect-targets.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { connector } from '../providers.ts';
import { jsonLine, summaryJson } from '../render/json.ts';
import { noView, promptHeadings, type Scene, type View } from '../render/view.ts';
import { Scoreboard } from '../scoreboard.ts';
import { secretsOf } from '../vendors.ts';
import { answerCache } from './answer-cache.ts';
import { comparisonOptions } from './comparison-options.ts';
import { keepRun, rescue } from './keep-run.ts';
import { keepSetup, type Setup } from './setup.ts';

/** How a run is reported: answers as they come, progress and a table, JSON, or problems only. */
export type Manner = 'answers' | 'progress' | 'json' | 'quiet';

/** How a setup is run. */
export interface Conditions {
  readonly manner: Manner;
  /** The run file, as the person wrote it; undefined to keep none. */
  readonly path: string | undefined;
  readonly how: Pick<StartRunOptions, 'onto' | 'extend' | 'retryFailed'>;
  /** Whether answers of earlier runs count. */
  readonly cached: boolean;
  /** Lines of the prompts file that were left out. */
  readonly problems: readonly string[];
}

/**
 * Runs a setup to its end, reports it, and says how to go on where it did not get there.
 *
 * @throws UsageError, and InferenceError `invalid-request` or `unsupported`, for what cannot be run
 * @throws RunFileError when the run file cannot be used
 */
export async function runSetup(setup: Setup, conditions: Conditions, io: Io): Promise<ExitCode> {
  const { config } = setup;
  const { manner, path, how, cached, problems } = conditions;
  const targets = await connectTargets(config.targets, connector(setup.sandbox, io), io.environment);
  const options = comparisonOptions(setup, targets, cached ? answerCache(io) : undefined, io);
  const secrets = [...secretsIn(config.targets, io.environment), ...secretsOf((name) => io.environment[name])];
  const dataSource = typeof config.data === 'string' ? config.data : undefined;
  const keeping = { ...how, secrets, dataSource, about: keepSetup(setup) };
  const kept = path === undefined ? undefined : await keepRun(path, options, keeping, io);

  const shown = manner === 'answers' || manner === 'progress';
  const scoreboard = shown ? new Scoreboard(targets) : undefined;
  const scene = { targets, headingOf: promptHeadings(options.prompts, options.repeats ?? 1) };
  const view = await views[manner](scene, io);
  io.beforeLongWork?.();
  const outcome = await conduct(kept ?? compare(options), { view, scoreboard }, io);
  if (scoreboard !== undefined) await showScores(kept, outcome, scoreboard, io);
  if (manner === 'json') {
    io.stdout.write(jsonLine({ type: 'end', ...summaryJson(outcome), runFile: path ?? null, problems }));
  }
  if (kept !== undefined) await rescue(await kept.done, io);
  sayHowItEnded(outcome, conditions, io);
  const code = exitCodeFor(outcome);
  return code === exitCodes.ok && problems.length > 0 ? exitCodes.partlyFailed : code;
}

/** Each is loaded when it is asked for: what draws and measures text takes a while, which a quiet run need not wait. */
const views: Readonly<Record<Manner, (scene: Scene, io: Io) => Promise<View>>> = {
  answers: async (scene, io) => (await import('../render/choose-view.ts')).chooseView(io, scene),
  progress: async (_, io) => new (await import('../render/progress-view.ts')).ProgressView(io),
  json: async ({ targets }, { stdout }) => new (await import('../render/json-views.ts')).JsonLinesView(stdout, targets),
  quiet: async () => noView,
};

/** The table: of the whole run file where an earlier run had answered some of it. */
async function showScores(
  kept: Run | undefined,
  { already, reason }: ComparisonSummary,
  scoreboard: Scoreboard,
  io: Io,
): Promise<void> {
  const { printKeptTable, printScores } = await import('../reading/kept-table.ts');
  if (kept !== undefined && already > 0 && reason !== 'disk' && !io.signal.aborted) {
    await using run = await openRun(kept.path);
    await printKeptTable(run, run.entries, io);
  } else if (scoreboard.ended > 0) printScores(scoreboard, io);
}

function sayHowItEnded(outcome: ComparisonSummary, { manner, path, problems }: Conditions, io: Io): void {
  const { reason, planned, already, targets, budget } = outcome;
  const sum = (count: (target: (typeof targets)[number]) => number): number =>
    targets.reduce((total, target) => total + count(target), 0);
  const failed = sum((target) => target.failed);
  const missing = sum((target) => target.skipped);
  const shown = manner === 'answers' || manner === 'progress';
  if (shown && path !== undefined && reason !== 'disk') io.stdout.write(`Kept in ${path}\n`);
  if (shown && already > 0) io.stdout.write(`${already} of ${planned} cells had been answered before\n`);
  if (budget !== undefined) tell(io, `x: ${budget}`);
  // Where answers or JSON were shown, each failure has been seen.
  const worthSaying = reason === 'interrupted' || manner === 'progress' || manner === 'quiet';
  if (path !== undefined && worthSaying && failed + missing > 0) {
    const what = [failed > 0 ? `${failed} failed` : '', missing > 0 ? `${missing} missing` : ''].filter(Boolean);
    const begun = reason === 'interrupted' ? 'Interrupted: ' : '';
    tell(io, `${begun}${what.join(' and ')} of ${planned} cells. Go on with: x compare resume ${path}`);
  }
  if (problems.length > 0) tell(io, `x: ${leftOut(problems.length)}: ${problems.join('; ')}`);
}

const leftOut = (lines: number): string => (lines === 1 ? '1 line was left out' : `${lines} lines were left out`);
