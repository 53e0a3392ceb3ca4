import * as z from 'zod/mini';

/** Where something stands in the input; tokenizers that do not keep places give null. */
export const spanFields = {
  start: z.optional(z.nullable(z.int())),
  end: z.optional(z.nullable(z.int())),
};

interface WireSpan {
  readonly start?: number | null | undefined;
  readonly end?: number | null | undefined;
}

/** The places that were stated, each brought to our count by `toCodeUnits`. */
export function spanOf(
  { start, end }: WireSpan,
  toCodeUnits: (codePoints: number) => number,
): { readonly start?: number; readonly end?: number } {
  return {
    ...(typeof start === 'number' && { start: toCodeUnits(start) }),
    ...(typeof end === 'number' && { end: toCodeUnits(end) }),
  };
}
