import { isJson, type Json } from '../json.ts';
import { choicesOf, followed, isOptional, typeName, typesOf, valuesOf, withoutAllOf } from './schema-shape.ts';

/**
 * Whether a value has the shape that a schema asks for, when absent properties may stand as null and objects are
 * closed: enough to tell the branches of a choice apart. It is no validator; lengths, ranges and patterns are not read.
 */
export function fits(schema: unknown, value: unknown, root: Json, trail: readonly unknown[] = []): boolean {
  // A schema that leads back to itself without going into the value says nothing about it.
  if (!isJson(schema) || trail.includes(schema)) return schema === true;
  const plain = plainOf(schema, root);
  if (plain === undefined) return false;
  const choices = choicesOf(plain);
  if (choices?.some((choice) => fits(choice, value, root, [...trail, schema])) === false) return false;
  return hasType(plain, value) && valuesOf(plain)?.includes(value) !== false && hasParts(plain, value, root);
}

/** A schema with its reference followed and its `allOf` merged, as far as that can be done. */
export function plainOf(schema: Json, root: Json): Json | undefined {
  const target = followed(schema, root);
  return target && followed(withoutAllOf(target, root) ?? target, root);
}

function hasType(schema: Json, value: unknown): boolean {
  const types = typesOf(schema);
  if (types.length === 0 || types.includes(typeName(value))) return true;
  return types.includes('integer') && Number.isInteger(value);
}

function hasParts(schema: Json, value: unknown, root: Json): boolean {
  const { items, properties } = schema;
  if (Array.isArray(value)) return items === undefined || value.every((item) => fits(items, item, root));
  return !isJson(value) || !isJson(properties) || hasProperties(schema, properties, value, root);
}

function hasProperties(schema: Json, properties: Json, value: Json, root: Json): boolean {
  const closed = (schema['additionalProperties'] ?? false) === false;
  if (closed && Object.keys(value).some((name) => !Object.hasOwn(properties, name))) return false;
  return Object.entries(properties).every(([name, property]) => {
    const given = Object.hasOwn(value, name) ? value[name] : null;
    return (given === null && isOptional(schema, name)) || (Object.hasOwn(value, name) && fits(property, given, root));
  });
}
