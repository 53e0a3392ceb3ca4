import { InferenceError } from '@x/core';
import { type ExchangeConfig, kindOf, toBase64 } from '@x/core/adapter';

/** Who asks the Hub. */
export interface Caller {
  /** The token that goes along; empty where there is none. */
  readonly token: string;
  /** Stands for the token, and for the headers, which may hold one, where they must not be kept. */
  readonly digest: string;
}

/**
 * Asks for the token once, so that what is kept under its digest was read with this token, however keys rotate.
 *
 * @throws InferenceError 'auth' when the token cannot be had.
 */
export async function callerOf(
  config: ExchangeConfig,
  model: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Caller> {
  try {
    const token = (await tokenOf(config)) ?? '';
    const sent = Object.entries({ ...config.headers, ...headers }).sort();
    return { token, digest: await digestOf(JSON.stringify([token, sent])) };
  } catch (error) {
    const message = `${config.provider} (${model}): the key could not be had (${kindOf(error)}). Check what apiKey does`;
    throw new InferenceError({ code: 'auth', provider: config.provider, model, message });
  }
}

async function tokenOf({ apiKey, rules, platform }: ExchangeConfig): Promise<string | undefined> {
  if (apiKey !== undefined) return (await (typeof apiKey === 'function' ? apiKey() : apiKey))?.trim();
  return rules.environment.map((name) => platform.environment(name)?.trim()).find(Boolean);
}

async function digestOf(text: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
