import { dirname, resolve } from 'node:path';
import { readPrompts } from '@x/compare/node';
import * as z from 'zod';
import { runFilePath } from '../comparison/keep-run.ts';
import { type Manner, runSetup } from '../comparison/run-setup.ts';
import type { Setup } from '../comparison/setup.ts';
import { readConfig } from '../config/read-config.ts';
import type { ConfiguredTarget } from '../config/schema.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { flag, prompting, readOptions, sandboxUseOf, wholeNumber } from '../options.ts';
import { checkPlanOf } from '../reporting/check-plan.ts';
import { parseTargets, type TargetSpec } from '../targets.ts';
import { UsageError } from '../usage-error.ts';

const shard = z
  .string()
  .refine((given) => isShard(given), { error: ({ input }) => `expects i/n with i from 1 to n, not "${input}"` })
  .transform((given) => {
    const [index = 1, count = 1] = given.split('/').map(Number);
    return { index, count };
  })
  .optional();

function isShard(given: string): boolean {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(given) ?? [];
  return Number(index) >= 1 && Number(index) <= Number(count);
}

const compareRunOptions = z.object({
  ...prompting,
  config: z.string().min(1, 'is empty. Name a file').optional(),
  prompts: z.string().min(1, 'is empty. Name a file').optional(),
  output: z.union([z.string().min(1, 'is empty. Name a file'), z.boolean()]).default(true),
  cache: z.boolean().default(true),
  repeat: wholeNumber(1),
  limit: wholeNumber(1),
  shard,
  extend: flag,
});
type CompareRunOptions = z.infer<typeof compareRunOptions>;

/** A setup, and what was left out of it. */
interface Read {
  readonly setup: Setup;
  readonly problems: readonly string[];
}

/**
 * `x compare run`: every prompt, for every row, to every target.
 *
 * @param given the command line's options, unchecked
 * @throws UsageError, and InferenceError `invalid-request` or `unsupported`, for what cannot be run
 * @throws RunFileError when the run file cannot be used
 */
export async function compareRun(given: unknown, io: Io): Promise<number> {
  const options = readOptions(compareRunOptions, given);
  const { config, output, cache, extend } = options;
  const { setup, problems } =
    config === undefined ? await fromFlags(options, io) : await fromConfig(config, options, io);
  const path = output === false ? undefined : runFilePath(output);
  const how = { onto: 'either', extend } as const;
  return runSetup(setup, { manner: mannerOf(options), path, how, cached: cache, problems }, io);
}

function mannerOf({ json, quiet, config }: CompareRunOptions): Manner {
  if (json) return 'json';
  if (quiet) return 'quiet';
  return config === undefined ? 'answers' : 'progress';
}

/** What of the command line decides what is asked, whatever the rest comes from. */
const conditionsOf = ({ limit, repeat, shard, ...options }: CompareRunOptions) => ({
  ...{ limit, repeat, shard },
  sandbox: sandboxUseOf(options),
});

/** Flags that say what a configuration says. */
const inConfig = ['prompts', 'system', 'maxTokens', 'temperature'] as const;

async function fromConfig(path: string, options: CompareRunOptions, io: Io): Promise<Read> {
  const doubled = options.target.length > 0 ? 'target' : inConfig.find((name) => options[name] !== undefined);
  if (doubled !== undefined) {
    throw new UsageError(
      `-c and --${doubled === 'maxTokens' ? 'max-tokens' : doubled} say the same. Write it in ${path}`,
    );
  }
  const config = await readConfig(path, io.directory);
  // A check that cannot be used is told before anything is asked, and not after everything was.
  await checkPlanOf(config);
  const file = resolve(io.directory, path);
  return { setup: { config, file, folder: dirname(file), ...conditionsOf(options) }, problems: [] };
}

async function fromFlags(options: CompareRunOptions, io: Io): Promise<Read> {
  const path = options.prompts;
  if (path === undefined) {
    throw new UsageError(
      '--config is missing. Name a configuration: -c compare.config.json; or -p prompts.jsonl and -t',
    );
  }
  const targets = parseTargets(options.target).map(configured);
  const file = await readPrompts(resolve(io.directory, path));
  const problems = file.problems.map(({ line, message }) => `${path} line ${line}: ${message}`);
  for (const problem of problems) tell(io, `x: ${problem}. This line is left out`);
  if (file.prompts.length === 0) {
    const reason = problems.length === 0 ? 'is empty' : 'has no line that could be read';
    throw new UsageError(`${path} ${reason}. Write a prompt a line, such as {"prompt": "Why is the sky blue?"}`);
  }
  const { system, maxTokens, temperature } = options;
  // Answers are shown as they come, so prompts follow one another in their order.
  const config = { targets, prompts: file.prompts, system, maxTokens, temperature, order: 'as-given' as const };
  return { setup: { config, folder: io.directory, ...conditionsOf(options) }, problems };
}

const configured = ({ id, vendor, model, sandboxed }: TargetSpec): ConfiguredTarget => ({
  id,
  provider: sandboxed ? `sandbox/${vendor}` : vendor,
  model,
});
