import { isObject, type JsonSchema, listAt, numberAt, objectAt, typesOf } from './json-schema.ts';
import type { Material } from './material.ts';
import { fillNumber, fillString } from './scalars.ts';

/** Below this depth only what a schema requires is filled in, so that a recursive schema comes to an end. */
const depthOfOptional = 3;
/** Below this depth a schema that requires itself is given up; no finite value satisfies one. */
const greatestDepth = 32;

interface Place {
  readonly root: JsonSchema;
  readonly material: Material;
  /** The property or the index under which the value stands; it makes values of one prompt differ. */
  readonly name: string;
  readonly depth: number;
}

/**
 * A value that satisfies a JSON Schema, made of the words and numbers of a prompt; always the same for the same input.
 *
 * Understood: `$ref` within the document, `const`, `enum`, `anyOf`, `oneOf`, `allOf`, `type`, `nullable`, `properties`,
 * `required`, `items`, `prefixItems`, `minItems`, `maxItems`, `minLength`, `maxLength`, `pattern` and `format` (the
 * usual ones), `minimum`, `maximum`, their exclusive forms and `multipleOf`. Not understood: `not`, `if`, `contains`,
 * `dependent…`, `minProperties`, `patternProperties`.
 */
export function fillSchema(schema: unknown, material: Material): unknown {
  if (!isObject(schema)) return {};
  return fill(schema, { root: schema, material, name: 'value', depth: 0 });
}

function fill(schema: unknown, place: Place): unknown {
  if (!isObject(schema) || place.depth > greatestDepth) return null;
  if ('$ref' in schema) return fill(resolve(schema, place.root), deeper(place, place.name));
  if ('const' in schema) return schema['const'];
  const choices = listAt(schema, 'enum');
  if (choices.length > 0) return chosen(choices, place.material);
  const alternatives = [...listAt(schema, 'anyOf'), ...listAt(schema, 'oneOf')];
  if (alternatives.length > 0)
    return fill(merge([without(schema), fillable(alternatives)], place.root), deeper(place, place.name));
  if ('allOf' in schema)
    return fill(merge([without(schema), ...listAt(schema, 'allOf')], place.root), deeper(place, place.name));
  return fillType(schema, place);
}

function fillType(schema: JsonSchema, place: Place): unknown {
  const type = typesOf(schema).find((name) => name !== 'null') ?? impliedType(schema);
  switch (type) {
    case 'object':
      return fillObject(schema, place);
    case 'array':
      return fillArray(schema, place);
    case 'number':
    case 'integer':
      return fillNumber(schema, place.material, type === 'integer');
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return fillString(schema, place.material, place.name);
  }
}

function impliedType(schema: JsonSchema): string {
  if ('properties' in schema) return 'object';
  if ('items' in schema || 'prefixItems' in schema) return 'array';
  return typesOf(schema)[0] ?? 'string';
}

function fillObject(schema: JsonSchema, place: Place): Readonly<Record<string, unknown>> {
  const required = new Set(listAt(schema, 'required'));
  const wanted = Object.entries(objectAt(schema, 'properties')).filter(
    ([name]) => place.depth < depthOfOptional || required.has(name),
  );
  return Object.fromEntries(wanted.map(([name, property]) => [name, fill(property, deeper(place, name))]));
}

function fillArray(schema: JsonSchema, place: Place): readonly unknown[] {
  const fixed = listAt(schema, 'prefixItems');
  const least = Math.max(numberAt(schema, 'minItems') ?? 0, fixed.length);
  const wanted = place.depth < depthOfOptional ? Math.max(1, least) : least;
  const length = Math.min(wanted, numberAt(schema, 'maxItems') ?? wanted);
  return Array.from({ length }, (_, index) =>
    fill(fixed[index] ?? schema['items'] ?? {}, deeper(place, `${place.name} ${index}`)),
  );
}

function deeper(place: Place, name: string): Place {
  return { ...place, name, depth: place.depth + 1 };
}

function resolve(schema: JsonSchema, root: JsonSchema): unknown {
  const reference = schema['$ref'];
  if (typeof reference !== 'string' || !reference.startsWith('#')) return {};
  const steps = reference
    .slice(1)
    .split('/')
    .filter((step) => step !== '');
  return steps
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, step) => (isObject(node) ? node[step] : undefined), root);
}

/** The enum's member that the prompt mentions, or else its first. */
function chosen(choices: readonly unknown[], material: Material): unknown {
  const text = material.text.toLowerCase();
  return choices.find((choice) => typeof choice === 'string' && text.includes(choice.toLowerCase())) ?? choices[0];
}

function fillable(alternatives: readonly unknown[]): unknown {
  return alternatives.find((schema) => isObject(schema) && !typesOf(schema).includes('null')) ?? alternatives[0];
}

function without({ anyOf: _anyOf, oneOf: _oneOf, allOf: _allOf, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

/** One schema that demands what all of them do. References are followed, because a merged one would hide its neighbours. */
function merge(schemas: readonly unknown[], root: JsonSchema): JsonSchema {
  const parts = schemas.map((schema) => (isObject(schema) && '$ref' in schema ? resolve(schema, root) : schema));
  const objects = parts.filter(isObject);
  const joined = Object.fromEntries(objects.flatMap((schema) => Object.entries(schema)));
  const properties = Object.fromEntries(objects.flatMap((schema) => Object.entries(objectAt(schema, 'properties'))));
  const required = objects.flatMap((schema) => listAt(schema, 'required'));
  return Object.keys(properties).length > 0 ? { ...joined, properties, required } : joined;
}
