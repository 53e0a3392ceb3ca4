import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJson, type Json } from '@x/core/adapter';
import { Ajv, type ValidateFunction } from 'ajv';

const { X_RECORDINGS } = process.env;
const specs = X_RECORDINGS ? join(X_RECORDINGS, '../specs') : join(import.meta.dirname, '../../../../shared/specs');
const place = join(specs, 'openai.openapi.json');

/** Whether the vendor's specification lies beside the repository, and what a test's name says where it does not. */
export const specificationFound = existsSync(place);
export const missing = specificationFound ? '' : ' (skipped: the specification is not beside the repository)';

/**
 * The faults of the specification, made good: `nullable` stands where no type does, which a validator refuses, and
 * `oneOf` where several branches fit the same value.
 */
function mended(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mended);
  if (!isJson(value)) return value;
  const { nullable: _, oneOf, ...rest } = value;
  const entries = Object.entries(rest).map(([name, item]) => [name, mended(item)] as const);
  return { ...Object.fromEntries(entries), ...(oneOf !== undefined && { anyOf: mended(oneOf) }) };
}

export interface Specification {
  /** What is wrong with a body, by a schema's name; fields that the schema does not name are wrong, too. */
  readonly faults: (schema: string, body: unknown) => readonly string[];
}

/** @param coerce Whether texts may stand for numbers, as they do in forms. */
export function readSpecification(coerce = false): Specification {
  const specification: unknown = JSON.parse(readFileSync(place, 'utf8'));
  const components = isJson(specification) ? mended(specification['components']) : {};
  const schemas = isJson(components) && isJson(components['schemas']) ? components['schemas'] : {};
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, coerceTypes: coerce });
  const validators = new Map<string, ValidateFunction>();
  return {
    faults(schema, body) {
      const made = validators.get(schema) ?? ajv.compile({ components, $ref: `#/components/schemas/${schema}` });
      validators.set(schema, made);
      const sent: unknown = JSON.parse(JSON.stringify(body));
      made(sent);
      const known = propertiesOf(schemas[schema], schemas);
      const unknown = Object.keys(isJson(sent) ? sent : {}).filter((name) => !known.includes(name));
      return [
        ...(made.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`),
        ...unknown.map((name) => `${name} is unknown`),
      ];
    },
  };
}

/** The names of a schema's properties, with those of the schemas that it is put together from. */
function propertiesOf(schema: unknown, schemas: Json): readonly string[] {
  if (!isJson(schema)) return [];
  const { $ref, allOf, properties } = schema;
  const referred = typeof $ref === 'string' ? propertiesOf(schemas[$ref.split('/').at(-1) ?? ''], schemas) : [];
  const parts = Array.isArray(allOf) ? allOf.flatMap((part) => propertiesOf(part, schemas)) : [];
  return [...referred, ...parts, ...Object.keys(isJson(properties) ? properties : {})];
}
