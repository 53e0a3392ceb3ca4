import type { Warning } from '../contract/output.ts';
import type { CallOptions } from '../contract/provider.ts';
import { isOwnHost, type KeyHolder } from './auth.ts';
import { callError } from './errors.ts';
import type { RequestContext } from './wire-task.ts';

/** What a request context says of its provider. */
export interface RequestPlace extends Pick<KeyHolder, 'provider' | 'baseUrl' | 'rules'> {
  readonly defaultBaseUrl: string;
}

/** Adds a warning, once: an input that is sent in several requests says the same in each. */
export function say(warnings: Warning[], { type, setting, message }: Warning): void {
  if (!warnings.some((said) => said.setting === setting && said.message === message)) {
    warnings.push({ type, setting, message });
  }
}

/** The context in which a request is written. `warnings` collects what had to be dropped. */
export function requestContext(
  config: RequestPlace,
  model: string,
  streaming: boolean,
  warnings: Warning[],
  onUnsupported: CallOptions['onUnsupported'] = 'warn',
): RequestContext {
  const failing = { provider: config.provider, model };
  const baseUrl = config.baseUrl ?? config.defaultBaseUrl;
  if (!URL.canParse(baseUrl)) {
    throw callError(failing, 'invalid-request', 'baseUrl is not an address. Give it whole, with https:// or http://');
  }
  return {
    provider: config.provider,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    customBaseUrl: config.baseUrl !== undefined,
    ownHost: isOwnHost(new URL(baseUrl), config.rules.hosts),
    streaming,
    warn: (warning) => {
      if (onUnsupported === 'warn') say(warnings, warning);
      if (onUnsupported === 'error') throw callError(failing, 'unsupported', `${warning.setting}: ${warning.message}`);
    },
    refuse: (code, message) => callError(failing, code, message),
  };
}
