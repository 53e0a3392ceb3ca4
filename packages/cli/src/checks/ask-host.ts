import { InferenceError } from '@x/core';
import type { Io } from '../io.ts';

/** What came of one request to a host. */
export type HostReply =
  | { readonly kind: 'answered'; readonly response: Response; readonly ms: number }
  | { readonly kind: 'silent'; readonly reason: string };

/**
 * Asks an address once, within a time, and gives the response as soon as its headers are there.
 *
 * @param timeoutMs milliseconds until the host counts as silent
 * @throws InferenceError `aborted` when the command was interrupted
 */
export async function askHost(
  address: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  { fetch = globalThis.fetch, signal }: Pick<Io, 'fetch' | 'signal'>,
): Promise<HostReply> {
  const began = performance.now();
  const timer = AbortSignal.timeout(timeoutMs);
  try {
    // Followed by hand nowhere: a redirect is an answer too, and a key must not travel along.
    const init: RequestInit = { headers, redirect: 'manual', signal: AbortSignal.any([signal, timer]) };
    const response = await fetch(address, init);
    return { kind: 'answered', response, ms: performance.now() - began };
  } catch (error) {
    if (signal.aborted) throw new InferenceError({ code: 'aborted', provider: 'x', message: 'Interrupted' });
    const reason = timer.aborted ? `no answer within ${timeoutMs} ms` : networkReason(error);
    return { kind: 'silent', reason };
  }
}

/** What the network said, in the word that is worth searching for, such as `ENOTFOUND`. */
function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return 'the request failed';
  const cause: unknown = error.cause;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.message;
}
