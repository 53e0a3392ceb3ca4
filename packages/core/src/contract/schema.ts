import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';

/** A schema that can validate a value and can say its own JSON Schema, as zod 4 does. For the rest: `jsonSchema()`. */
export type Schema<T = unknown> = StandardSchemaV1<unknown, T> & StandardJSONSchemaV1<unknown, T>;

/** Adds a JSON Schema to a validator that cannot say its own (zod/mini, valibot…). */
export function jsonSchema<T>(validate: StandardSchemaV1<unknown, T>, json: object): Schema<T>;
/** A plain JSON Schema: sent to the model, not validated on the way back. */
export function jsonSchema<T = unknown>(json: object): Schema<T>;
export function jsonSchema<T>(first: StandardSchemaV1<unknown, T> | object, json?: object): Schema<T> {
  const stated = copyOf(json ?? first);
  const validator: StandardSchemaV1.Props<unknown, T> = isValidator<T>(first)
    ? first['~standard']
    : { version: 1, vendor: 'x', validate: trusted<T> };
  return {
    '~standard': {
      version: 1,
      vendor: validator.vendor,
      validate: validator.validate,
      jsonSchema: { input: () => stated, output: () => stated },
    },
  };
}

/** The JSON Schema that a value must satisfy to be sent, in the 2020-12 dialect. */
export function toJsonSchema(schema: Schema): Record<string, unknown> {
  return schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
}

const copyOf = (json: object): Record<string, unknown> => ({ ...json });

const isValidator = <T>(value: object): value is StandardSchemaV1<unknown, T> => '~standard' in value;

// A plain JSON Schema makes no promise that we could check, so the caller's type argument is taken at its word.
const trusted = <T>(value: unknown): StandardSchemaV1.Result<T> => ({ value: value as T });
