import { bearerToken, type KeyState, keyState } from '../wire/key.ts';
import { VendorError } from '../wire/vendor-error.ts';

/** @throws VendorError (HTTP 401) when the router gets no token or a bad one. */
export function checkRouterToken(headers: Headers, requireKey: boolean): void {
  if (tokenState(headers, requireKey) !== 'accepted') throw unauthorised('Invalid username or password.');
}

/** @throws VendorError (HTTP 401) when the Hub gets a bad token; it answers without one. */
export function checkHubToken(headers: Headers): void {
  if (tokenState(headers, false) === 'invalid') throw unauthorised('Invalid credentials in Authorization header');
}

function tokenState(headers: Headers, requireKey: boolean): KeyState {
  return keyState(bearerToken(headers), requireKey);
}

function unauthorised(error: string): VendorError {
  return new VendorError({
    status: 401,
    body: { error },
    headers: {
      'www-authenticate': 'Bearer realm="Authentication required", charset="UTF-8"',
      'x-error-message': error,
    },
  });
}
