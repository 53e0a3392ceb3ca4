import { invalidRequest } from '../chat-completions/request-error.ts';
import { isObject, type JsonSchema, listAt, objectAt, typesOf } from '../schema/json-schema.ts';

/**
 * @param owner What the schema belongs to, such as `function 'get_weather'`.
 * @param param The parameter that the refusal names.
 * @throws VendorError (HTTP 400) when a schema that asks for `strict` is not in OpenAI's strict subset.
 */
export function checkStrictSchema(schema: unknown, owner: string, param: string): void {
  const fault = rootFault(schema);
  if (fault === undefined) return;
  throw invalidRequest(`Invalid schema for ${owner}: ${fault}`, param, 'invalid_json_schema');
}

function rootFault(schema: unknown): string | undefined {
  const types = isObject(schema) ? typesOf(schema) : ['None'];
  if (!isObject(schema) || !types.includes('object') || 'anyOf' in schema) {
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${types.join(', ')}"'.`;
  }
  return faultIn(schema, []);
}

/** What is wrong with a schema or one that it contains, if anything. */
function faultIn(schema: JsonSchema, context: readonly string[]): string | undefined {
  const where = `In context=(${context.map((step) => `'${step}'`).join(', ')}),`;
  if (typesOf(schema).includes('object')) {
    if (schema['additionalProperties'] !== false) {
      return `${where} 'additionalProperties' is required to be supplied and to be false.`;
    }
    const required = listAt(schema, 'required');
    const forgotten = Object.keys(objectAt(schema, 'properties')).find((name) => !required.includes(name));
    if (forgotten !== undefined) {
      return (
        `${where} 'required' is required to be supplied and to be an array including every key in properties. ` +
        `Missing '${forgotten}'.`
      );
    }
  }
  for (const [step, inner] of innerSchemas(schema)) {
    const fault = faultIn(inner, [...context, ...step]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function innerSchemas(schema: JsonSchema): readonly (readonly [step: readonly string[], schema: JsonSchema])[] {
  const named = ['properties', '$defs', 'definitions'].flatMap((keyword) =>
    Object.entries(objectAt(schema, keyword)).map(([name, inner]) => [[keyword, name], inner] as const),
  );
  const listed = listAt(schema, 'anyOf').map((inner, index) => [['anyOf', String(index)], inner] as const);
  const items = [[['items'], schema['items']] as const];
  return [...named, ...listed, ...items].flatMap(([step, inner]) => (isObject(inner) ? [[step, inner] as const] : []));
}
