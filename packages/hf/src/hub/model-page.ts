import { InferenceError } from '@x/core';
import { ambientPlatform, check, type RequestContext, toBase64 } from '@x/core/adapter';
import * as z from 'zod/mini';
import { hfBase } from '../definition.ts';
import { callJson } from '../json-call.ts';
import type { HfSettings } from '../options.ts';
import { HUB } from '../places.ts';
import { modelPath, withoutSuffix } from '../routing.ts';
import { ExpiringCache } from './expiring-cache.ts';

const Page = z.object({
  pipeline_tag: z.optional(z.nullable(z.string())),
  tags: z.optional(z.array(z.string())),
});

/** What the Hub says of a model, as far as the way of a call depends on it. */
export type ModelPage = z.infer<typeof Page>;

const LIFETIME = 5 * 60_000;
const CAPACITY = 500;
/** Milliseconds after which the Hub is not waited for any longer. */
export const PATIENCE = 10_000;

/** One cache for each way to the network, so that what a stand-in says of a model is not taken for the Hub's word. */
const caches = new WeakMap<object, ExpiringCache<ModelPage>>();

/**
 * Asks the Hub about a model. What it says is kept for five minutes, apart for each token, since tokens see different
 * models. Calls in flight are shared, and so do not end with the signal of one of those who wait for them.
 *
 * @throws InferenceError
 */
export async function readModelPage(model: string, settings: HfSettings): Promise<ModelPage> {
  const name = withoutSuffix(model);
  const key = `${name} ${await tokenDigest(settings)}`;
  return cacheFor(settings).get(key, () => load(name, settings));
}

async function load(model: string, settings: HfSettings): Promise<ModelPage> {
  const request = (context: RequestContext) => ({
    method: 'GET' as const,
    url: `${HUB}/api/models/${modelPath(model, context)}?expand[]=pipeline_tag&expand[]=tags`,
    keyRequired: false,
  });
  const options = { retry: { limit: 0 }, timeout: { total: PATIENCE } };
  const page = await callJson(settings, { model, texts: [], request }, options);
  return check(Page, page, { unreadable: (what) => unreadable(model, what) });
}

function unreadable(model: string, what: string): InferenceError {
  const message = `${hfBase.id} (${model}): the Hub's page of the model could not be read: ${what}`;
  return new InferenceError({ code: 'bad-response', provider: hfBase.id, model, message });
}

function cacheFor({ fetch }: HfSettings): ExpiringCache<ModelPage> {
  const way = fetch ?? ambientPlatform;
  const cache = caches.get(way) ?? new ExpiringCache<ModelPage>(LIFETIME, CAPACITY, ambientPlatform.now);
  caches.set(way, cache);
  return cache;
}

/** Stands for the token that a call would carry; the token itself is not kept. */
async function tokenDigest({ apiKey }: HfSettings): Promise<string> {
  const given = typeof apiKey === 'function' ? await apiKey() : apiKey;
  const token = given ?? hfBase.keys.environment.map(ambientPlatform.environment).find(Boolean) ?? '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return toBase64(new Uint8Array(digest));
}
