import type { Dispatcher } from 'undici';

/** Pieces, of up to 64 KiB, that are taken before they are asked for: what lies in the socket is lost when it breaks. */
const AHEAD = 8;

type Bytes = Uint8Array<ArrayBuffer>;
type Controller = ReadableStreamDefaultController<Bytes>;

/**
 * The bytes of an answer as the web has them: taken as they are asked for, so that a slow reader slows the host down, and
 * `cancel()` closes the connection at once. What came before a connection broke is given before it is said to be broken.
 */
export class ResponseBody {
  readonly stream: ReadableStream<Bytes>;
  readonly #connection: Dispatcher.DispatchController;
  /** Came and is not asked for yet, oldest first. */
  readonly #taken: Bytes[] = [];
  #end: { readonly failure?: unknown } | undefined;
  /** Settles the wait of a reader for whom nothing was there. */
  #wake: (() => void) | undefined;

  constructor(connection: Dispatcher.DispatchController) {
    this.#connection = connection;
    this.stream = new ReadableStream<Bytes>(
      { pull: (controller) => this.#pull(controller), cancel: () => this.#leave() },
      { highWaterMark: 0 },
    );
  }

  /** A piece has come. One that holds nothing is undici's way to go on after a pause. */
  push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#taken.push(owned(piece));
    if (this.#taken.length >= AHEAD) this.#connection.pause();
    this.#wake?.();
  }

  /** Nothing more will come. */
  end(): void {
    this.#end ??= {};
    this.#wake?.();
  }

  /** Nothing more will come, and something should have. */
  fail(failure: unknown): void {
    this.#end ??= { failure };
    this.#wake?.();
  }

  #pull(controller: Controller): void | Promise<void> {
    if (this.#give(controller)) return;
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        this.#give(controller);
        resolve();
      };
    });
  }

  /** Hands on what is there; whether anything was. */
  #give(controller: Controller): boolean {
    const piece = this.#taken.shift();
    if (piece !== undefined) {
      controller.enqueue(piece);
      if (this.#end === undefined && this.#connection.paused) this.#connection.resume();
      return true;
    }
    if (this.#end === undefined) return false;
    if ('failure' in this.#end) controller.error(this.#end.failure);
    else controller.close();
    return true;
  }

  #leave(): void {
    this.#taken.length = 0;
    this.#wake = undefined;
    if (this.#end !== undefined) return;
    this.#end = {};
    this.#connection.abort(new DOMException('The body was not wanted any more', 'AbortError'));
  }
}

/** Node's buffers may share their memory with others; a reader may keep what it is given. */
const owned = (piece: Uint8Array): Bytes =>
  piece.buffer instanceof ArrayBuffer && piece.byteLength === piece.buffer.byteLength
    ? new Uint8Array(piece.buffer)
    : new Uint8Array(piece);
