/**
 * Waits for `work`, but no longer than `milliseconds` and not behind an abort; the work itself goes on.
 *
 * @returns undefined when the wait was given up
 */
export function waitFor<Value>(
  work: Promise<Value>,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => resolve(undefined);
    const timer = setTimeout(giveUp, milliseconds);
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted) giveUp();
    const letGo = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    };
    work.then(resolve, reject).finally(letGo);
  });
}
