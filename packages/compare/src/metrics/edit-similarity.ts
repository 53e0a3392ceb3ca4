import { distance } from 'fastest-levenshtein';
import { similarityOfEmpty } from './normal-form.ts';

/** Pairs of characters that are compared at most: 20,000 against 20,000. */
const mostPairs = 4e8;
const mostDistinct = 0x1_0000;

/**
 * 1 − Levenshtein's distance (1966) over the length of the longer text, in code points. Symmetric.
 *
 * @returns 0 … 1; 1 for two empty texts; undefined for texts too long to compare
 */
export function editSimilarity(a: string, b: string): number | undefined {
  const [left, right] = [Array.from(a), Array.from(b)];
  const decided = similarityOfEmpty(left, right);
  if (decided !== undefined) return decided;
  if (left.length * right.length > mostPairs) return undefined;
  const spelled = oneUnitEach(left, right);
  return spelled && 1 - distance(...spelled) / Math.max(left.length, right.length);
}

/**
 * The library counts UTF-16 code units, so that an emoji would count twice: every code point gets a unit of its own.
 *
 * @returns undefined when there are more code points than units
 */
function oneUnitEach(a: readonly string[], b: readonly string[]): [string, string] | undefined {
  const units = new Map<string, string>();
  const unitOf = (character: string): string => {
    const known = units.get(character);
    if (known !== undefined) return known;
    const unit = String.fromCharCode(units.size);
    units.set(character, unit);
    return unit;
  };
  const spelled: [string, string] = [a.map(unitOf).join(''), b.map(unitOf).join('')];
  return units.size > mostDistinct ? undefined : spelled;
}
