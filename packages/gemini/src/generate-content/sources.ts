import type { Annotation } from '@x/core';
import { isJson, type Json, listOf, objectsOf, stringOf } from '../json.ts';

/** What an answer says so far, and where in it the part begins to which sources are added (UTF-16 code units). */
export interface Said {
  readonly text: string;
  readonly partStart: number;
}

/**
 * The sources that a candidate states: of the web and of files (`groundingMetadata`), and of what it repeats word for
 * word (`citationMetadata`).
 */
export function readSources(candidate: Json, said: Said): readonly Annotation[] {
  const { groundingMetadata: grounding, citationMetadata: citation } = candidate;
  return [
    ...(isJson(grounding) ? readGrounding(grounding, said) : []),
    // The Developer API's name for them, and Vertex AI's.
    ...(isJson(citation)
      ? objectsOf(citation['citationSources'] ?? citation['citations']).map((source) => annotate(source, source, said))
      : []),
  ];
}

/** Each passage with each of its sources; where no passage is stated, all sources. */
function readGrounding(grounding: Json, said: Said): readonly Annotation[] {
  const sources = listOf(grounding['groundingChunks']).map(sourceOf);
  const passages = objectsOf(grounding['groundingSupports']).flatMap(({ segment, groundingChunkIndices }) =>
    listOf(groundingChunkIndices).flatMap((index) => {
      const source = typeof index === 'number' ? sources[index] : undefined;
      return source ? [annotate(source, isJson(segment) ? segment : {}, said)] : [];
    }),
  );
  return passages.length > 0 ? passages : sources.map((source) => annotate(source, {}, said));
}

/** A chunk wraps its source by kind: `{ web: { uri, title } }`, `maps`, `retrievedContext`… */
function sourceOf(chunk: unknown): Json {
  return isJson(chunk) ? (objectsOf(Object.values(chunk))[0] ?? {}) : {};
}

function annotate(source: Json, segment: Json, said: Said): Annotation {
  const url = stringOf(source['uri']);
  const title = stringOf(source['title']);
  return { type: 'citation', ...(url && { url }), ...(title && { title }), ...placeOf(segment, said) };
}

/**
 * Where a segment lies in the part's text. Its offsets are bytes of UTF-8 into the whole text of the answer (true of
 * every recorded answer, whatever its parts), and its text, if stated, has the last word.
 */
function placeOf(segment: Json, { text, partStart }: Said): Pick<Annotation, 'start' | 'end'> {
  const { startIndex = 0, endIndex } = segment;
  if (typeof startIndex !== 'number' || typeof endIndex !== 'number') return {};
  const bytes = new TextEncoder().encode(text);
  if (endIndex > bytes.length) return {};
  const stated = stringOf(segment['text']);
  let start = lengthOf(bytes, startIndex);
  let end = lengthOf(bytes, endIndex);
  if (stated !== '' && text.slice(start, end) !== stated) {
    start = text.indexOf(stated);
    end = start + stated.length;
  }
  return start < partStart ? {} : { start: start - partStart, end: end - partStart };
}

/** How many UTF-16 code units the first bytes make. */
const lengthOf = (bytes: Uint8Array, count: number): number =>
  new TextDecoder().decode(bytes.subarray(0, count)).length;
