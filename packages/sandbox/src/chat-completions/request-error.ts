import type * as z from 'zod';
import { VendorError } from '../wire/vendor-error.ts';

/** The error object that OpenAI and its followers send. */
export interface OpenAIError {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
}

/** A request that is refused with HTTP 400 in OpenAI's shape. */
export function invalidRequest(message: string, param: string | null, code: string | null): VendorError {
  const error: OpenAIError = { message, type: 'invalid_request_error', param, code };
  return new VendorError({ status: 400, body: { error } });
}

/** The first thing that is wrong with a request, in OpenAI's words. */
export function firstIssueError({ issues }: z.ZodError): VendorError {
  const [outermost] = issues;
  if (outermost === undefined) return invalidRequest('The request is invalid.', null, null);
  const issue = withinUnion(outermost);
  if (issue.code === 'unrecognized_keys') {
    return invalidRequest(`Unrecognized request argument supplied: ${issue.keys.join(', ')}`, null, null);
  }
  const param = pathText(issue.path);
  if (issue.input === undefined) return missingParameter(param);
  const { message, code } = describe(issue, param);
  return invalidRequest(message, param, code);
}

/** A required parameter that is absent, in OpenAI's words. */
export function missingParameter(param: string): VendorError {
  // The one parameter whose absence has words and a null code of its own.
  if (param === 'model') return invalidRequest('you must provide a model parameter', null, null);
  return invalidRequest(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
}

/** Of a union, the fault in the alternative that was meant: the one whose outermost type is right. */
function withinUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const meant = issue.errors.find(
    ([first]) => first !== undefined && first.path.length > 0 && first.path[0] !== 'type',
  );
  const bounded = issue.errors.find(([first]) => first !== undefined && first.code !== 'invalid_type');
  const inner = (meant ?? bounded)?.[0];
  return inner === undefined ? issue : withinUnion({ ...inner, path: [...issue.path, ...inner.path] });
}

/** The parameters whose bounds OpenAI calls decimal; the others are whole numbers. */
const decimals: ReadonlySet<string> = new Set(['temperature', 'top_p', 'presence_penalty', 'frequency_penalty']);

/** Names of types that the validator has and JSON has not. */
const jsonNames: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['record', 'object'],
]);

interface Description {
  readonly message: string;
  readonly code: string;
}

function describe(issue: z.core.$ZodIssue, param: string): Description {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(param, article(jsonNames.get(issue.expected) ?? issue.expected), issue.input);
    case 'invalid_union':
      return wrongType(param, 'one of several types', issue.input);
    case 'invalid_value':
      return {
        message: `Invalid value: '${String(issue.input)}'. Supported values are: ${quotedList(issue.values)}.`,
        code: 'invalid_value',
      };
    case 'too_small':
      return outOfBounds(param, 'below minimum', `>= ${issue.minimum}`, issue.input);
    case 'too_big':
      return outOfBounds(param, 'above maximum', `<= ${issue.maximum}`, issue.input);
    default:
      return { message: `Invalid '${param}': ${issue.message}.`, code: 'invalid_value' };
  }
}

function wrongType(param: string, expected: string, input: unknown): Description {
  const message = `Invalid type for '${param}': expected ${expected}, but got ${article(typeName(input))} instead.`;
  return { message, code: 'invalid_type' };
}

type Side = 'below minimum' | 'above maximum';

const codeEndings: Readonly<Record<Side, string>> = { 'below minimum': 'below_min', 'above maximum': 'above_max' };

function outOfBounds(param: string, side: Side, bound: string, input: unknown): Description {
  if (Array.isArray(input)) {
    const word = side === 'below minimum' ? 'short' : 'long';
    const message = `Invalid '${param}': array too ${word}. Expected a length ${bound}, but got ${input.length} instead.`;
    return { message, code: input.length === 0 ? 'empty_array' : `array_${codeEndings[side]}_length` };
  }
  const kind = decimals.has(param) ? 'decimal' : 'integer';
  return {
    message: `Invalid '${param}': ${kind} ${side} value. Expected a value ${bound}, but got ${String(input)} instead.`,
    code: `${kind}_${codeEndings[side]}_value`,
  };
}

/** A path as OpenAI writes it: `messages[0].role`. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
    .join('');
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (Number.isInteger(value)) return 'integer';
  return typeof value === 'number' ? 'decimal' : typeof value;
}

function article(noun: string): string {
  if (noun === 'null') return noun;
  return `${/^[aeiou]/u.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** Values as OpenAI lists them: `'a', 'b', and 'c'`. */
export function quotedList(values: readonly unknown[]): string {
  const quoted = values.map((value) => `'${String(value)}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`;
}
