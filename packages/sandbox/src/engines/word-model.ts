import { hash } from '../text/hash.ts';
import { corpus } from './corpus.ts';

/** A word that may come next, with its weight relative to the others. */
export interface WordWeight {
  readonly word: string;
  readonly weight: number;
}

type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A full stop also opens each sentence, so that the model knows how sentences begin. */
const sentences = corpus
  .trim()
  .split('\n')
  .map((line) => ['.', ...line.trim().split(' ')]);
const followers = {
  unigram: countFollowers(0),
  bigram: countFollowers(1),
  trigram: countFollowers(2),
};

/**
 * The words that may follow `previous`, by how often they do in the corpus. The last two words weigh most,
 * then the last one, then plain frequency, so that there is always an answer.
 */
export function nextWords(previous: readonly string[]): readonly WordWeight[] {
  const weights = new Map<string, number>();
  add(weights, followers.trigram.get(previous.slice(-2).join(' ')), 100);
  add(weights, followers.bigram.get(previous.slice(-1).join(' ')), 10);
  add(weights, followers.unigram.get(''), 0.01);
  return ranked(weights);
}

/** The words that may stand between two words: those that may follow the one, preferring those the other follows. */
export function middleWords(previous: readonly string[], following: string | undefined): readonly WordWeight[] {
  const candidates = nextWords(previous).filter(({ word }) => word !== '.');
  if (following === undefined) return candidates;
  const weights = candidates.map(({ word, weight }): readonly [string, number] => {
    const fits = followers.bigram.get(word)?.has(following) ?? false;
    return [word, fits ? weight * 20 : weight];
  });
  return ranked(new Map(weights));
}

/** A number for a word, as a tokenizer's vocabulary would give it; always the same, below 30,000. */
export function vocabularyIndex(word: string): number {
  return hash(`vocabulary ${word}`) % 30_000;
}

function countFollowers(order: number): Counts {
  const counts = new Map<string, Map<string, number>>();
  for (const sentence of sentences) {
    for (let index = Math.max(1, order); index < sentence.length; index += 1) {
      const context = sentence.slice(index - order, index).join(' ');
      const word = sentence[index] ?? '.';
      const own = counts.get(context) ?? new Map<string, number>();
      own.set(word, (own.get(word) ?? 0) + 1);
      counts.set(context, own);
    }
  }
  return counts;
}

function add(weights: Map<string, number>, counts: ReadonlyMap<string, number> | undefined, factor: number): void {
  for (const [word, count] of counts ?? []) weights.set(word, (weights.get(word) ?? 0) + count * factor);
}

// Words of equal weight are ordered by their hash: alphabetical order would favour the same few.
function ranked(weights: ReadonlyMap<string, number>): readonly WordWeight[] {
  return [...weights]
    .map(([word, weight]) => ({ word, weight }))
    .sort((left, right) => right.weight - left.weight || hash(left.word) - hash(right.word));
}
