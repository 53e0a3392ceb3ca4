import { type CallOptions, InferenceError, type ModelCatalog, type ModelInfo } from '@x/core';
import type { ExchangeConfig } from '@x/core/adapter';
import { modelPath, withoutSuffix } from '../routing.ts';
import { mayUse } from './access.ts';
import { hubConfig } from './hub-config.ts';
import { listModels } from './listing.ts';
import { modelInfo } from './model-info.ts';
import { readPage } from './page-cache.ts';
import { lessTime, waitFor } from './waiting.ts';

/**
 * The Hub's word on models. A token is sent where there is one, and none is needed for what is public.
 *
 * `describe` keeps what it was told for five minutes. Its question is shared with others in flight, so a call's signal
 * and `timeout.total` end that call's wait, while the provider's own settings decide the other timers and retries.
 * `list` is asked anew each time, and its timers count for each page.
 */
export function hubCatalog(config: ExchangeConfig): ModelCatalog {
  const hub = hubConfig(config);
  return {
    describe: (model, options = {}) => describe(hub, model, options),
    list: (query = {}, options = {}) => listModels(hub, query, options),
  };
}

async function describe(
  config: ExchangeConfig,
  model: string,
  { checkAccess = false, ...call }: CallOptions & { readonly checkAccess?: boolean | undefined },
): Promise<ModelInfo> {
  const { provider, platform } = config;
  requireName(model, provider);
  const name = withoutSuffix(model);
  const began = platform.now();
  const described = await waitFor(() => readPage(config, name, call.headers), call, { provider, model: name });
  const info = modelInfo(described, name, provider);
  if (!checkAccess) return info;
  return { ...info, access: await mayUse(config, info.id, lessTime(call, platform.now() - began)) };
}

/** @throws InferenceError 'invalid-request' before anything is asked or kept under what is no name. */
function requireName(model: string, provider: string): void {
  const refuse = (code: 'invalid-request' | 'unsupported', message: string): InferenceError =>
    new InferenceError({ code, provider, message: `${provider}: ${message}` });
  if (typeof model === 'string' && model.trim() !== '') modelPath(model, { refuse });
  else throw refuse('invalid-request', 'no model was named. Set model to its name on the Hub, as owner/name');
}
