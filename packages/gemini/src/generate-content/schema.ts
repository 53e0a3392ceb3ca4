import type { Schema } from '@x/core';
import { type RequestContext, statedSchema } from '@x/core/adapter';
import { isJson } from '../json.ts';

/** Keywords whose value is a schema or a list of schemas. */
const schemas: ReadonlySet<string> = new Set([
  'items',
  'prefixItems',
  'additionalProperties',
  'anyOf',
  'oneOf',
  'allOf',
]);
/** Keywords whose value has a schema under each name. */
const namedSchemas: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);

/**
 * A schema as `responseJsonSchema` and `parametersJsonSchema` take it: JSON Schema, but by Google's description of the
 * former without `const` (an `enum` of one says the same of a text or a number; of anything else its type is what can
 * be asked for), and with nothing beside a `$ref` but names that begin with `$`. `$schema` only names a dialect.
 *
 * @param place Where the schema stands in the input.
 * @throws InferenceError 'invalid-request' for a schema that JSON Schema cannot say.
 */
export const geminiSchema = (schema: Schema, place: string, context: RequestContext): unknown =>
  lowered(statedSchema(schema, place, context));

function lowered(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lowered);
  if (!isJson(schema)) return schema;
  const refers = schema['$ref'] !== undefined;
  const kept = Object.entries(schema).filter(([name]) => name !== '$schema' && (!refers || name.startsWith('$')));
  return Object.fromEntries(kept.flatMap(([name, value]) => loweredKeyword(name, value)));
}

function loweredKeyword(name: string, value: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (name === 'const') return typeof value === 'string' || typeof value === 'number' ? [['enum', [value]]] : [];
  if (schemas.has(name)) return [[name, lowered(value)]];
  if (!namedSchemas.has(name) || !isJson(value)) return [[name, value]];
  return [[name, Object.fromEntries(Object.entries(value).map(([key, schema]) => [key, lowered(schema)]))]];
}
