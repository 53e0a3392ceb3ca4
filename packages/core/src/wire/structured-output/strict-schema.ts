import { isJson, type Json } from '../json.ts';
import {
  annotations,
  choicesOf,
  followed,
  isOptional,
  pick,
  takesNull,
  typesOf,
  valuesOf,
  withoutAllOf,
} from './schema-shape.ts';

/** Makes the error for a schema that cannot be lowered. `path` is like `$.orders[].address`. */
export type RefuseSchema = (path: string, why: string) => Error;

/** Keywords that strict mode cannot keep to and that cannot be written in others. */
const refused =
  'patternProperties not if then else dependentRequired dependentSchemas dependencies prefixItems additionalItems unevaluatedItems contains $dynamicRef'.split(
    ' ',
  );
/**
 * Constraints that strict mode keeps to. The rest (lengths of texts, numbers of properties, unique items, defaults) it
 * refuses or passes over; they are left out, for the answer is validated against the whole schema anyway.
 * Source: the vendor's guide on supported schemas.
 */
const kept = [
  ...annotations,
  ...'enum const multipleOf minimum maximum exclusiveMinimum exclusiveMaximum minItems maxItems'.split(' '),
];
const formats: readonly unknown[] = 'date-time time date duration email hostname ipv4 ipv6 uuid'.split(' ');
/** Look-around and back-references, which a pattern of strict mode may not have. */
const beyondRegular = /\(\?<?[=!]|\\[1-9]|\\k</;

interface Lowering {
  readonly root: Json;
  readonly refuse: RefuseSchema;
}

/**
 * Lowers a JSON Schema to the subset that OpenAI's strict mode takes: every property required, an optional one made
 * nullable, every object closed. `restoreOptional` undoes it on the answer.
 *
 * References are kept, and what they lead to is lowered; `oneOf` becomes `anyOf`; an `allOf` is merged.
 *
 * @param refuse Makes the error that is thrown for a schema that strict mode cannot take, such as a record or a tuple.
 */
export function strictSchema(schema: Json, refuse: RefuseSchema): Json {
  const lowering = { root: schema, refuse };
  // Some write the root as a reference to a definition, where strict mode wants the object itself.
  const lowered = lower(followed(schema, schema), '$', lowering);
  if (lowered['type'] !== 'object') throw refuse('$', 'it must be one object. Make it a property of one');
  return { ...lowered, ...lowerDefinitions(schema, lowering) };
}

const lowerDefinitions = (schema: Json, lowering: Lowering): Json =>
  mapValues(pick(schema, ['$defs', 'definitions']), (definitions, list) =>
    mapValues(definitions, (definition, name) => lower(definition, `$.${list}.${name}`, lowering)),
  );

const mapValues = (object: unknown, change: (value: unknown, name: string) => Json): Json =>
  Object.fromEntries(Object.entries(object ?? {}).map(([name, value]) => [name, change(value, name)]));

function lower(schema: unknown, path: string, lowering: Lowering): Json {
  const { refuse, root } = lowering;
  if (!isJson(schema)) throw refuse(path, 'no schema stands there');
  const keyword = refused.find((name) => schema[name] !== undefined);
  if (keyword !== undefined) throw refuse(path, `strict mode takes no ${keyword}. Write it as an object or a list`);
  const one = withoutAllOf(schema, root);
  if (one === undefined) throw refuse(path, 'its allOf cannot be merged. Write it as one object');
  if (one !== schema) return lower(one, path, lowering);
  if (schema['$ref'] !== undefined) return lowerReference(schema, path, lowering);
  return choicesOf(schema) === undefined ? lowerPlain(schema, path, lowering) : lowerChoice(schema, path, lowering);
}

function lowerReference(schema: Json, path: string, { root, refuse }: Lowering): Json {
  const { $ref } = schema;
  // Elsewhere lies what may be nullable by now, or moved.
  if (!/^#$|^#\/(\$defs|definitions)\/[^/]+$/.test(String($ref)) || followed(schema, root) === undefined) {
    throw refuse(path, 'its $ref must lead to # or into $defs');
  }
  // Beside a reference strict mode takes nothing, not even a description.
  const notes = pick(schema, annotations);
  return Object.keys(notes).length > 0 ? { ...notes, anyOf: [{ $ref }] } : { $ref };
}

function lowerChoice(schema: Json, path: string, lowering: Lowering): Json {
  if (Object.keys(pick(schema, ['properties', 'items', 'enum', 'const', '$ref'])).length > 0) {
    throw lowering.refuse(path, 'it has more beside its anyOf. Move that into the branches');
  }
  const type = pick(schema, ['type']);
  const branches = choicesOf(schema)?.map((branch, place) =>
    lower(isJson(branch) && !branch['$ref'] ? { ...type, ...branch } : branch, `${path}.anyOf[${place}]`, lowering),
  );
  return { ...pick(schema, annotations), anyOf: branches };
}

function lowerPlain(schema: Json, path: string, lowering: Lowering): Json {
  const types = typesOf(schema);
  if (types.length === 0) throw lowering.refuse(path, 'it takes any value. Say its type');
  const { format, pattern } = schema;
  return {
    ...pick(schema, kept),
    type: types.length === 1 ? types[0] : types,
    ...(formats.includes(format) && { format }),
    ...(typeof pattern === 'string' && !beyondRegular.test(pattern) && { pattern }),
    ...(types.includes('object') && lowerObject(schema, path, lowering)),
    ...(types.includes('array') && { items: lower(schema['items'], `${path}[]`, lowering) }),
  };
}

function lowerObject(schema: Json, path: string, lowering: Lowering): Json {
  const { additionalProperties: others, required } = schema;
  // An object that is closed and declares nothing is empty; one that is open and declares nothing is a record.
  const properties = schema['properties'] ?? (others === false ? {} : undefined);
  if ((others ?? false) !== false || !isJson(properties)) {
    throw lowering.refuse(path, 'its properties must be known. Write a record as a list of keys and values');
  }
  const names = Object.keys(properties);
  const undeclared = Array.isArray(required) && required.find((name) => !names.includes(name));
  if (undeclared) throw lowering.refuse(`${path}.${undeclared}`, 'it is required but not declared');
  const lowered = mapValues(properties, (property, name) => {
    const plain = lower(property, `${path}.${name}`, lowering);
    return isOptional(schema, name) && !takesNull(property, lowering.root) ? nullable(plain) : plain;
  });
  return { properties: lowered, required: names, additionalProperties: false };
}

const nothing = { type: 'null' };

/** A lowered schema that takes null as well. */
function nullable(schema: Json): Json {
  const { const: _, ...rest } = schema;
  const { anyOf } = rest;
  const types = typesOf(rest);
  const values = valuesOf(schema);
  if (Array.isArray(anyOf)) return { ...rest, anyOf: [...anyOf, nothing] };
  if (types.length === 0 || types.includes('object') || types.includes('array')) return { anyOf: [schema, nothing] };
  return { ...rest, type: [...types, 'null'], ...(values && { enum: [...values, null] }) };
}
