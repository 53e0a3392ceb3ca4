import type { ErrorCode } from '@x/core';
import { type ErrorReader, errorObject } from '@x/core/adapter';
import { stringOf } from './json.ts';

/**
 * Codes of a response that failed (`ResponseErrorCode` of the specification), where the provider's reader has none.
 * They come without a status and without a type, which would tell the same.
 */
const codes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^(server_error|vector_store_timeout)$/, 'server'],
  [/^data_residency_mismatch$/, 'permission'],
  // Fourteen of them are about images: of the wrong kind or size, not found, against a policy.
  [/^(invalid_prompt|bio_policy)$|image/, 'invalid-request'],
];

/** The provider's reader of errors, which then also knows those that come inside a response. */
export const withResponseErrors =
  (read: ErrorReader): ErrorReader =>
  (reply, call) => {
    const name = stringOf(errorObject(reply.body)?.['code']);
    // Its words say how long to wait, as those of the same error with its status do.
    if (name === 'rate_limit_exceeded') return read({ ...reply, status: 429 }, call);
    const reading = read(reply, call);
    const code = reading?.code ?? codes.find(([known]) => known.test(name))?.[1];
    return code === undefined ? reading : { ...reading, code };
  };
