import type { CallOptions } from '@x/core';
import { callJson, type ExchangeConfig } from '@x/core/adapter';
import { HUB } from '../places.ts';
import { modelPath } from '../routing.ts';

/** How the Hub names its refusals: terms that this account has not accepted, and what it may not even know of. */
const refusals: readonly (string | null)[] = ['GatedRepo', 'RepoNotFound'];

/**
 * Whether the token that is sent may use a model. Not kept: a person who has just accepted the terms asks again.
 *
 * @throws InferenceError when the Hub says neither yes nor no.
 */
export async function mayUse(config: ExchangeConfig, model: string, options: CallOptions): Promise<boolean> {
  const transport = config.fetch ?? config.platform.fetch;
  const fetch: typeof globalThis.fetch = async (address, init) => verdict(await transport(String(address), init ?? {}));
  const { body } = await callJson(
    { ...config, fetch },
    {
      model,
      request: (context) => ({
        method: 'GET',
        url: `${HUB}/api/models/${modelPath(model, context)}/auth-check`,
        keyRequired: false,
      }),
    },
    options,
  );
  return body === true;
}

/** The Hub says it with status and headers, and what the body holds is nowhere stated; here the verdict is the body. */
async function verdict(response: Response): Promise<Response> {
  const { ok, status, headers } = response;
  const refused =
    (status === 401 || status === 403 || status === 404) && refusals.includes(headers.get('x-error-code'));
  // A page of HTML with a good status is somebody else's answer, such as a hotel's network.
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!refused && (!ok || isPage)) return response;
  await response.body?.cancel();
  return Response.json(ok);
}
