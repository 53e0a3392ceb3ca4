import type * as z from 'zod';
import { VendorError } from '../wire/vendor-error.ts';

/** HTTP 400 as the task endpoints word it: a list of texts, one for each field that is wrong. */
export function fieldErrors({ issues }: z.ZodError): VendorError {
  const error = issues.map((issue) => {
    const fault = issue.input === undefined ? 'field required' : issue.message;
    return `Error in \`${issue.path.map(String).join('.')}\`: ${fault}`;
  });
  return new VendorError({ status: 400, body: { error } });
}

/** HTTP 422 of the text-generation server for a value that it does not take. */
export function validationError(message: string): VendorError {
  return new VendorError({
    status: 422,
    body: { error: `Input validation error: ${message}`, error_type: 'validation' },
  });
}

/** HTTP 422 of the text-generation server for a body without a field: plain text, not JSON. */
export function deserialisationError(field: string, body: string): VendorError {
  return new VendorError({
    status: 422,
    body:
      'Failed to deserialize the JSON body into the target type: ' +
      `missing field \`${field}\` at line 1 column ${body.length}`,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
