import { mistake } from '../mistake.ts';
import { logGamma } from './incomplete-beta.ts';

/**
 * The exact test of McNemar (1947) for pairs of passed and failed, two-sided: without a difference, the pairs on which
 * the two disagree fall to either side like a fair coin. Pairs on which they agree do not matter.
 *
 * @param onlyFirst pairs that only the first passed
 * @param onlySecond pairs that only the second passed
 * @param options `midP` counts what was seen by half (Fagerland, Lydersen and Laake 2013): less cautious, and no longer
 *   sure to keep its level. Default false.
 * @throws InferenceError `invalid-request` for counts that are none
 */
export function mcnemar(onlyFirst: number, onlySecond: number, options: { readonly midP?: boolean } = {}): number {
  const counts = [onlyFirst, onlySecond];
  if (!counts.every((count) => Number.isInteger(count) && count >= 0)) {
    throw mistake(`${counts.join(' and ')} are no numbers of pairs. Give whole numbers from 0.`);
  }
  const disagreements = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let tail = 0;
  for (let count = 0; count <= fewer; count++) tail += coinShare(count, disagreements);
  const exact = Math.min(1, 2 * tail);
  if (options.midP !== true) return exact;
  // Where both sides are equal, what was seen is in both tails.
  return onlyFirst === onlySecond ? 1 - coinShare(fewer, disagreements) / 2 : exact - coinShare(fewer, disagreements);
}

/** The probability of so many heads in `flips` flips of a fair coin. */
const coinShare = (heads: number, flips: number): number =>
  Math.exp(logGamma(flips + 1) - logGamma(heads + 1) - logGamma(flips - heads + 1) - flips * Math.LN2);
