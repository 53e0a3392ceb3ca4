import { answerHeaders } from '../contract/answer-headers.ts';
import type { InferenceError, InferenceErrorDetails } from '../contract/error.ts';
import type { Meta, OutputBase, Warning } from '../contract/output.ts';

/** Makes what was told of one `meta` or error hold for another that stands in its place. */
function copyAnswerHeaders(from: object, to: object): void {
  const headers = answerHeaders.get(from);
  if (headers) answerHeaders.set(to, headers);
}

/** The same answer with details of its `meta` replaced. */
export function withMeta<Output extends OutputBase>(output: Output, details: Partial<Meta>): Output {
  const meta = { ...output.meta, ...details };
  copyAnswerHeaders(output.meta, meta);
  return { ...output, meta };
}

/** The same answer with more warnings. */
export const withWarnings = <Output extends OutputBase>(output: Output, more: readonly Warning[]): Output =>
  more.length === 0 ? output : { ...output, warnings: [...output.warnings, ...more] };

/** The same error with some details replaced. */
export function withDetails(error: InferenceError, details: Partial<InferenceErrorDetails>): InferenceError {
  const changed = error.with(details);
  copyAnswerHeaders(error, changed);
  return changed;
}
