import type { OpenAIError } from '../chat-completions/request-error.ts';
import { bearerToken, keyState } from '../wire/key.ts';
import { VendorError } from '../wire/vendor-error.ts';

/** @throws VendorError (HTTP 401) when the key is missing or bad. */
export function checkOpenAIKey(headers: Headers, requireKey: boolean): void {
  const key = bearerToken(headers);
  const state = keyState(key, requireKey);
  if (state === 'missing') {
    throw unauthorised(
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
        '(i.e. Authorization: Bearer YOUR_KEY).',
      null,
    );
  }
  if (state === 'invalid') {
    throw unauthorised(
      `Incorrect API key provided: ${masked(key ?? '')}. ` +
        'You can find your API key at https://platform.openai.com/account/api-keys.',
      'invalid_api_key',
    );
  }
}

function unauthorised(message: string, code: string | null): VendorError {
  const error: OpenAIError = { message, type: 'invalid_request_error', param: null, code };
  return new VendorError({ status: 401, body: { error } });
}

/** OpenAI repeats the ends of a bad key. */
function masked(key: string): string {
  return `${key.slice(0, 3)}${'*'.repeat(8)}${key.slice(-4)}`;
}
