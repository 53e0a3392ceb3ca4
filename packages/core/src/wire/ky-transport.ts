import type { Transport } from './connection.ts';
import { loadOnce } from './deferred.ts';

/** ky, once it is wanted: a provider that is imported, or has a `fetch` of its own, does without it. */
const loadKy = loadOnce(() => import('ky'));

/**
 * Sends through ky. Its own retries, timer and status errors are off: those are the exchange's, which knows the vendor.
 *
 * ky gets no headers, body or signal: its Request would be built around them only to be taken apart again.
 */
export const throughKy: Transport = async (address, init, send) => {
  const { default: ky } = await loadKy();
  return ky(address, {
    method: init.method ?? 'POST',
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    fetch: () => send(address, init),
  });
};
