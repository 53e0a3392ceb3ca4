import { hash } from '../text/hash.ts';
import { stems, words } from '../text/words.ts';

const stemWeight = 1;
const wordWeight = 0.3;
const trigramWeight = 0.15;

/**
 * A text as a unit vector: a hashed bag of its stems, words and character trigrams. Texts that share words
 * lie nearer to one another; `model` changes the hashing, so vectors of different models do not compare.
 * Components are rounded to seven decimals, which is what a 32-bit float holds.
 */
export function embed(text: string, dimensions: number, model: string): readonly number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const [feature, weight] of featuresOf(text)) {
    const place = hash(`${model}|${feature}`);
    const index = place % dimensions;
    vector[index] = (vector[index] ?? 0) + (place & 0x8000_0000 ? -weight : weight);
  }
  return unit(vector);
}

/** The cosine of two unit vectors of one length: 1 for the same direction, about 0 for unrelated texts. */
function cosine(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

/** How alike two texts are, from 0 to 1, by the vectors of one model. */
export function similarity(left: string, right: string, model: string): number {
  const dimensions = 1024;
  return Math.max(0, cosine(embed(left, dimensions, model), embed(right, dimensions, model)));
}

function featuresOf(text: string): readonly (readonly [feature: string, weight: number])[] {
  const plain = words(text);
  return [
    ...stems(text).map((stem) => [`stem ${stem}`, stemWeight] as const),
    ...plain.map((word) => [`word ${word}`, wordWeight] as const),
    ...trigrams(plain.join(' ')).map((trigram) => [`trigram ${trigram}`, trigramWeight] as const),
    // Keeps the vector of a text without any word from being zero, which has no direction.
    ['text', 0.01] as const,
  ];
}

function trigrams(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 2) }, (_, start) => text.slice(start, start + 3));
}

function unit(vector: readonly number[]): readonly number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => Number((value / length).toFixed(7)));
}
