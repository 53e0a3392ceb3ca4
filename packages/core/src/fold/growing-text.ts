/** Pieces that are joined at once. */
const PIECES = 16;

/**
 * A text that comes in many small pieces. A string that is added to, piece by piece, keeps every piece and a link for
 * each; this one joins them now and then, so that a text of which ten thousand are growing takes what its letters take.
 */
export class GrowingText {
  /** UTF-16 code units. */
  length = 0;
  #joined = '';
  #pieces: string[] = [];

  add(piece: string): void {
    this.length += piece.length;
    if (this.#pieces.push(piece) >= PIECES) this.#join();
  }

  /** All of it so far. */
  get whole(): string {
    if (this.#pieces.length > 0) this.#join();
    return this.#joined;
  }

  #join(): void {
    this.#joined += this.#pieces.join('');
    this.#pieces = [];
  }
}
