/** How often each given label stood where each label was expected. */
export interface ConfusionMatrix {
  /** Every label that was expected or given, in the order of their code units. */
  readonly labels: readonly string[];
  /** A row for each expected label, in it a count for each given one, both in the order of `labels`. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Counts expected against given labels.
 *
 * @param pairs labels in the form in which they are to be compared
 */
export function confusionMatrix(pairs: readonly (readonly [expected: string, given: string])[]): ConfusionMatrix {
  const labels = [...new Set(pairs.flat())].toSorted();
  const place = new Map(labels.map((label, index) => [label, index]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const [expected, given] of pairs) {
    const row = counts[place.get(expected) ?? -1];
    const column = place.get(given) ?? -1;
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return { labels, counts };
}

/**
 * Cohen's κ (1960): agreement on labels beyond what the frequencies of the labels would give by chance. Symmetric.
 *
 * @returns −1 … 1; undefined without a pair, and where both gave one and the same label throughout: there chance
 *   explains everything
 */
export function cohensKappa(pairs: readonly (readonly [string, string])[]): number | undefined {
  const { counts } = confusionMatrix(pairs);
  const n = pairs.length;
  if (n === 0) return undefined;
  let [agreed, byChance] = [0, 0];
  for (const [place, row] of counts.entries()) {
    agreed += row[place] ?? 0;
    byChance += sum(row) * sum(counts.map((other) => other[place] ?? 0));
  }
  // In counts, so that the division by zero is exact: (p_o − p_e) / (1 − p_e), times n².
  return byChance === n * n ? undefined : (agreed * n - byChance) / (n * n - byChance);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
