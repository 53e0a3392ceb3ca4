import type { CallOptions } from '@x/core';
import { defineProvider, type RequestContext, type WireRequest, type WireTask } from '@x/core/adapter';
import { hfBase } from './definition.ts';
import type { HfSettings } from './options.ts';

/** A call whose answer is handed on as it comes. */
export interface JsonCall {
  /** Named in errors. */
  readonly model: string;
  /** What is sent of the caller's own words; nothing of it comes out through an error. */
  readonly texts: readonly string[];
  readonly request: (context: RequestContext) => WireRequest;
}

/**
 * Makes one call with everything that a provider's calls have (key, retries, timers, errors) and gives the JSON of its
 * answer, unread. The engine runs rows of tasks, so the call is dressed as one whose output is left empty.
 *
 * @throws InferenceError
 */
export async function callJson(settings: HfSettings, call: JsonCall, options?: CallOptions): Promise<unknown> {
  const row: WireTask<'embedding'> = {
    request: (_, context) => call.request(context),
    read: (_body, _input, reply) => ({ vectors: [], ...reply.base() }),
  };
  const provider = defineProvider({ ...hfBase, tasks: (_: HfSettings) => ({ embedding: row }) })(settings);
  const { meta } = await provider.run('embedding', { model: call.model, texts: call.texts }, options);
  return meta.raw;
}
