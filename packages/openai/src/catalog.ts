import { type CallOptions, InferenceError, type ModelCatalog, type ModelInfo, type ModelQuery } from '@x/core';
import { callJson, check, type ExchangeConfig } from '@x/core/adapter';
import * as z from 'zod/mini';
import { modelInfo } from './catalog-facts.ts';
import { callUrl, isOpenAI } from './hosts.ts';

/** Named in errors, where a single model would be. */
const LIST = 'the list of models';

const Entry = z.looseObject({ id: z.string() });

/** Together gives the list by itself. */
const List = z.union([
  z.array(Entry),
  z.pipe(
    z.object({ data: z.array(Entry) }),
    z.transform(({ data }) => data),
  ),
]);

/**
 * The host's word on the models that the key may use. What they do is told from their names, where the host does not
 * state it. A list comes whole, with one call; nothing is kept.
 */
export function openaiCatalog(config: ExchangeConfig): ModelCatalog {
  return {
    list: (query = {}, options = {}) => listModels(config, query, options),
    describe: (model, options = {}) => describe(config, model, options),
  };
}

async function* listModels(
  config: ExchangeConfig,
  { task, search = '', servedBy, limit = Number.POSITIVE_INFINITY }: ModelQuery,
  options: CallOptions,
): AsyncGenerator<ModelInfo, void, undefined> {
  if (servedBy !== undefined) {
    throw failure(config, 'unsupported', 'one host serves all that it lists. Leave servedBy out');
  }
  if (limit <= 0) return;
  let left = limit;
  for (const model of await readModels(config, options)) {
    if (!model.id.toLowerCase().includes(search.toLowerCase())) continue;
    if (task !== undefined && !model.tasks?.includes(task)) continue;
    yield model;
    left -= 1;
    if (left <= 0) return;
  }
}

/** OpenAI is asked for the one model; of the other hosts many have the list alone. */
async function describe(
  config: ExchangeConfig,
  model: string,
  { checkAccess = false, ...options }: CallOptions & { readonly checkAccess?: boolean | undefined },
): Promise<ModelInfo> {
  if (typeof model !== 'string' || model.trim() === '') {
    throw failure(config, 'invalid-request', 'no model was named. Set model to the name that the provider gives it');
  }
  const found = isOpenAI(placeOf(config))
    ? readEntry(await ask(config, `/models/${encodeURIComponent(model)}`, model, options), model, config)
    : (await readModels(config, options)).find(({ id }) => id === model);
  if (found === undefined) {
    const message = `${model} is not among the models that it lists. Check the name; catalog.list() has them all`;
    throw failure(config, 'not-found', message, model);
  }
  // What a key may not use is neither listed nor described to it.
  return checkAccess ? { ...found, access: true } : found;
}

async function readModels(config: ExchangeConfig, options: CallOptions): Promise<readonly ModelInfo[]> {
  const entries = check(List, await ask(config, '/models', LIST, options), unreadableBy(config, LIST));
  return entries.map((entry) => modelInfo(entry, listedBy(config)));
}

const readEntry = (body: unknown, model: string, config: ExchangeConfig): ModelInfo =>
  modelInfo(check(Entry, body, unreadableBy(config, model)), listedBy(config));

async function ask(config: ExchangeConfig, path: string, model: string, options: CallOptions): Promise<unknown> {
  const request = () => ({ method: 'GET' as const, url: callUrl(placeOf(config), path) });
  return (await callJson(config, { model, request }, options)).body;
}

const placeOf = ({ baseUrl, defaultBaseUrl }: ExchangeConfig) => ({ baseUrl: baseUrl ?? defaultBaseUrl });

const listedBy = (config: ExchangeConfig) => ({
  provider: config.provider,
  own: isOpenAI(placeOf(config)),
  date: config.platform.date(),
});

const unreadableBy = (config: ExchangeConfig, model: string) => ({
  unreadable: (what: string) =>
    failure(config, 'bad-response', `what the host says of ${model} could not be read: ${what}`),
});

function failure(
  { provider }: ExchangeConfig,
  code: 'unsupported' | 'invalid-request' | 'not-found' | 'bad-response',
  message: string,
  model?: string,
): InferenceError {
  return new InferenceError({ code, provider, ...(model && { model }), message: `${provider}: ${message}` });
}
