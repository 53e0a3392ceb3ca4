import { type CallOptions, InferenceError, type ModelCatalog, type ModelInfo, type ModelQuery } from '@x/core';
import { callJson, check, type ExchangeConfig } from '@x/core/adapter';
import * as z from 'zod/mini';
import { resourcePath } from '../models.ts';
import { ModelPage, modelInfo } from './model-page.ts';

/** As many as Google gives at once. */
const PAGE_SIZE = '1000';

/** Named in errors, where a single model would be. */
const LIST = 'the list of models';

/**
 * Google's word on the models that a key sees. Every question is asked anew.
 *
 * Google filters nothing, so `task` and `search` (in the name, whatever its case) are sought in what it lists; models
 * are served by Google alone, so `servedBy` is refused. What a key may use is not said: `checkAccess` tells nothing more.
 */
export function geminiCatalog(config: ExchangeConfig): ModelCatalog {
  return {
    list: (query = {}, options = {}) => list(config, query, options),
    describe: (model, options = {}) => describe(config, model, options),
  };
}

async function describe(config: ExchangeConfig, model: string, options: CallOptions): Promise<ModelInfo> {
  const { provider } = config;
  if (typeof model !== 'string' || model.trim() === '') {
    const message = `${provider}: no model was named. Set model to the name that Google gives it`;
    throw new InferenceError({ code: 'invalid-request', provider, message });
  }
  const { body } = await callJson(
    config,
    { model, request: ({ baseUrl }) => ({ method: 'GET', url: `${baseUrl}/${resourcePath(model)}` }) },
    options,
  );
  return modelInfo(readAs(ModelPage, body, model, config), body, provider);
}

const Page = z.object({
  models: z.optional(z.nullable(z.array(z.unknown()))),
  nextPageToken: z.optional(z.nullable(z.string())),
});

async function* list(
  config: ExchangeConfig,
  { task, search, servedBy, limit = Number.POSITIVE_INFINITY }: ModelQuery,
  options: CallOptions,
): AsyncGenerator<ModelInfo, void, undefined> {
  const { provider } = config;
  if (servedBy !== undefined) {
    const message = `${provider}: its models are served by Google alone. Leave servedBy out`;
    throw new InferenceError({ code: 'unsupported', provider, message });
  }
  const wanted = search?.toLowerCase() ?? '';
  const seen = new Set<string>();
  let left = limit;
  let pageToken: string | undefined;
  while (left > 0) {
    const page = await readPage(config, pageToken, options);
    for (const raw of page.models ?? []) {
      const model = modelInfo(readAs(ModelPage, raw, LIST, config), raw, provider);
      const fits = model.id.toLowerCase().includes(wanted) && (task === undefined || model.tasks?.includes(task));
      if (!fits || left <= 0) continue;
      yield model;
      left--;
    }
    pageToken = page.nextPageToken || undefined;
    if (pageToken === undefined) return;
    // A host that gives a place twice would be asked for ever.
    if (seen.has(pageToken)) throw unreadable('its pages go in a circle', LIST, config);
    seen.add(pageToken);
  }
}

async function readPage(
  config: ExchangeConfig,
  pageToken: string | undefined,
  options: CallOptions,
): Promise<z.infer<typeof Page>> {
  const { body } = await callJson(
    config,
    {
      model: LIST,
      request: ({ baseUrl }) => ({
        method: 'GET',
        url: `${baseUrl}/models`,
        query: { pageSize: PAGE_SIZE, pageToken },
      }),
    },
    options,
  );
  return readAs(Page, body, LIST, config);
}

function readAs<T>(schema: z.ZodMiniType<T>, body: unknown, model: string, config: ExchangeConfig): T {
  return check(schema, body, { unreadable: (what) => unreadable(what, model, config) });
}

function unreadable(what: string, model: string, { provider }: ExchangeConfig): InferenceError {
  const message = `${provider} (${model}): the answer could not be read: ${what}`;
  return new InferenceError({ code: 'bad-response', provider, model, message });
}
