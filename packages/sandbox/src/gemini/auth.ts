import { bearerToken, keyState } from '../wire/key.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { googleError } from './errors.ts';

/** @throws VendorError when the key is missing (HTTP 403) or bad (HTTP 400, as Google has it). */
export function checkGeminiKey(headers: Headers, url: URL, requireKey: boolean): void {
  const key = headers.get('x-goog-api-key') ?? url.searchParams.get('key') ?? bearerToken(headers);
  const state = keyState(key, requireKey);
  if (state === 'missing') {
    throw new VendorError(
      googleError(
        403,
        "Method doesn't allow unregistered callers (callers without established identity). " +
          'Please use API Key or other form of API consumer identity to call this API.',
      ),
    );
  }
  if (state === 'invalid') throw new VendorError(googleError(400, badKeyMessage, badKeyDetails));
}

const badKeyMessage = 'API key not valid. Please pass a valid API key.';
const badKeyDetails = [
  {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'API_KEY_INVALID',
    domain: 'googleapis.com',
    metadata: { service: 'generativelanguage.googleapis.com' },
  },
  { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message: badKeyMessage },
];
