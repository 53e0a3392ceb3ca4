/**
 * A `fetch` for Node that costs less than the global one and waits as long as a model may think.
 *
 * @example
 * const provider = openai({ fetch: nodeFetch() });
 *
 * @packageDocumentation
 */
export { type NodeFetch, type NodeFetchOptions, nodeFetch } from './node-fetch.ts';
