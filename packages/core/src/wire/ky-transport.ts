import ky from 'ky';
import type { Transport } from './connection.ts';

/**
 * Sends through ky. Its own retries, timer and status errors are off: those are the exchange's, which knows the vendor.
 *
 * ky gets no headers, body or signal: its Request would be built around them only to be taken apart again.
 */
export const throughKy: Transport = (address, init, send) =>
  ky(address, {
    method: init.method ?? 'POST',
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    fetch: () => send(address, init),
  });
