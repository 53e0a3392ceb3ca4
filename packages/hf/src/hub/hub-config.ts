import type { ExchangeConfig } from '@x/core/adapter';

/**
 * A provider's settings as far as they are meant for the Hub. Beside a `baseUrl` of the caller's own, key and headers
 * were passed for that place and stay with it; the Hub is asked with the environment's token then, or with none.
 */
export function hubConfig(config: ExchangeConfig): ExchangeConfig {
  const own = config.baseUrl === undefined || isHuggingFace(config.baseUrl);
  return { ...config, baseUrl: undefined, ...(!own && { apiKey: undefined, headers: {} }) };
}

function isHuggingFace(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && /(^|\.)huggingface\.co$/.test(hostname);
}
