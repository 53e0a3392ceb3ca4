import type { Cell } from '@x/compare';

/**
 * Something for each question (a prompt, a row and a repeat), in the order of the questions. Every target meets them in
 * one order, so that in which they are first seen is theirs.
 */
export class Questions<T> {
  readonly #make: (cell: Cell) => T;
  readonly #things = new Map<string, T>();

  constructor(make: (cell: Cell) => T) {
    this.#make = make;
  }

  /** What belongs to the cell's question; made when the question is first seen. */
  of(cell: Cell): T {
    const question = JSON.stringify([cell.prompt, cell.row, cell.repeat]);
    const known = this.#things.get(question);
    if (known !== undefined) return known;
    const thing = this.#make(cell);
    this.#things.set(question, thing);
    return thing;
  }

  /** What belongs to the first question that is still here. */
  first(): T | undefined {
    return this.#things.values().next().value;
  }

  /** Lets go of the first question. */
  shift(): void {
    const { value } = this.#things.keys().next();
    if (value !== undefined) this.#things.delete(value);
  }
}
