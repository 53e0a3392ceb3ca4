import { stemmer } from 'stemmer';
import { stopwords } from './stopwords.ts';

const word = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const properNoun = /\p{Lu}[\p{L}\p{N}'’-]*(?:\s+\p{Lu}[\p{L}\p{N}'’-]*)*/gu;
const sentenceSegmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A stretch of a longer text; `text.slice(start, end)` is `value`. Offsets count UTF-16 units. */
export interface Span {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text as they are written, with their places. */
export function wordSpans(text: string): readonly Span[] {
  return spansOf(text, word);
}

/** The words of a text in lower case. */
export function words(text: string): readonly string[] {
  return wordSpans(text.toLowerCase()).map(({ value }) => value);
}

/** The words of a text in lower case that carry a topic. */
function topicWords(text: string): readonly string[] {
  return words(text).filter((value) => !stopwords.has(value));
}

/** The Porter stems of the words that carry a topic, so that "refunded" meets "refund". */
export function stems(text: string): readonly string[] {
  return topicWords(text).map((value) => stemmer(value));
}

/** The sentences of a text, trimmed, with their places. */
export function sentences(text: string): readonly Span[] {
  const found: Span[] = [];
  for (const { segment, index } of sentenceSegmenter.segment(text)) {
    const value = segment.trim();
    if (value === '') continue;
    const start = index + segment.indexOf(value);
    found.push({ value, start, end: start + value.length });
  }
  return found;
}

/** Runs of capitalised words ("New York"), without stop words that are capitalised only by their place. */
export function properNouns(text: string): readonly Span[] {
  return spansOf(text, properNoun).filter(({ value }) => !stopwords.has(value.toLowerCase()));
}

/** Up to `limit` words that say what a text is about: the most frequent first, longer ones before shorter. */
export function keywords(text: string, limit: number): readonly string[] {
  const frequency = new Map<string, number>();
  for (const value of topicWords(text)) frequency.set(value, (frequency.get(value) ?? 0) + 1);
  return [...frequency]
    .sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || right.length - left.length)
    .slice(0, limit)
    .map(([value]) => value);
}

function spansOf(text: string, pattern: RegExp): readonly Span[] {
  return [...text.matchAll(pattern)].map((match) => ({
    value: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
