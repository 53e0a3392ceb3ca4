import * as z from 'zod';

/**
 * Schemas that read the JSON form of protocol buffers as Google's services do: a field may be written in camelCase or
 * snake_case, a field that is not known is refused, `null` counts as absent, a single value may stand for a list of
 * one, and numbers may come as text.
 */

/** A message with these fields and no others. */
export function message<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => renameFields(value, shape), z.strictObject(shape));
}

/** A repeated field. */
export function repeated<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item));
}

/** A whole number. */
export const int32 = z.preprocess(numberFromText, z.int());

/** A number with a fraction. */
export const float = z.preprocess(numberFromText, z.number());

/** An enum's value by its name in any case or by its number, which is its place in the list. */
export function enumeration<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.preprocess((value) => {
    if (typeof value === 'number') return names[value] ?? value;
    return typeof value === 'string' ? value.toUpperCase() : value;
  }, z.enum(names));
}

/** An enum whose values the sandbox does not read. */
export const anyEnumeration = z.union([z.string(), z.int()]);

/** A free JSON object (`google.protobuf.Struct`), whose own names are left alone. */
export const struct = z.record(z.string(), z.unknown());

/** Anything: for messages that the sandbox takes and does not read. */
export const anything = z.unknown();

/** `generation_config` for `generationConfig`. */
export function snakeCase(name: string): string {
  return name.replaceAll(/\p{Lu}/gu, (capital) => `_${capital.toLowerCase()}`);
}

function renameFields(value: unknown, shape: z.ZodRawShape): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(
    entries.map(([name, field]) => {
      const camel = camelCase(name);
      return [Object.hasOwn(shape, camel) ? camel : name, field];
    }),
  );
}

function camelCase(name: string): string {
  return name.replaceAll(/_(?<letter>\p{L})/gu, (_, letter: string) => letter.toUpperCase());
}

function numberFromText(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}
