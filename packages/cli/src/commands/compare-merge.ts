import { resolve } from 'node:path';
import { mergeRuns } from '@x/compare/node';
import * as z from 'zod';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { flag, readOptions, reporting } from '../options.ts';
import { jsonLine } from '../render/json.ts';

const mergeOptions = z.object({
  ...reporting,
  runs: z.array(z.string()).min(1),
  output: z.string({ error: 'is missing. Name the file to make: -o run.jsonl' }).min(1, 'is empty. Name a file'),
  extend: flag,
});

/**
 * `x compare merge`: puts run files together; they are left as they are.
 *
 * @param given the command line's options and the run files, unchecked
 * @throws RunFileError when one of them cannot be read, they asked different things, or the disk refuses
 */
export async function compareMerge(given: unknown, io: Io): Promise<number> {
  const { runs, output, extend, json, quiet } = readOptions(mergeOptions, given);
  const places = runs.map((run) => resolve(io.directory, run));
  const { cells, duplicates, runs: merged } = await mergeRuns(places, resolve(io.directory, output), { extend });
  if (json) io.stdout.write(jsonLine({ output, cells, duplicates, runs: merged }));
  else if (!quiet) {
    const dropped = duplicates === 0 ? '' : `; ${duplicates} were in more than one of them`;
    io.stdout.write(`${cells} cells of ${merged} run files are in ${output}${dropped}\n`);
  }
  return exitCodes.ok;
}
