import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { unpacked } from './content-encoding.ts';
import { ResponseBody } from './response-body.ts';

/** Statuses of which `Response` says that they have no body. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

type Controller = Dispatcher.DispatchController;

/** One request, and who waits for its response. */
interface Asked {
  readonly method: string;
  readonly signal: AbortSignal | null | undefined;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Hears what undici says of one request, and tells it as `fetch` does: a `TypeError` for what broke, the signal's reason
 * for an abort.
 */
export class ResponseHandler implements Dispatcher.DispatchHandler {
  readonly #method: string;
  readonly #signal: AbortSignal | null | undefined;
  readonly #resolve: Asked['resolve'];
  readonly #reject: Asked['reject'];
  #connection: Controller | undefined;
  #body: ResponseBody | undefined;

  constructor({ method, signal, resolve, reject }: Asked) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#method = method;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort);
  }

  onRequestStart(connection: Controller): void {
    this.#connection = connection;
    if (this.#signal?.aborted) this.#onAbort();
  }

  onResponseStart(connection: Controller, status: number, stated: IncomingHttpHeaders): void {
    // 100 and its like announce the answer that is still to come.
    if (status < 200) return;
    const headers = headersFrom(stated);
    if (bodiless.has(status) || this.#method === 'HEAD') {
      this.#resolve(new Response(null, { status, headers }));
      return;
    }
    this.#body = new ResponseBody(connection);
    this.#resolve(new Response(unpacked(this.#body.stream, headers), { status, headers }));
  }

  onResponseData(_: Controller, piece: Uint8Array): void {
    this.#body?.push(piece);
  }

  onResponseEnd(): void {
    this.#release();
    this.#body?.end();
  }

  onResponseError(_: Controller, error: Error): void {
    this.#release();
    const aborted = this.#signal?.aborted === true;
    this.#reject(aborted ? this.#signal?.reason : new TypeError('fetch failed', { cause: error }));
    this.#body?.fail(aborted ? this.#signal?.reason : new TypeError('terminated', { cause: error }));
  }

  /** A request that waits for its connection has none to end yet: its caller is told, and undici once it starts. */
  readonly #onAbort = (): void => {
    const { reason } = this.#signal ?? {};
    this.#reject(reason);
    this.#connection?.abort(reason instanceof Error ? reason : new DOMException('The call was aborted', 'AbortError'));
  };

  #release(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}

function headersFrom(stated: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(stated)) {
    if (Array.isArray(value)) for (const one of value) headers.append(name, one);
    else if (value !== undefined) headers.append(name, value);
  }
  return headers;
}
