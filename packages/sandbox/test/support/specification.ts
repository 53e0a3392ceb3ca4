import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { specsFolder } from './shared.ts';

// The specifications carry formats and annotations of their own, which are no faults of an answer.
const options = { strict: false, allErrors: true, logger: false } as const;

/** What is wrong with a value by a schema of a vendor, one line a fault; nothing when it is valid. */
export type Check = (value: unknown) => readonly string[];

/** Checks of single component schemas of OpenAI's specification (OpenAPI 3.1, so JSON Schema 2020-12). */
export const openaiChecks = once((): ((component: string) => Check) => {
  const ajv = withFormats(new Ajv2020(options));
  ajv.addSchema({ ...readJson('openai.openapi.json'), $id: 'openai' });
  return (component) => checkOf(ajv.compile({ $ref: `openai#/components/schemas/${component}` }));
});

/** Checks of single component schemas of Gemini's specification (OpenAPI 3.0, whose `nullable` Ajv understands). */
export const geminiChecks = once((): ((component: string) => Check) => {
  const ajv = withFormats(new Ajv(options));
  ajv.addSchema({ ...readJson('gemini-v1beta.openapi.json'), $id: 'gemini' });
  return (component) => checkOf(ajv.compile({ $ref: `gemini#/components/schemas/${component}` }));
});

/** Checks of single component schemas of the text-embeddings server's specification. */
export const teiChecks = once((): ((component: string) => Check) => {
  const ajv = withFormats(new Ajv(options));
  // Its examples and defaults are texts where the type is another, which is no fault of an answer either.
  ajv.addSchema({ ...readJson('tei.openapi.json'), $id: 'tei' });
  return (component) => checkOf(ajv.compile({ $ref: `tei#/components/schemas/${component}` }));
});

/** Checks of answers by Hugging Face's task schemas; `pointer` picks a schema within the file, such as `#/items`. */
export function taskChecks(): (file: string, pointer?: string) => Check {
  const ajv = withFormats(new Ajv({ ...options, meta: false, validateSchema: false }));
  ajv.addSchema(withoutDialect(readJson(join('hf-tasks', 'common-definitions.json'))));
  return (file, pointer = '') => {
    const schema = withoutDialect(readJson(join('hf-tasks', `${file}.json`)));
    const id = String(schema['$id']);
    if (ajv.getSchema(id) === undefined) ajv.addSchema(schema);
    return checkOf(ajv.compile({ $ref: id + pointer }));
  };
}

/** The specifications are large, so each is read once, and not at all where they are absent. */
function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function withFormats<Validator extends Ajv>(ajv: Validator): Validator {
  addFormats.default(ajv);
  return ajv;
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(specsFolder ?? '', path), 'utf8'));
}

/**
 * The task schemas name draft 6, whose meta-schema Ajv does not carry; the keywords they use are those of draft 7. They
 * also use `nullable` beside a reference, where Ajv does not take it.
 */
function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): Record<string, unknown> & AnySchema {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('nullable' in value) || 'type' in value) return value;
    const { nullable, ...rest } = value;
    return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest;
  });
}

function checkOf(validate: ValidateFunction): Check {
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(describe));
}

function describe({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`;
}
