import { createApp } from './app.ts';
import { followRedirects } from './redirects.ts';
import { type SandboxOptions, settingsOf } from './settings.ts';

/** A sandbox: three vendors behind one `fetch`. */
export interface Sandbox {
  /** Takes the place of the global `fetch`. Nothing leaves the process. */
  readonly fetch: typeof globalThis.fetch;
}

/**
 * The signals of the requests under way. The platform refers to a request's signal only weakly: a real request is held
 * by its socket, but one of ours that waits for nothing but its signal would be collected and never be aborted.
 */
const underWay = new Set<AbortSignal>();

/**
 * Starts a sandbox in this process. Its `fetch` answers requests to the vendors' own hosts (`api.openai.com`,
 * `*.openai.azure.com`, `generativelanguage.googleapis.com`, `router.huggingface.co`, `huggingface.co`) and, on any other
 * host, to the paths `/openai/v1`, `/azure/openai`, `/gemini/v1beta` and `/hf`. It heeds the request's signal: it rejects when that is aborted, and ends
 * the body of an answer that is under way.
 */
export function sandbox(options: SandboxOptions = {}): Sandbox {
  const app = createApp(settingsOf(options));
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { signal } = request;
      signal.throwIfAborted();
      underWay.add(signal);
      try {
        const response = await Promise.race([followRedirects(app.fetch, request), rejectionOf(signal)]);
        if (response.body === null) {
          underWay.delete(signal);
          return response;
        }
        return new Response(untilAborted(response.body, signal), response);
      } catch (error) {
        underWay.delete(signal);
        throw error;
      }
    },
  };
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** A body that ends when the signal is aborted, and that lets go of the signal when it has ended in any way. */
function untilAborted(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let abort = (): void => undefined;
  const letGo = (): void => {
    underWay.delete(signal);
    signal.removeEventListener('abort', abort);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        abort = () => {
          letGo();
          controller.error(signal.reason);
          void reader.cancel(signal.reason);
        };
        signal.addEventListener('abort', abort);
      },
      async pull(controller) {
        const { done, value } = await reader.read().catch((error: unknown) => {
          letGo();
          throw error;
        });
        if (signal.aborted) return;
        if (!done) return controller.enqueue(value);
        letGo();
        controller.close();
      },
      cancel(reason) {
        letGo();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
