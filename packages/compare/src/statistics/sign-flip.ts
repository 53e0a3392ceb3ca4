import type { Random } from './random.ts';

/** What a test of "there is no difference" came to. */
export interface PairedTest {
  /** Two-sided. */
  readonly p: number;
  readonly method: 'mcnemar-exact' | 'sign-flip-exact' | 'sign-flip-drawn';
  /** Pairs that were compared. */
  readonly pairs: number;
}

/** Up to so many pairs that differ, every one of the 2ⁿ sign patterns is looked at. */
const mostEnumerated = 16;

/**
 * The sign-flip permutation test of paired differences (Fisher 1935, section 21): without a difference, each row's could
 * as well have had the other sign. Two-sided, by the absolute sum. Pairs without a difference change nothing.
 *
 * @param differences one a row
 * @param draws sign patterns to draw where there are too many to enumerate; the pattern that was seen counts as one
 *   more, so that p = (b + 1) / (draws + 1) and never 0 (Phipson and Smyth 2010)
 */
export function signFlip(differences: readonly number[], draws: number, random: Random): PairedTest {
  const sizes = Float64Array.from(
    differences.filter((difference) => difference !== 0),
    Math.abs,
  );
  const seen = Math.abs(differences.reduce((total, difference) => total + difference, 0));
  // Sums of the same numbers in another order differ by rounding; they count as equal.
  const threshold = seen - 1e-12 * sizes.reduce((total, size) => total + size, 0);
  const pairs = differences.length;
  if (sizes.length <= mostEnumerated) {
    return { p: enumeratedShare(sizes, threshold), method: 'sign-flip-exact', pairs };
  }
  const reached = drawnCount(sizes, threshold, draws, random);
  return { p: (reached + 1) / (draws + 1), method: 'sign-flip-drawn', pairs };
}

/** The share of all sign patterns whose absolute sum reaches the threshold. */
function enumeratedShare(sizes: Float64Array, threshold: number): number {
  const patterns = 2 ** sizes.length;
  let reached = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    if (Math.abs(signedSum(sizes, pattern)) >= threshold) reached++;
  }
  return reached / patterns;
}

function drawnCount(sizes: Float64Array, threshold: number, draws: number, random: Random): number {
  const blocks = blocksOf(sizes);
  let reached = 0;
  for (let draw = 0; draw < draws; draw++) {
    let total = 0;
    let signs = 0;
    for (let block = 0; block < blocks.length; block++) {
      if (block % 4 === 0) signs = random.bits();
      total += blocks[block]?.[signs & 255] ?? 0;
      signs >>>= 8;
    }
    if (Math.abs(total) >= threshold) reached++;
  }
  return reached;
}

/** For every eight sizes, their sum under each of the 256 patterns of signs: a draw then adds an eighth as often. */
function blocksOf(sizes: Float64Array): readonly Float64Array[] {
  return Array.from({ length: Math.ceil(sizes.length / 8) }, (_, block) => {
    const ofBlock = sizes.subarray(8 * block, 8 * block + 8);
    return Float64Array.from({ length: 256 }, (_, pattern) => signedSum(ofBlock, pattern));
  });
}

/** The sum of sizes, each with the sign that its bit of the pattern says. */
function signedSum(sizes: Float64Array, pattern: number): number {
  let total = 0;
  for (let place = 0; place < sizes.length; place++) {
    const size = sizes[place] ?? 0;
    total += (pattern >>> place) & 1 ? size : -size;
  }
  return total;
}
