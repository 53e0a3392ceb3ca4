/** An embedding. */
export type Vector = ArrayLike<number>;

/**
 * The cosine of the angle between two vectors.
 *
 * @returns −1 … 1; undefined for vectors of different or no length, and for one that points nowhere
 */
export function cosine(a: Vector, b: Vector): number | undefined {
  if (a.length !== b.length || a.length === 0) return undefined;
  const lengths = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
  if (!(lengths > 0 && Number.isFinite(lengths))) return undefined;
  // Rounding may carry the quotient past the ends.
  return Math.min(1, Math.max(-1, dot(a, b) / lengths));
}

/**
 * How much two models agree on what is near: for every item, the share of its k nearest neighbours by cosine that are
 * the same in both, and the mean of it (overlap@k). Items that are equally near come in their own order.
 *
 * @param a the vectors of the items by one model, in the same order as `b`
 * @param k neighbours, from 1
 * @returns 0 … 1; undefined where lists differ in length, where a vector has no direction, and for fewer than k + 2
 *   items, of which any two models would find the same neighbours
 */
export function neighbourOverlap(a: readonly Vector[], b: readonly Vector[], k: number): number | undefined {
  if (a.length !== b.length || a.length < k + 2 || k < 1) return undefined;
  let shared = 0;
  for (const item of a.keys()) {
    const [left, right] = [nearest(a, item, k), nearest(b, item, k)];
    if (left === undefined || right === undefined) return undefined;
    shared += left.filter((neighbour) => right.includes(neighbour)).length;
  }
  return shared / (k * a.length);
}

function nearest(vectors: readonly Vector[], item: number, k: number): readonly number[] | undefined {
  const origin = vectors[item];
  if (origin === undefined) return undefined;
  const others: { readonly place: number; readonly nearness: number }[] = [];
  for (const [place, vector] of vectors.entries()) {
    if (place === item) continue;
    const nearness = cosine(origin, vector);
    if (nearness === undefined) return undefined;
    others.push({ place, nearness });
  }
  others.sort((one, other) => other.nearness - one.nearness);
  return others.slice(0, k).map(({ place }) => place);
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let place = 0; place < a.length; place++) sum += (a[place] ?? Number.NaN) * (b[place] ?? Number.NaN);
  return sum;
}
