import { callJson, type ExchangeConfig, type Platform } from '@x/core/adapter';
import { HUB } from '../places.ts';
import { modelPath } from '../routing.ts';
import { callerOf } from './caller.ts';
import { ExpiringCache } from './expiring-cache.ts';
import type { Described } from './model-info.ts';
import { expansion, readModelPage } from './model-page.ts';

const LIFETIME = 5 * 60_000;
const CAPACITY = 500;

/** One cache for each way to the network, so that what a stand-in says of a model is not taken for the Hub's word. */
const caches = new WeakMap<Platform, WeakMap<object, ExpiringCache<Described>>>();

/**
 * What the Hub says of a model: kept for five minutes, apart for each token and set of headers, since tokens see
 * different models. Calls in flight are shared, so they heed the provider's timers and retries and nobody's signal.
 *
 * @param model A name without a suffix.
 * @throws InferenceError
 */
export async function readPage(
  config: ExchangeConfig,
  model: string,
  headers?: Readonly<Record<string, string>>,
): Promise<Described> {
  const { token, digest } = await callerOf(config, model, headers);
  const load = () => loadPage({ ...config, apiKey: token }, model, headers);
  return cacheFor(config).get(`${digest} ${HUB} ${model}`, load);
}

async function loadPage(
  config: ExchangeConfig,
  model: string,
  headers: Readonly<Record<string, string>> | undefined,
): Promise<Described> {
  const { body } = await callJson(
    config,
    {
      model,
      request: (context) => ({
        method: 'GET',
        url: `${HUB}/api/models/${modelPath(model, context)}?${expansion}`,
        keyRequired: false,
      }),
    },
    headers && { headers },
  );
  return { page: readModelPage(body, config, model), raw: body };
}

function cacheFor({ platform, fetch }: ExchangeConfig): ExpiringCache<Described> {
  const ofPlatform = caches.get(platform) ?? new WeakMap<object, ExpiringCache<Described>>();
  caches.set(platform, ofPlatform);
  const way = fetch ?? platform;
  const cache = ofPlatform.get(way) ?? new ExpiringCache<Described>(LIFETIME, CAPACITY, platform.now);
  ofPlatform.set(way, cache);
  return cache;
}
