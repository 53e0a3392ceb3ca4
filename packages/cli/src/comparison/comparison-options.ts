import { resolve } from 'node:path';
import type { AnswerStore, ComparisonOptions, Rows } from '@x/compare';
import { openRows } from '@x/compare/node';
import type { Io } from '../io.ts';
import type { ComparedTarget } from '../targets.ts';
import type { Setup } from './setup.ts';

/** What the engine is asked to do for a setup. */
export function comparisonOptions(
  setup: Setup,
  targets: readonly ComparedTarget[],
  cache: AnswerStore | undefined,
  { signal }: Pick<Io, 'signal'>,
): ComparisonOptions {
  const { config, limit, repeat, shard } = setup;
  const { prompts, task, axes, system, maxTokens, temperature, seed, order, limits, budget } = config;
  return {
    targets: targets.map(({ target }) => target),
    prompts: config.data === undefined ? prompts.slice(0, limit) : prompts,
    rows: rowsOf(setup),
    repeats: repeat ?? config.repeat,
    ...{ task, axes, system, maxTokens, temperature, seed, order, limits, budget, shard, cache, signal },
  };
}

function rowsOf({ config: { data }, folder, limit }: Setup): Rows | undefined {
  if (typeof data !== 'string') return data?.slice(0, limit);
  return openRows(resolve(folder, data), { limit });
}
