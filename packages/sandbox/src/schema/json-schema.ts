/** A JSON Schema object as it arrives: nothing about its keywords is known before they are read. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object, as opposed to an array, a scalar or null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A keyword's value where it has to be an object, or an empty object. */
export function objectAt(schema: JsonSchema, keyword: string): JsonSchema {
  const value = schema[keyword];
  return isObject(value) ? value : {};
}

/** A keyword's value where it has to be a list, or an empty list. */
export function listAt(schema: JsonSchema, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : [];
}

/** A keyword's value where it has to be a finite number. Strings are read too: Gemini's Schema sends int64 as text. */
export function numberAt(schema: JsonSchema, keyword: string): number | undefined {
  const value = schema[keyword];
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The types a schema names, in lower case (Gemini's Schema writes `STRING`). */
export function typesOf(schema: JsonSchema): readonly string[] {
  const type = schema['type'];
  const types = Array.isArray(type) ? type : [type];
  return types.filter((name) => typeof name === 'string').map((name) => name.toLowerCase());
}
