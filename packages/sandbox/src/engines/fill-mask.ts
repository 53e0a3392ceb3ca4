import { words } from '../text/words.ts';
import { middleWords, vocabularyIndex, type WordWeight } from './word-model.ts';

const mask = /\[MASK\]|<mask>/gu;

/** One guess at a masked word. */
export interface MaskGuess {
  /** The share of this guess among the guesses that are given; they sum to 1. */
  readonly score: number;
  /** The number of the word in the vocabulary. */
  readonly token: number;
  readonly token_str: string;
  /** The text with the guess in the place of the mask. */
  readonly sequence: string;
}

/** How many `[MASK]` or `<mask>` a text has. */
export function countMasks(text: string): number {
  return text.match(mask)?.length ?? 0;
}

/**
 * The best guesses for each mask of a text, in the order of the masks. With `targets`, only those words are guessed.
 * Each `sequence` fills one mask and leaves the others.
 */
export function fillMasks(
  text: string,
  count: number,
  targets: readonly string[] | undefined,
): readonly (readonly MaskGuess[])[] {
  return [...text.matchAll(mask)].map((match) => {
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    const candidates = middleWords(words(before), words(after)[0]);
    const guesses = (targets === undefined ? candidates : weigh(targets, candidates)).slice(0, count);
    const total = guesses.reduce((sum, { weight }) => sum + weight, 0);
    return guesses.map(({ word, weight }) => ({
      score: weight / total,
      token: vocabularyIndex(word),
      token_str: word,
      sequence: before + word + after,
    }));
  });
}

function weigh(targets: readonly string[], candidates: readonly WordWeight[]): readonly WordWeight[] {
  const weights = new Map(candidates.map(({ word, weight }) => [word, weight]));
  return targets
    .map((word) => ({ word, weight: weights.get(word) ?? 0.001 }))
    .sort((left, right) => right.weight - left.weight);
}
