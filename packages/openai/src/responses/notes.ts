import type { Part, ProviderMetadata } from '@x/core';
import { type CallIds, callId } from '@x/core/adapter';
import { isJson, type Json, stringOf } from './json.ts';

/** Under which name a part's `providerMetadata` holds what is OpenAI's, whatever id the provider was given. */
const VENDOR = 'openai';

/** Notes as our parts keep them. Empty ones say that the part is OpenAI's. */
export const vendorMetadata = (notes: Json): ProviderMetadata => ({ [VENDOR]: notes });

/** What a part of ours carries for OpenAI; undefined for a part that is not OpenAI's. */
export function ownNotes({ providerMetadata }: Pick<Part, 'providerMetadata'>): Json | undefined {
  const notes = providerMetadata?.[VENDOR];
  return isJson(notes) ? notes : undefined;
}

/** The id of the item that a part came in, where it is tied to the reasoning before it; else ''. */
export const tiedId = (part: Pick<Part, 'providerMetadata'>): string => stringOf(ownNotes(part)?.['id']);

/** Ids of calls have up to 64 characters (the specification of `function_call_output`). */
const callIds: CallIds = { takes: /^.{1,64}$/s, length: 24 };

/** The id of a call as the API takes it; another vendor's may be longer. */
export const ownCallId = (id: string): string => callId(id, callIds);

/** What goes back with an item beside its data; the API wants it as it was. */
const kept: readonly string[] = ['phase', 'namespace', 'caller'];

/**
 * What a part keeps of its item.
 *
 * @param tied Whether encrypted reasoning came before it in the answer. Reasoning goes back together with the item that
 *   follows it, which is known by its id; without its reasoning an item with an id is refused, so only tied ones keep it.
 */
export function itemNotes(item: Json, tied: boolean): Json | undefined {
  const names = tied ? ['id', ...kept] : kept;
  const entries = names.flatMap((name) =>
    item[name] === undefined || item[name] === null ? [] : [[name, item[name]]],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
