/**
 * The response headers that an answer or an error came with, by the answer's `meta` object or by the error.
 *
 * They are no part of an output, which is data that can be stored; a wrapper that paces calls by the vendor's limits
 * reads them here. What has no entry (a local model, an answer out of a store) said nothing.
 */
export const answerHeaders = new WeakMap<object, Headers>();
