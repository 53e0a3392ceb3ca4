import { isJson, type Json } from '../json.ts';
import { own } from '../own.ts';
import { fits, plainOf } from './fits.ts';
import { choicesOf, isOptional, takesNull } from './schema-shape.ts';

/**
 * Undoes on an answer what `strictSchema` did to its schema: a null at an optional property that does not itself take
 * null is removed, at any depth.
 *
 * @param schema The schema before it was lowered; its references lead into itself.
 * @param value An answer, parsed. It is not changed; one that does not have the schema's shape comes back as it is.
 */
export function restoreOptional(schema: Json, value: unknown): unknown {
  return restore(schema, value, schema);
}

function restore(schema: unknown, value: unknown, root: Json): unknown {
  if (!isJson(schema) || typeof value !== 'object' || value === null) return value;
  const plain = plainOf(schema, root);
  if (plain === undefined) return value;
  const choice = choicesOf(plain)?.find((branch) => fits(branch, value, root));
  const chosen = choice === undefined || choice === schema ? value : restore(choice, value, root);
  if (Array.isArray(chosen)) return chosen.map((item) => restore(plain['items'], item, root));
  const { properties } = plain;
  return isJson(chosen) && isJson(properties) ? restoreProperties(plain, properties, chosen, root) : chosen;
}

function restoreProperties(schema: Json, properties: Json, value: Json, root: Json): Json {
  const kept = Object.entries(value).flatMap(([name, given]) => {
    const property = own(properties, name);
    const stoodForAbsent = given === null && isOptional(schema, name) && isJson(property) && !takesNull(property, root);
    return stoodForAbsent ? [] : [[name, restore(property, given, root)]];
  });
  return Object.fromEntries(kept);
}
