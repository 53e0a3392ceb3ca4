import { countTokens, firstTokens } from '../text/tokens.ts';
import { sentences, stems } from '../text/words.ts';

/**
 * The sentences that say most of what a text is about, in their own order and words, within `limit` tokens.
 * A text whose best sentence is longer than the limit gives the beginning of that sentence.
 */
export function summarise(text: string, limit: number): string {
  const all = sentences(text);
  const frequency = frequencies(stems(text));
  const ranked = all
    .map(({ value }, index) => ({ value, index, weight: weightOf(value, frequency) }))
    .sort((left, right) => right.weight - left.weight || left.index - right.index);
  const chosen: typeof ranked = [];
  let used = 0;
  for (const sentence of ranked) {
    const size = countTokens(sentence.value);
    if (used + size > limit) continue;
    chosen.push(sentence);
    used += size;
  }
  if (chosen.length === 0) return firstTokens(ranked[0]?.value ?? text, limit);
  return chosen
    .sort((left, right) => left.index - right.index)
    .map(({ value }) => value)
    .join(' ');
}

function frequencies(values: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  return counted;
}

// The mean rather than the sum, so that a long sentence does not win by its length.
function weightOf(sentence: string, frequency: ReadonlyMap<string, number>): number {
  const own = stems(sentence);
  if (own.length === 0) return 0;
  return own.reduce((sum, stem) => sum + (frequency.get(stem) ?? 0), 0) / own.length;
}
