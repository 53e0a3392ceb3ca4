import type { Dispatcher } from 'undici';
import { joinBytes } from '../wire/join-bytes.ts';

/** Bytes that are taken before they are asked for: what lies in the socket is lost when the connection breaks. */
const AHEAD = 8 * 65_536;

type Bytes = Uint8Array<ArrayBuffer>;
type Controller = ReadableStreamDefaultController<Bytes>;

/**
 * The bytes of an answer as the web has them: taken as they are asked for, so that a slow reader slows the host down, and
 * `cancel()` closes the connection at once. What came before a connection broke is given before it is said to be broken.
 *
 * undici tells each chunk of the transfer by itself, of which one packet may hold many; a reader gets what has come as one
 * piece, since every piece costs it a turn.
 */
export class ResponseBody {
  readonly stream: ReadableStream<Bytes>;
  readonly #connection: Dispatcher.DispatchController;
  /** Came and is not asked for yet, oldest first. */
  #taken: Uint8Array[] = [];
  #length = 0;
  #end: { readonly failure?: unknown } | undefined;
  /** Nobody reads any more. */
  #left = false;
  /** A reader for whom nothing was there; settles his wait. */
  #waiting: (() => void) | undefined;

  constructor(connection: Dispatcher.DispatchController) {
    this.#connection = connection;
    this.stream = new ReadableStream<Bytes>(
      { pull: (controller) => this.#pull(controller), cancel: () => this.#leave() },
      { highWaterMark: 0 },
    );
  }

  /** More has come. What holds nothing is undici's way to go on after a pause. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.#left) return;
    this.#taken.push(bytes);
    this.#length += bytes.length;
    if (this.#length >= AHEAD) this.#connection.pause();
    this.#wake();
  }

  /** Nothing more will come. */
  end(): void {
    this.#end ??= {};
    this.#wake();
  }

  /** Nothing more will come, and something should have. */
  fail(failure: unknown): void {
    this.#end ??= { failure };
    this.#wake();
  }

  /** After the packet that is being read, so that all of it is there. */
  #wake(): void {
    if (this.#waiting) queueMicrotask(this.#waiting);
    this.#waiting = undefined;
  }

  #pull(controller: Controller): void | Promise<void> {
    if (this.#give(controller)) return;
    return new Promise((resolve) => {
      this.#waiting = () => {
        this.#give(controller);
        resolve();
      };
    });
  }

  /** Hands on what is there; whether anything was. A reader may leave between what comes and its turn. */
  #give(controller: Controller): boolean {
    if (this.#left) return true;
    if (this.#length > 0) {
      // A copy, since Node's buffers may share their memory with others and a reader may keep what it is given.
      controller.enqueue(joinBytes(this.#taken, this.#length));
      this.#forget();
      if (this.#end === undefined && this.#connection.paused) this.#connection.resume();
      return true;
    }
    if (this.#end === undefined) return false;
    if ('failure' in this.#end) controller.error(this.#end.failure);
    else controller.close();
    return true;
  }

  #leave(): void {
    this.#left = true;
    this.#forget();
    if (this.#end !== undefined) return;
    this.#connection.abort(new DOMException('The body was not wanted any more', 'AbortError'));
  }

  #forget(): void {
    this.#taken = [];
    this.#length = 0;
  }
}
