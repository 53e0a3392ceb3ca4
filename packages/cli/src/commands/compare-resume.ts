import { resolve } from 'node:path';
import { readHeader } from '@x/compare/node';
import * as z from 'zod';
import { runSetup } from '../comparison/run-setup.ts';
import { type KeptSetup, keptSetupOf, type Setup } from '../comparison/setup.ts';
import { readConfig } from '../config/read-config.ts';
import type { Io } from '../io.ts';
import { oneOf, readOptions, reporting } from '../options.ts';
import { UsageError } from '../usage-error.ts';

const resumeOptions = z.object({
  ...reporting,
  run: z.string(),
  cache: z.boolean().default(true),
  retry: oneOf(['retryable', 'all', 'none']).default('retryable'),
});

/**
 * `x compare resume`: asks what is missing in a run file.
 *
 * @param given the command line's options and the run file, unchecked
 * @throws UsageError for a run file that this program has not written, or whose keys stood in a configuration that is gone
 * @throws RunFileError when the run file cannot be used
 */
export async function compareResume(given: unknown, io: Io): Promise<number> {
  const { run, cache, retry, json, quiet } = readOptions(resumeOptions, given);
  const { about } = await readHeader(resolve(io.directory, run));
  const kept = keptSetupOf(about);
  if (kept === undefined) {
    throw new UsageError(`${run} does not say how it was made. Go on with: x compare run -c … -o ${run}`);
  }
  const setup = await withKeys(kept, run);
  const manner = json ? 'json' : quiet ? 'quiet' : 'progress';
  const how = { onto: 'existing', retryFailed: retry } as const;
  return runSetup(setup, { manner, path: run, how, cached: cache, problems: [] }, io);
}

/** Keys that stood in the configuration are not in the run file: they are read there again. */
async function withKeys({ keyed, ...setup }: KeptSetup, run: string): Promise<Setup> {
  if (keyed.length === 0) return setup;
  if (setup.file === undefined) {
    throw new UsageError(`${run} does not hold the keys of ${keyed.join(', ')}, nor where they stood`);
  }
  const { targets: written } = await readConfig(setup.file, setup.folder);
  const targets = setup.config.targets.map((target) => {
    const apiKey = keyed.includes(target.id) ? written.find(({ id }) => id === target.id)?.apiKey : target.apiKey;
    return { ...target, apiKey };
  });
  return { ...setup, config: { ...setup.config, targets } };
}
