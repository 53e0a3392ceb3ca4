import { similarityOfEmpty } from './normal-form.ts';
import { withoutWhiteSpace } from './tokens.ts';

const longestGram = 6;

/** What two texts have of the n-grams of one length. */
interface Matches {
  readonly hypothesis: number;
  readonly reference: number;
  readonly common: number;
}

/**
 * chrF (Popović 2015) as sacreBLEU computes it by default: character n-grams of 1 to 6, no white space, case kept,
 * precision and recall averaged over the lengths that both texts have, F with weight β on recall.
 *
 * @param beta 2 against a reference (chrF2); 1 is symmetric, for two outputs of which neither is the reference
 * @returns 0 … 1 (sacreBLEU: times 100); 1 for two texts without a character
 */
export function chrf(hypothesis: string, reference: string, beta: number): number {
  const given = withoutWhiteSpace(hypothesis);
  const expected = withoutWhiteSpace(reference);
  return similarityOfEmpty(given, expected) ?? fScore(matchesOf(given, expected), beta);
}

function matchesOf(hypothesis: string, reference: string): readonly Matches[] {
  const given = boundariesOf(hypothesis);
  const expected = boundariesOf(reference);
  return Array.from({ length: longestGram }, (_, place) =>
    compare(gramsOf(hypothesis, given, place + 1), gramsOf(reference, expected, place + 1)),
  );
}

/** Where characters begin, and the end: a character is a code point. */
function boundariesOf(text: string): readonly number[] {
  const boundaries = [0];
  let end = 0;
  for (const character of text) {
    end += character.length;
    boundaries.push(end);
  }
  return boundaries;
}

function gramsOf(text: string, boundaries: readonly number[], length: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + length < boundaries.length; start++) {
    const gram = text.slice(boundaries[start], boundaries[start + length]);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function compare(hypothesis: ReadonlyMap<string, number>, reference: ReadonlyMap<string, number>): Matches {
  let common = 0;
  for (const [gram, count] of hypothesis) common += Math.min(count, reference.get(gram) ?? 0);
  return { hypothesis: total(hypothesis), reference: total(reference), common };
}

function fScore(matches: readonly Matches[], beta: number): number {
  const counted = matches.filter(({ hypothesis, reference }) => hypothesis > 0 && reference > 0);
  const precision = mean(counted.map(({ common, hypothesis }) => common / hypothesis));
  const recall = mean(counted.map(({ common, reference }) => common / reference));
  if (precision + recall === 0) return 0;
  const weight = beta ** 2;
  return ((1 + weight) * precision * recall) / (weight * precision + recall);
}

function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
