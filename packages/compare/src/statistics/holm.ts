/**
 * p-values adjusted for their number by the step-down method of Holm (1979): comparing each with α keeps the probability
 * of any false rejection among them at α, whatever depends on what.
 *
 * @returns in the order given
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const ascending = pValues.map((p, place) => ({ p, place })).sort((one, other) => one.p - other.p);
  const adjusted = new Array<number>(pValues.length);
  let highest = 0;
  for (const [rank, { p, place }] of ascending.entries()) {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * p));
    adjusted[place] = highest;
  }
  return adjusted;
}
