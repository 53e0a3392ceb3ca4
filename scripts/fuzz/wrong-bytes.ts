import * as fc from 'fast-check';

/** A change to an answer, as data, so that a case that fails can be shown and made smaller. */
export type Change =
  /** One value of the JSON, counted in document order, becomes another. */
  | { readonly kind: 'replace'; readonly place: number; readonly by: unknown }
  | { readonly kind: 'remove'; readonly place: number }
  /** One member of an object is written twice, the second time with another value. */
  | { readonly kind: 'double'; readonly place: number; readonly by: unknown }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array };

/** Values that a careless reader trips over. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    0,
    -1,
    1e308,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    -0,
    0.1,
    [],
    {},
    [[]],
    [null],
    {
      error: null,
    },
  ),
  fc.constantFrom<unknown>('__proto__', 'constructor', '\u0000', '\ud800', 'error', '[DONE]'),
  fc.integer({ min: 1, max: 600 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth))),
  fc.integer({ min: 1, max: 300 }).map((depth) => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)),
  fc.string({ maxLength: 400 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A fraction of a length, in thousandths, so that one change fits answers of any size. */
const fraction = fc.integer({ min: 0, max: 999 });

export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('replace' as const), place: fraction, by: strange }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('remove' as const), place: fraction }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('double' as const), place: fraction, by: strange }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: fraction }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('insert' as const),
      at: fraction,
      bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
    }),
  },
);

/** JSON with its changes, as the text of a body. Changes of bytes are left to `changeBytes`. */
export function changedJson(value: unknown, changes: readonly Change[]): string {
  let text = JSON.stringify(value);
  for (const one of changes) {
    if (one.kind === 'replace' || one.kind === 'remove' || one.kind === 'double') text = changeValue(text, one);
  }
  return text;
}

type ValueChange = Extract<Change, { readonly kind: 'replace' | 'remove' | 'double' }>;

function changeValue(text: string, one: ValueChange): string {
  // Values that JSON has no word for (1e400, a lone surrogate) are written by hand further down.
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    // An earlier change made it something that is no JSON; it stays as it is.
    if (error instanceof SyntaxError) return text;
    throw error;
  }
  const total = countValues(parsed);
  const target = Math.floor((one.place / 1_000) * total);
  let seen = 0;
  const write = (value: unknown): string => {
    const here = seen++ === target;
    if (here && one.kind === 'replace') return literal(one.by);
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
    if (typeof value !== 'object' || value === null) return literal(value);
    const members = Object.entries(value).flatMap(([name, member]) => {
      const next = seen;
      const written = `${JSON.stringify(name)}:${write(member)}`;
      if (next !== target) return [written];
      if (one.kind === 'remove') return [];
      return one.kind === 'double' ? [written, `${JSON.stringify(name)}:${literal(one.by)}`] : [written];
    });
    return `{${members.join(',')}}`;
  };
  return write(parsed);
}

const countValues = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, member) => sum + countValues(member), 1)
    : 1;

const literal = (value: unknown): string =>
  value === Number.POSITIVE_INFINITY ? '1e400' : (JSON.stringify(value) ?? 'null');

/** A body with its changes of bytes: cut short, or with bytes in it that may be no UTF-8. */
export function changeBytes(bytes: Uint8Array, changes: readonly Change[]): Uint8Array {
  let changed = bytes;
  for (const one of changes) {
    if (one.kind !== 'cut' && one.kind !== 'insert') continue;
    const at = Math.floor((one.at / 1_000) * changed.length);
    const after = one.kind === 'insert' ? changed.subarray(at) : new Uint8Array();
    const between = one.kind === 'insert' ? one.bytes : new Uint8Array();
    changed = Uint8Array.from([...changed.subarray(0, at), ...between, ...after]);
  }
  return changed;
}
