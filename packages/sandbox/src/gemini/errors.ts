import type * as z from 'zod';
import { type ErrorReply, VendorError } from '../wire/vendor-error.ts';
import { snakeCase } from './proto-json.ts';

/** The canonical name that goes with each HTTP status. */
const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** An error in Google's shape (`google.rpc.Status` as JSON). */
export function googleError(code: number, message: string, details?: readonly unknown[]): ErrorReply {
  const error = {
    code,
    message,
    status: statusNames[code] ?? 'UNKNOWN',
    ...(details === undefined ? {} : { details }),
  };
  return { status: code, body: { error } };
}

/** A request that is refused with HTTP 400. */
export function invalidArgument(message: string): VendorError {
  return new VendorError(googleError(400, message));
}

/** Everything that is wrong with a request, in Google's words, one line and one field violation for each. */
export function violationsError({ issues }: z.ZodError): VendorError {
  const violations = issues.flatMap(violationsOf);
  const message = violations.map(({ description }) => description).join('\n');
  const details = [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }];
  return new VendorError(googleError(400, message, details));
}

interface Violation {
  readonly field: string;
  readonly description: string;
}

function violationsOf(issue: z.core.$ZodIssue): readonly Violation[] {
  const field = fieldPath(issue.path);
  const at = field === '' ? '' : ` at '${field}'`;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field,
      description: `Invalid JSON payload received. Unknown name "${key}"${at}: Cannot find field.`,
    }));
  }
  const expected = issue.code === 'invalid_type' ? ` (${issue.expected})` : '';
  return [{ field, description: `Invalid value${at}${expected}, ${JSON.stringify(issue.input) ?? 'nothing'}` }];
}

/** A path as Google writes it: `contents[0].parts[0].inline_data`. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      return `${index === 0 ? '' : '.'}${snakeCase(String(step))}`;
    })
    .join('');
}
