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
  const { body } = await callJson(
    config,
    {
      model,
      request: (context) => ({
        method: 'GET',
        url: `${HUB}/api/models/${modelPath(model, context)}/auth-check`,
        keyRequired: false,
      }),
      verdict: isAllowed,
    },
    options,
  );
  return body === true;
}

/** The Hub says it with status and headers; what the body holds is nowhere stated. Undefined where it says neither. */
function isAllowed({ ok, status, headers }: Pick<Response, 'ok' | 'status' | 'headers'>): boolean | undefined {
  const refused = status === 401 || status === 403 || status === 404;
  if (refused && refusals.includes(headers.get('x-error-code'))) return false;
  // A page of HTML with a good status is somebody else's answer, such as a hotel's network.
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  return ok && !isPage ? true : undefined;
}
