import { setImmediate as nextTurn } from 'node:timers/promises';
import { Dispatcher } from 'undici';

type Handler = Dispatcher.DispatchHandler;
type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** A dispatcher of undici's that plays what a scripted `fetch` says, so that what stands above sockets is proved. */
export class ScriptedDispatcher extends Dispatcher {
  readonly #script: Fetch;

  constructor(script: typeof globalThis.fetch) {
    super();
    this.#script = (address, init) => script(address, init);
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Handler): boolean {
    const control = new Control();
    handler.onRequestStart?.(control, {});
    void this.#play(options, handler, control);
    return true;
  }

  async #play(options: Dispatcher.DispatchOptions, handler: Handler, control: Control): Promise<void> {
    try {
      const response = await this.#script(new URL(options.path, options.origin).href, {
        method: options.method,
        headers: Object.entries(options.headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
        ...(typeof options.body === 'string' && { body: options.body }),
        signal: control.signal,
        redirect: 'manual',
      });
      handler.onResponseStart?.(control, response.status, Object.fromEntries(response.headers));
      const reader = response.body?.getReader();
      // A body that is broken already has nothing left to cancel.
      control.onAbort = () => void reader?.cancel().catch(() => undefined);
      for (;;) {
        await control.resumed();
        const { done, value } = (await reader?.read()) ?? { done: true };
        // What comes, comes in a turn of its own.
        if (!done) await nextTurn();
        if (control.aborted) throw control.reason;
        if (done) break;
        handler.onResponseData?.(control, Buffer.from(value));
      }
      handler.onResponseEnd?.(control, {});
    } catch (error) {
      handler.onResponseError?.(control, error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** What undici tells a connection to do. */
class Control implements Dispatcher.DispatchController {
  onAbort: () => void = () => undefined;
  #resume: (() => void) | undefined;
  #paused: Promise<void> | undefined;
  readonly #abort = new AbortController();

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get aborted(): boolean {
    return this.#abort.signal.aborted;
  }

  get reason(): Error | null {
    return this.#abort.signal.reason ?? null;
  }

  get paused(): boolean {
    return this.#paused !== undefined;
  }

  abort(reason: Error): void {
    if (this.aborted) return;
    this.#abort.abort(reason);
    this.onAbort();
    this.resume();
  }

  pause(): void {
    this.#paused ??= new Promise((resolve) => {
      this.#resume = resolve;
    });
  }

  resume(): void {
    this.#resume?.();
    this.#paused = undefined;
  }

  async resumed(): Promise<void> {
    await this.#paused;
  }
}
