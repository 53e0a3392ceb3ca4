/**
 * Spearman's ρ (1904): Pearson's correlation of the ranks, equal values sharing the mean of their ranks.
 *
 * @param a values of the same things in the same order as `b`
 * @returns −1 … 1; undefined for lists of different length, of fewer than two, and where all values of one are equal
 */
export function spearman(a: readonly number[], b: readonly number[]): number | undefined {
  if (a.length !== b.length || a.length < 2) return undefined;
  return correlation(ranksOf(a), ranksOf(b));
}

/**
 * Kendall's τ-b (1945): concordant less discordant pairs, corrected for ties. Takes time with the square of the length.
 *
 * @returns as for `spearman`
 */
export function kendallTauB(a: readonly number[], b: readonly number[]): number | undefined {
  if (a.length !== b.length || a.length < 2) return undefined;
  let [order, untiedInA, untiedInB] = [0, 0, 0];
  for (let first = 0; first < a.length; first++) {
    for (let second = 0; second < first; second++) {
      const inA = Math.sign((a[first] ?? 0) - (a[second] ?? 0));
      const inB = Math.sign((b[first] ?? 0) - (b[second] ?? 0));
      order += inA * inB;
      untiedInA += inA ** 2;
      untiedInB += inB ** 2;
    }
  }
  return untiedInA === 0 || untiedInB === 0 ? undefined : order / Math.sqrt(untiedInA * untiedInB);
}

/** From 1; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((one, other) => one - other);
  const span = new Map<number, { first: number; last: number }>();
  for (const [place, value] of sorted.entries()) {
    const known = span.get(value);
    if (known === undefined) span.set(value, { first: place + 1, last: place + 1 });
    else known.last = place + 1;
  }
  return values.map((value) => {
    const { first, last } = span.get(value) ?? { first: Number.NaN, last: Number.NaN };
    return (first + last) / 2;
  });
}

function correlation(a: readonly number[], b: readonly number[]): number | undefined {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squaresA, squaresB] = [0, 0, 0];
  for (const [place, value] of a.entries()) {
    const [inA, inB] = [value - meanA, (b[place] ?? Number.NaN) - meanB];
    both += inA * inB;
    squaresA += inA ** 2;
    squaresB += inB ** 2;
  }
  if (squaresA === 0 || squaresB === 0) return undefined;
  return Math.min(1, Math.max(-1, both / Math.sqrt(squaresA * squaresB)));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
