import type { Part, ProviderMetadata } from '@x/core';
import { isJson, type Json } from '../json.ts';

/** Under which name a part's `providerMetadata` holds what is Gemini's, whatever id the provider was given. */
const VENDOR = 'gemini';

/** What stands beside the text in a part of the wire. */
const textNoteFields: readonly string[] = ['thoughtSignature', 'videoMetadata', 'mediaResolution', 'partMetadata'];

/** What stands in a part of the wire beside its data, in answers and in requests. */
const noteFields: readonly string[] = ['thought', ...textNoteFields];

/** What stands beside the data in a part of an answer; undefined when nothing does. */
export const readNotes = (part: Json): Json | undefined => pick(part, noteFields);

/** The same for a part of text: that it is a thought is said by the kind of our part. */
export const readTextNotes = (part: Json): Json | undefined => pick(part, textNoteFields);

function pick(part: Json, names: readonly string[]): Json | undefined {
  let notes: Json | undefined;
  for (const name of names) if (part[name] !== undefined) notes = { ...notes, [name]: part[name] };
  return notes;
}

/** The name of a part's data; undefined for a part without any. */
export const dataName = (part: Json): string | undefined =>
  Object.keys(part).find((name) => !noteFields.includes(name));

/** Notes as our parts keep them. */
export const vendorMetadata = (notes: Json): ProviderMetadata => ({ [VENDOR]: notes });

/**
 * What a part of ours carries for Gemini and goes back to it; undefined for a part that is not Gemini's. A part keeps
 * more than that (grounding, for one), which the wire would not take back.
 */
export function ownNotes({ providerMetadata }: Part): Json | undefined {
  const own = providerMetadata?.[VENDOR];
  return isJson(own) ? (readNotes(own) ?? {}) : undefined;
}
