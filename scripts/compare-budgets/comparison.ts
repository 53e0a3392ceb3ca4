import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readRunFile } from '../../packages/compare/src/node.ts';
import { type Cost, costOf } from './measure.ts';

/** The command as it is installed. */
export const command = fileURLToPath(new URL('../../packages/cli/dist/x.js', import.meta.url));

/** A comparison of models of the local host. */
export interface Compared {
  readonly url: string;
  readonly models: readonly string[];
  readonly prompts: number;
  readonly folder: string;
}

/**
 * Runs `x compare run` with a configuration of its own and a new run file, as a person would.
 *
 * @returns what it cost, and the run file
 */
export async function costOfComparing({ url, models, prompts, folder }: Compared): Promise<Cost & { path: string }> {
  const config = `${folder}/compare.config.json`;
  const path = `${folder}/run.jsonl`;
  await rm(path, { force: true });
  const targets = models.map((model) => ({ id: model, provider: 'openai', model, baseUrl: url, apiKey: 'none' }));
  const asked = Array.from({ length: prompts }, (_, place) => `Why is the sky blue? ${place}`);
  await writeFile(config, JSON.stringify({ targets, prompts: asked }));
  const words = ['compare', 'run', '-c', config, '-o', path, '--quiet', '--no-cache'];
  // 3: a target that only answers 429 leaves cells that have failed.
  return { ...(await costOf([command, ...words], folder, models.includes('busy') ? [3] : [0])), path };
}

/** Milliseconds from the start of a run to the last answer of some of its targets. */
export async function lastAnswerOf(path: string, targets: readonly string[]): Promise<number> {
  let last = 0;
  for await (const record of readRunFile(path)) {
    if (record.t !== 'cell' || record.st === 'error' || !targets.includes(record.tg)) continue;
    last = Math.max(last, record.q + (record.ms ?? 0));
  }
  return last;
}
