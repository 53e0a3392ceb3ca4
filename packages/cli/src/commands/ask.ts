import { compare } from '@x/compare';
import * as z from 'zod';
import { conduct, exitCodeFor } from '../conduct.ts';
import type { Io } from '../io.ts';
import { prompting, readOptions, sandboxUseOf } from '../options.ts';
import { connector, provideTargets } from '../providers.ts';
import { chooseView } from '../render/choose-view.ts';
import { jsonLine } from '../render/json.ts';
import { JsonAnswers } from '../render/json-views.ts';
import { scoreTable } from '../render/table.ts';
import { paintFor, widthFor } from '../render/terminal.ts';
import { Scoreboard } from '../scoreboard.ts';
import { parseTargets } from '../targets.ts';

const askOptions = z.object({
  ...prompting,
  prompt: z.string().refine((given) => given.trim() !== '', 'is empty. Write it in quotes behind "x ask"'),
});

/**
 * `x ask`: one prompt to every target.
 *
 * @param given the command line's options and its prompt, unchecked
 * @throws UsageError, and InferenceError `invalid-request`, for what cannot be asked
 */
export async function ask(given: unknown, io: Io): Promise<number> {
  const options = readOptions(askOptions, given, { prompt: 'The prompt' });
  const targets = await provideTargets(parseTargets(options.target), connector(sandboxUseOf(options), io));
  const comparison = compare({
    targets: targets.map(({ target }) => target),
    // As values of a row the texts go out as they were typed: a "{{name}}" in them asks for nothing.
    prompts: ['{{prompt}}'],
    system: options.system === undefined ? undefined : '{{system}}',
    rows: [{ prompt: options.prompt, system: options.system ?? '' }],
    maxTokens: options.maxTokens,
    temperature: options.temperature,
    signal: io.signal,
  });
  if (options.json) {
    const view = new JsonAnswers(targets);
    const summary = await conduct(comparison, { view }, io);
    io.stdout.write(jsonLine({ interrupted: summary.interrupted, answers: view.answers() }));
    return exitCodeFor(summary);
  }

  const scoreboard = new Scoreboard(targets);
  const view = chooseView(io, { targets, headingOf: () => '' });
  const summary = await conduct(comparison, { view, scoreboard }, io);
  if (options.quiet) return exitCodeFor(summary);
  const paint = paintFor(io.stdout, io.environment);
  io.stdout.write(`${scoreTable(scoreboard.scores(), widthFor(io.stdout), paint)}\n`);
  return exitCodeFor(summary);
}
