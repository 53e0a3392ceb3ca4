import {
  InferenceError,
  type InferenceProvider,
  type ModelCatalog,
  type ModelInfo,
  parseTask,
  taskNames,
} from '@x/core';
import * as z from 'zod';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { readOptions, reporting, sandboxUseOf, standingIn, wholeNumber } from '../options.ts';
import { type Connect, connector } from '../providers.ts';
import { cleanLine } from '../render/clean.ts';
import { errorJson, jsonLine } from '../render/json.ts';
import { modelJson, modelPage, modelRow } from '../render/model-info.ts';
import { noSuchProvider, parseTarget } from '../targets.ts';
import { UsageError } from '../usage-error.ts';
import { parseProvider, vendorIds } from '../vendors.ts';

const modelsOptions = z.object({
  ...reporting,
  ...standingIn,
  which: z.string().optional(),
  search: z.string().optional(),
  task: z.string().optional(),
  limit: wholeNumber(1),
});
type ModelsOptions = z.infer<typeof modelsOptions>;

const defaultLimit = 20;

/**
 * `x models`: what providers have, or with `provider:model` what is known of one model.
 *
 * @param given the command line's options, unchecked
 * @throws UsageError for a provider or a task that there is not
 */
export async function models(given: unknown, io: Io): Promise<number> {
  const options = readOptions(modelsOptions, given);
  const connect = connector(sandboxUseOf(options), io);
  const { which } = options;
  if (which?.includes(':') === true) return describe(which, options, connect, io);
  return list(which === undefined ? vendorIds : [which], options, connect, io);
}

async function describe(which: string, { json, quiet }: ModelsOptions, connect: Connect, io: Io): Promise<ExitCode> {
  const { model, ...connection } = parseTarget(which);
  const { provider } = await connect(connection);
  try {
    const info = await catalogOf(provider).describe(model, { signal: io.signal });
    if (json) io.stdout.write(jsonLine(modelJson(info)));
    else if (quiet) io.stdout.write(`${cleanLine(info.id)}\n`);
    else for (const line of modelPage(info)) io.stdout.write(`${cleanLine(line)}\n`);
    return exitCodes.ok;
  } catch (error) {
    return failed(error, json, io);
  }
}

function failed(error: unknown, json: boolean, io: Io): ExitCode {
  if (!InferenceError.is(error) || error.code === 'unsupported') throw error;
  if (json) io.stdout.write(jsonLine({ error: errorJson(error) }));
  else tell(io, `x: ${error.code}: ${error.message}`);
  return error.code === 'aborted' ? exitCodes.interrupted : exitCodes.partlyFailed;
}

/** What a provider's list came to. */
interface Listing {
  readonly provider: string;
  readonly models: readonly ModelInfo[];
  readonly error?: InferenceError | undefined;
}

async function list(names: readonly string[], options: ModelsOptions, connect: Connect, io: Io): Promise<ExitCode> {
  const task = taskOf(options);
  const query = { search: options.search, task, limit: options.limit ?? defaultLimit };
  const connections = names.map((name) => {
    const parsed = parseProvider(name);
    if (parsed === undefined) throw new UsageError(`x models: ${noSuchProvider(name)}`);
    return parsed;
  });
  const listings = await Promise.all(
    connections.map(async (connection) => listingOf((await connect(connection)).provider, query, io)),
  );
  if (options.json) io.stdout.write(jsonLine({ providers: listings.map(listingJson) }));
  else for (const listing of listings) print(listing, options, io);
  if (io.signal.aborted) return exitCodes.interrupted;
  // A provider that has no list is a failure only to who asked for that one.
  const failed = ({ error }: Listing): boolean =>
    error !== undefined && (error.code !== 'unsupported' || listings.length === 1);
  return listings.some(failed) ? exitCodes.partlyFailed : exitCodes.ok;
}

function taskOf({ task: name }: ModelsOptions) {
  if (name === undefined) return undefined;
  const task = parseTask(name);
  if (task === undefined) throw new UsageError(`There is no task "${name}". There are ${taskNames.join(', ')}`);
  return task;
}

async function listingOf(
  provider: InferenceProvider,
  query: Parameters<ModelCatalog['list']>[0],
  { signal }: Io,
): Promise<Listing> {
  const models: ModelInfo[] = [];
  try {
    for await (const model of catalogOf(provider).list(query, { signal })) models.push(model);
    return { provider: provider.id, models };
  } catch (error) {
    if (!InferenceError.is(error)) throw error;
    return { provider: provider.id, models, error };
  }
}

function catalogOf({ id, catalog }: InferenceProvider): ModelCatalog {
  if (catalog !== undefined) return catalog;
  throw new InferenceError({ code: 'unsupported', provider: id, message: `${id} has no list of models here` });
}

const listingJson = ({ provider, models, error }: Listing) => ({
  provider,
  models: models.map(modelJson),
  error: error === undefined ? null : errorJson(error),
});

function print({ provider, models, error }: Listing, { quiet }: ModelsOptions, io: Io): void {
  const width = Math.max(0, ...models.map(({ id }) => id.length));
  for (const model of models) {
    const line = quiet ? model.id : `${provider}:${model.id.padEnd(width)}  ${modelRow(model)}`;
    io.stdout.write(`${cleanLine(line).trimEnd()}\n`);
  }
  if (error !== undefined) tell(io, `x: ${provider}: ${error.code}: ${error.message}`);
  else if (models.length === 0 && !quiet) tell(io, `${provider}: no model fits; try another --search or --task`);
}
