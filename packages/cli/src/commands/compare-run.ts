import { resolve } from 'node:path';
import { type ComparisonOptions, type ComparisonSummary, compare } from '@x/compare';
import { type PromptsFile, readPrompts } from '@x/compare/node';
import { conduct, exitCodeFor } from '../conduct.ts';
import { exitCodes } from '../exit-codes.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { compareRunOptions, readOptions, sandboxUseOf } from '../options.ts';
import { provideTargets } from '../providers.ts';
import { chooseView, noView } from '../render/choose-view.ts';
import { jsonLine, summaryJson } from '../render/json.ts';
import { JsonLinesView } from '../render/json-views.ts';
import { scoreTable } from '../render/table.ts';
import { paintFor, widthFor } from '../render/terminal.ts';
import { promptHeadings, type Scene, type View } from '../render/view.ts';
import { openRunFile } from '../run-file.ts';
import { Scoreboard } from '../scoreboard.ts';
import { parseTargets } from '../targets.ts';
import { UsageError } from '../usage-error.ts';

/** How a run is reported. */
type Manner = 'shown' | 'json' | 'quiet';

/**
 * `x compare run`: every prompt of a file to every target.
 *
 * @param given the command line's options, unchecked
 * @throws UsageError, and InferenceError `invalid-request`, for what cannot be run
 * @throws RunFileError when the run file cannot be written
 */
export async function compareRun(given: unknown, io: Io): Promise<number> {
  const options = readOptions(compareRunOptions, given);
  const specs = parseTargets(options.target);
  const file = await readPrompts(resolve(io.directory, options.prompts));
  const problems = file.problems.map(({ line, message }) => `${options.prompts} line ${line}: ${message}`);
  for (const problem of problems) tell(io, `x: ${problem}. This line is left out`);
  const targets = await provideTargets(specs, sandboxUseOf(options), io);
  const asked: ComparisonOptions = {
    targets: targets.map(({ target }) => target),
    prompts: chosenPrompts(file, options),
    repeats: options.repeat,
    system: options.system,
    maxTokens: options.maxTokens,
    temperature: options.temperature,
    signal: io.signal,
  };
  const comparison = compare(asked);
  const runFile = await openRunFile(options.output, asked, io);

  const manner = mannerOf(options);
  const scoreboard = new Scoreboard(targets);
  const scene = { targets, headingOf: promptHeadings(asked.prompts, asked.repeats ?? 1) };
  const view = viewFor(manner, scene, io);
  let summary: ComparisonSummary;
  try {
    summary = await conduct(comparison, { view, scoreboard, runFile: runFile?.writer });
  } finally {
    // Also when the disk has refused: what was answered until then is worth seeing.
    if (manner === 'shown' && scoreboard.ended > 0) showScores(scoreboard, io);
  }

  if (manner === 'json') {
    io.stdout.write(jsonLine({ type: 'end', ...summaryJson(summary), runFile: runFile?.path ?? null, problems }));
  }
  if (manner === 'shown' && runFile !== undefined) io.stdout.write(`Kept in ${runFile.path}\n`);
  if (problems.length > 0) tell(io, `x: ${leftOut(problems.length)}: ${problems.join('; ')}`);
  const code = exitCodeFor(summary);
  return code === exitCodes.ok && problems.length > 0 ? exitCodes.partlyFailed : code;
}

function mannerOf({ json, quiet }: { readonly json: boolean; readonly quiet: boolean }): Manner {
  if (json) return 'json';
  return quiet ? 'quiet' : 'shown';
}

function chosenPrompts(
  { prompts, problems }: PromptsFile,
  { prompts: path, limit }: { readonly prompts: string; readonly limit?: number | undefined },
): PromptsFile['prompts'] {
  if (prompts.length > 0) return prompts.slice(0, limit);
  const reason = problems.length === 0 ? 'is empty' : 'has no line that could be read';
  throw new UsageError(`${path} ${reason}. Write a prompt a line, such as {"prompt": "Why is the sky blue?"}`);
}

const views: Readonly<Record<Manner, (scene: Scene, io: Io) => View>> = {
  shown: (scene, io) => chooseView(io, scene),
  json: ({ targets }, { stdout }) => new JsonLinesView(stdout, targets),
  quiet: () => noView,
};

const viewFor = (manner: Manner, scene: Scene, io: Io): View => views[manner](scene, io);

function showScores(scoreboard: Scoreboard, { stdout, environment }: Io): void {
  stdout.write(`${scoreTable(scoreboard.scores(), widthFor(stdout), paintFor(stdout, environment))}\n`);
}

const leftOut = (lines: number): string => (lines === 1 ? '1 line was left out' : `${lines} lines were left out`);
