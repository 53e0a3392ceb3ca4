import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Schema } from '@x/core';
import { Ajv, type ErrorObject, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseJson, withoutFence } from '../metrics/json-answer.ts';
import { mistake } from '../mistake.ts';
import { type Check, type Named, passIf, textCheck } from './check.ts';
import { linearExpression } from './text-checks.ts';

/** Says what is wrong with a JSON value, a line for each issue; an empty list where it fits. */
export type ValueValidator = (value: unknown) => readonly string[];

export interface MatchesSchemaOptions extends Named {
  /** A Markdown code fence around the JSON is taken off. Default false: the whole answer is the JSON. */
  readonly allowFence?: boolean | undefined;
}

/** In a reason; the rest is counted. */
const mostIssues = 3;

const options: Options = {
  allErrors: true,
  strict: false,
  // In JSON Schema 2020-12 a format is a remark; and the formats are a library of their own.
  validateFormats: false,
  logger: false,
  // The patterns of a schema meet whatever a model writes: they too must not hang.
  code: { regExp: Object.assign(linearTest, { code: 'linearTest' }) },
};

interface Tester {
  test(text: string): boolean;
  /** By which the library tells one pattern from another. */
  toString(): string;
}

function linearTest(pattern: string): Tester {
  const expression = linearExpression(pattern);
  return { test: (text) => expression.matcher(text).find(), toString: () => pattern };
}

/**
 * A validator from a plain JSON Schema: 2020-12, or draft 7 where `$schema` says so. It is made into code, so the
 * runtime must allow that; those that forbid `eval` take a Standard Schema instead.
 *
 * @throws InferenceError `invalid-request` for a schema that is none
 */
export function jsonSchemaValidator(schema: object): ValueValidator {
  const validate = compiled(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(issueOf));
}

/**
 * The answer is JSON that a schema takes.
 *
 * @param schema a plain JSON Schema, or a Standard Schema such as zod's
 * @throws InferenceError `invalid-request` for a schema that is none
 */
export function matchesSchema(schema: object | StandardSchemaV1, options: MatchesSchemaOptions = {}): Check {
  const issuesOf = validatorOf(schema);
  return textCheck(options.name ?? 'is JSON by the schema', async (text) => {
    const parsed = parseJson(options.allowFence === true ? withoutFence(text) : text);
    if (parsed === undefined) return { verdict: 'fail', reason: 'is no JSON' };
    const issues = await issuesOf(parsed.value);
    return passIf(issues.length === 0, 'is JSON by the schema', shortened(issues));
  });
}

/** The answer is JSON. */
export function isJson(options: MatchesSchemaOptions = {}): Check {
  return matchesSchema({}, { ...options, name: options.name ?? 'is JSON' });
}

function validatorOf(schema: object | StandardSchemaV1): (value: unknown) => Promise<readonly string[]> {
  if (!isStandardSchema(schema)) return asPromise(jsonSchemaValidator(schema));
  // What `jsonSchema()` of a plain schema makes takes any value: then the schema itself is asked.
  if (isUnchecked(schema))
    return asPromise(jsonSchemaValidator(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })));
  return async (value) => {
    const { issues = [] } = await schema['~standard'].validate(value);
    return issues.map(({ message, path }) => `${pointerOf(path)}: ${message}`);
  };
}

const asPromise =
  (validator: ValueValidator) =>
  async (value: unknown): Promise<readonly string[]> =>
    validator(value);

const isStandardSchema = (schema: object): schema is StandardSchemaV1 => '~standard' in schema;

const isUnchecked = (schema: StandardSchemaV1): schema is Schema =>
  schema['~standard'].vendor === 'x' && 'jsonSchema' in schema['~standard'];

function compiled(schema: object) {
  const dialect = Reflect.get(schema, '$schema');
  const ajv = typeof dialect === 'string' && /draft-07/.test(dialect) ? new Ajv(options) : new Ajv2020(options);
  try {
    return ajv.compile(schema);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw mistake(`The JSON Schema cannot be used: ${why}. Correct it, or write it in the dialect 2020-12.`);
  }
}

const issueOf = ({ instancePath, message }: ErrorObject): string => `${instancePath || '/'}: ${message ?? 'is wrong'}`;

/** A JSON pointer. */
const pointerOf = (path: StandardSchemaV1.Issue['path']): string =>
  `/${(path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('/')}`;

function shortened(issues: readonly string[]): string {
  const rest = issues.length - mostIssues;
  return [...issues.slice(0, mostIssues), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}
