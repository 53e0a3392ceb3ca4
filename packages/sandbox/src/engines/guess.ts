import { hash } from '../text/hash.ts';
import { type LabelScore, normalise } from './sentiment.ts';

/** How far the first guess lies before the last. */
const sharpness = 6;

/**
 * The share of each label, best first, summing to 1, drawn from `seed` alone. It stands in where the sandbox would
 * have to look or to listen: the same picture gets the same labels, and another picture others.
 */
export function guessLabels(labels: readonly string[], seed: string): readonly LabelScore[] {
  return normalise(labels.map((label) => ({ label, score: Math.exp(sharpness * share(`${seed} ${label}`)) })));
}

/** A number from 0 up to 1, drawn from `seed` alone. */
export function share(seed: string): number {
  return hash(seed) / 2 ** 32;
}
