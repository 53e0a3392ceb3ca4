import { type Json, objectsOf, stringOf } from '../json.ts';

/** One step of a path: `.name`, `['name']` or `[0]`. */
const step = /\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g;

type Place = Record<string | number, unknown> | unknown[];

/**
 * A tool call's arguments that come in pieces (`streamFunctionCallArguments`): each piece names the place in the
 * arguments where its value goes; texts at the same place are joined.
 */
export class PartialArguments {
  readonly #root: Place = emptyObject();

  add(pieces: unknown): void {
    for (const piece of objectsOf(pieces)) this.#set(stepsOf(stringOf(piece['jsonPath'])), valueIn(piece));
  }

  /** The arguments as JSON. */
  get text(): string {
    return JSON.stringify(this.#root);
  }

  #set(steps: readonly (string | number)[], value: unknown): void {
    let place = this.#root;
    for (const [depth, name] of steps.entries()) {
      if (Array.isArray(place) && typeof name === 'number' && name > place.length) return;
      const here = Reflect.get(place, name);
      const next = steps[depth + 1];
      if (next === undefined) {
        Reflect.set(place, name, typeof here === 'string' && typeof value === 'string' ? here + value : value);
      } else if (isPlace(here)) {
        place = here;
      } else {
        const made: Place = typeof next === 'number' ? [] : emptyObject();
        Reflect.set(place, name, made);
        place = made;
      }
    }
  }
}

// Without a prototype, so that a name like __proto__ is a name like any other.
const emptyObject = (): Record<string, unknown> => Object.create(null);

const isPlace = (value: unknown): value is Place => typeof value === 'object' && value !== null;

const stepsOf = (path: string): readonly (string | number)[] =>
  [...path.matchAll(step)].map(([, dotted, index, single, double]) =>
    index === undefined ? (dotted ?? single ?? double ?? '') : Number(index),
  );

const valueNames = ['stringValue', 'numberValue', 'boolValue'] as const;

/** A piece's value; null for `nullValue` and for a piece that states none. */
function valueIn(piece: Json): unknown {
  const name = valueNames.find((candidate) => piece[candidate] !== undefined);
  return name === undefined ? null : piece[name];
}
