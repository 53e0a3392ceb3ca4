import { type CallOptions, InferenceError, type ModelInfo, type ModelQuery, type TaskName } from '@x/core';
import { callJson, type ExchangeConfig } from '@x/core/adapter';
import { HUB } from '../places.ts';
import { modelInfo } from './model-info.ts';
import { expansion, readModelPage } from './model-page.ts';

/** Models asked for at once. */
const PAGE_SIZE = 100;

/** Named in errors, where a single model would be. */
const LIST = 'the list of models';

/** Tasks that the Hub files under another name. Chat is a tag there, on models that write. */
const filters: Readonly<Partial<Record<TaskName, Readonly<Record<string, string>>>>> = {
  chat: { pipeline_tag: 'text-generation', filter: 'conversational' },
  embedding: { pipeline_tag: 'feature-extraction' },
};

/**
 * The models of the Hub that fit, page by page as they are pulled.
 *
 * @throws InferenceError; 'unsupported' for a task that the Hub does not file models under.
 */
export async function* listModels(
  config: ExchangeConfig,
  query: ModelQuery,
  options: CallOptions,
): AsyncGenerator<ModelInfo, void, undefined> {
  const { limit = Number.POSITIVE_INFINITY } = query;
  let left = limit;
  let address: string | undefined = left > 0 ? firstAddress(query, config) : undefined;
  while (address !== undefined) {
    const page = await readList(config, address, options);
    for (const model of page.models.slice(0, left)) yield model;
    left -= page.models.length;
    address = left > 0 ? page.next : undefined;
  }
}

function firstAddress({ task, search, servedBy, limit = PAGE_SIZE }: ModelQuery, config: ExchangeConfig): string {
  if (task === 'moderation') {
    const message = `${config.provider}: the Hub files no models under moderation. Leave task out, or use search`;
    throw new InferenceError({ code: 'unsupported', provider: config.provider, message });
  }
  const stated = {
    ...(task && (filters[task] ?? { pipeline_tag: task })),
    ...(servedBy && { inference_provider: servedBy }),
    ...(search && { search }),
    limit: String(Math.min(Math.ceil(limit), PAGE_SIZE)),
  };
  return `${HUB}/api/models?${new URLSearchParams(stated)}&${expansion}`;
}

interface ListPage {
  readonly models: readonly ModelInfo[];
  readonly next: string | undefined;
}

async function readList(config: ExchangeConfig, url: string, options: CallOptions): Promise<ListPage> {
  const call = { model: LIST, request: () => ({ method: 'GET' as const, url, keyRequired: false }) };
  const { body, headers } = await callJson(config, call, options);
  if (!Array.isArray(body)) throw unreadable(config, 'it is no list');
  const models = body.map((raw: unknown, place) => {
    const page = readModelPage(raw, config, LIST);
    if (page.id === undefined) throw unreadable(config, `${place}.id is missing`);
    return modelInfo({ page, raw }, page.id, config.provider);
  });
  return { models, next: nextAddress(headers, config) };
}

/** `Link: <address>; rel="next"`. A token goes along, so a next page that lies elsewhere is none. */
function nextAddress(headers: Headers, config: ExchangeConfig): string | undefined {
  const link = /<([^>]*)>\s*;[^,<]*\brel="?next\b/i.exec(headers.get('link') ?? '')?.[1];
  if (link === undefined) return undefined;
  const next = URL.canParse(link, HUB) ? new URL(link, HUB) : undefined;
  if (next?.origin !== HUB) throw unreadable(config, 'its next page lies outside the Hub');
  return next.href;
}

function unreadable({ provider }: ExchangeConfig, what: string): InferenceError {
  const message = `${provider}: the Hub's list of models could not be read: ${what}`;
  return new InferenceError({ code: 'bad-response', provider, message });
}
