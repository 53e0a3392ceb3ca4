import { type CallOptions, InferenceError } from '@x/core';

interface Called {
  readonly provider: string;
  readonly model: string;
}

/**
 * Waits for work that others may wait for too: an abort, or the end of `timeout.total`, ends this wait and not the
 * work. Nothing is begun for a signal that is aborted already.
 *
 * @throws InferenceError 'aborted' or 'timeout'; else what the work fails with.
 */
export async function waitFor<Value>(
  work: () => Promise<Value>,
  { signal, timeout }: CallOptions,
  called: Called,
): Promise<Value> {
  if (signal?.aborted) throw aborted(called);
  const total = timeout?.total ?? Number.POSITIVE_INFINITY;
  let letGo = (): void => undefined;
  try {
    return await new Promise<Value>((resolve, reject) => {
      const leave = (): void => reject(aborted(called));
      const timer = Number.isFinite(total) ? setTimeout(() => reject(late(called, total)), total) : undefined;
      signal?.addEventListener('abort', leave, { once: true });
      letGo = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
      };
      work().then(resolve, reject);
    });
  } finally {
    letGo();
  }
}

/** The same options, with what is left of the time for the whole after so many milliseconds. */
export function lessTime(call: CallOptions, spent: number): CallOptions {
  const { total } = call.timeout ?? {};
  return total === undefined ? call : { ...call, timeout: { ...call.timeout, total: Math.max(1, total - spent) } };
}

function aborted({ provider, model }: Called): InferenceError {
  const message = `${provider} (${model}): the caller aborted the question to the Hub`;
  return new InferenceError({ code: 'aborted', provider, model, message });
}

function late({ provider, model }: Called, total: number): InferenceError {
  const message = `${provider} (${model}): the Hub did not answer within ${total} ms. Raise timeout.total`;
  return new InferenceError({ code: 'timeout', provider, model, timer: 'total', retryable: false, message });
}
