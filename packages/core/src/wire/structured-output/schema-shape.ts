import { isJson, type Json } from '../json.ts';

/** Keywords that tell a reader something and hold a value to nothing, as far as they are handed on. */
export const annotations = ['title', 'description'];
const mergeable = [...annotations, 'type', 'properties', 'required', '$defs', 'definitions', '$schema', 'default'];

/** The fields of `object` that are named, in that order, without those that it does not have. */
export const pick = (object: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.flatMap((name) => (object[name] === undefined ? [] : [[name, object[name]]])));

/**
 * A schema with its references followed, which are local (`#`, `#/$defs/name`); undefined where they lead nowhere or in a
 * circle.
 */
export function followed(schema: unknown, root: Json, trail: readonly unknown[] = []): Json | undefined {
  if (!isJson(schema) || trail.includes(schema)) return undefined;
  const { $ref } = schema;
  if ($ref === undefined) return schema;
  const [start, ...tokens] = String($ref).split('/');
  let target: unknown = start === '#' ? root : undefined;
  for (const token of tokens) {
    const name = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    target = isJson(target) && Object.hasOwn(target, name) ? target[name] : undefined;
  }
  return followed(target, root, [...trail, schema]);
}

/** The types that a schema names, or that its other keywords speak of; empty where it takes any. */
export function typesOf({ type, properties, items, enum: values, const: value }: Json): readonly unknown[] {
  if (type !== undefined) return Array.isArray(type) ? type : [type];
  if (properties !== undefined) return ['object'];
  if (items !== undefined) return ['array'];
  return [...new Set(valuesOf({ enum: values, const: value })?.map(typeName))];
}

/** The values that a schema names as the only ones. */
export function valuesOf({ enum: values, const: value }: Json): readonly unknown[] | undefined {
  if (value !== undefined) return [value];
  return Array.isArray(values) ? values : undefined;
}

/** What JSON Schema calls the type of a value. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** The branches of a schema that has some; `oneOf` means the same as `anyOf` to a model that writes one value. */
export function choicesOf({ anyOf, oneOf }: Json): readonly unknown[] | undefined {
  const choices = anyOf ?? oneOf;
  return Array.isArray(choices) ? choices : undefined;
}

/**
 * A schema whose `allOf` is taken into it: one that stands alone as it is, plain objects as one object. Undefined where
 * these schemas cannot be said as one.
 */
export function withoutAllOf(schema: Json, root: Json): Json | undefined {
  const { allOf, ...own } = schema;
  if (!Array.isArray(allOf)) return schema;
  // Several patterns of one text are said so; they are validated on the answer.
  const [only, ...more] = allOf.filter((part) => !isJson(part) || Object.keys(part).join() !== 'pattern');
  if (only === undefined) return own;
  if (more.length === 0 && isJson(only) && Object.keys(own).every((name) => annotations.includes(name))) {
    return { ...only, ...own };
  }
  const parts = [own, only, ...more].map((part) => followed(part, root) ?? { not: {} });
  const properties = parts.flatMap((part) => Object.entries(part['properties'] ?? {}));
  const declared = new Set(properties.map(([name]) => name));
  // A property that two of them describe would need both descriptions at once.
  if (!parts.every(isPlainObject) || declared.size < properties.length) return undefined;
  const required = parts.flatMap((part) => part['required'] ?? []);
  return { ...own, type: 'object', properties: Object.fromEntries(properties), required };
}

const isPlainObject = (schema: Json): boolean =>
  Object.keys(schema).every((name) => mergeable.includes(name)) && typesOf(schema).every((type) => type === 'object');

/** Whether a schema takes null. */
export function takesNull(schema: unknown, root: Json, trail: readonly unknown[] = []): boolean {
  const target = followed(schema, root);
  // A schema that leads back to itself says nothing more.
  if (target === undefined || trail.includes(target)) return false;
  const within = (part: unknown): boolean => takesNull(part, root, [...trail, target]);
  if (Array.isArray(target['allOf']) && !target['allOf'].every(within)) return false;
  if (choicesOf(target)?.some(within) === false || valuesOf(target)?.includes(null) === false) return false;
  const types = typesOf(target);
  return types.length === 0 || types.includes('null');
}

/** Whether an object may lack a property. */
export const isOptional = ({ required }: Json, name: string): boolean =>
  !Array.isArray(required) || !required.includes(name);
