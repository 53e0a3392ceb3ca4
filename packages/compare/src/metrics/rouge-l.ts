import { similarityOfEmpty } from './normal-form.ts';

/** Pairs of tokens that are compared at most: 10,000 words against 10,000, about a second. */
const mostPairs = 1e8;

/**
 * ROUGE-L (Lin 2004): F1 of the longest common subsequence, β = 1 as rouge-score has it. Symmetric. Which tokens,
 * stemmed or not, is the caller's choice.
 *
 * @returns 0 … 1; 1 for two empty ones; undefined for texts too long to compare
 */
export function rougeL(a: readonly string[], b: readonly string[]): number | undefined {
  const decided = similarityOfEmpty(a, b);
  if (decided !== undefined) return decided;
  if (a.length * b.length > mostPairs) return undefined;
  return (2 * commonSubsequence(a, b)) / (a.length + b.length);
}

/** The length of the longest common subsequence, by dynamic programming over one row at a time. */
function commonSubsequence(a: readonly string[], b: readonly string[]): number {
  const places = new Map(b.map((token, place) => [token, place]));
  // Numbers are compared faster than words; a word that the other text lacks is nobody's equal.
  const numbered = (tokens: readonly string[]): Int32Array =>
    Int32Array.from(tokens, (token) => places.get(token) ?? -1);
  const columns = numbered(b);
  let above = new Uint32Array(b.length + 1);
  let row = new Uint32Array(b.length + 1);
  for (const token of numbered(a)) {
    for (let place = 0; place < columns.length; place++) {
      row[place + 1] = token === columns[place] ? at(above, place) + 1 : Math.max(at(above, place + 1), at(row, place));
    }
    [above, row] = [row, above];
  }
  return at(above, b.length);
}

const at = (row: Uint32Array, place: number): number => row[place] ?? 0;
